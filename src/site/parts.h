#pragma once
#include <string>
#include <vector>

#include "site/context.h"
#include "site/pages.h"
#include "site/view.h"

namespace dajuan::site {

/// Score, changes, light and line of a unit, beside the headline.
void add_standing(View& view, const Context& context, const Unit& unit);
void add_light(View& view, const Context& context, const index::NodeLight& light);
/// The table of the units from `begin` on, at most kRowsAPage of them, against `whole` where there is one.
void add_members(View& view, const Context& context, const std::vector<int>& sorted, std::size_t begin,
                 const Unit* whole);
/// What each indicator gave or cost against each comparison; every column adds up to its last row.
void add_why(View& view, const Context& context, const Unit& unit);
/// Every node with score, weight, light, and raw figure.
void add_tree(View& view, const Context& context, const Unit& unit);
/// The units by score, those without one last, equal ones by code.
std::vector<int> by_score(const Result& result, std::vector<int> units);
/// "32 states", where all are of one level; else "32 regions".
std::string count_text(const Context& context, const std::vector<int>& units);
/// "State", or "Region" where levels differ.
std::string level_text(const Context& context, const std::vector<int>& units);
/// The line of a unit's scores, with that of the whole where there is one.
void add_line(View& view, const Context& context, const Unit& unit, const Unit* whole);
/// The files of the result that the page was made from.
void add_files(View& view, const Context& context);
/// What was done to figures, as sentences: for all units, or for one (-1 = all).
void add_set_aside(View& view, const Context& context, int unit);

}  // namespace dajuan::site
