#pragma once
#include <string>
#include <vector>

#include "site/context.h"
#include "site/levels.h"
#include "site/pages.h"
#include "site/view.h"

namespace dajuan::site {

/// {{#STANDING}}: score, limits, light, line and changes of a whole, beside the headline.
void add_standing(View& view, const Context& context, const Unit& unit);
/// {{#FACTS}}: score, limits, light, rank set and changes of a region, in one row.
void add_facts(View& view, const Context& context, const Unit& unit);
void add_light(View& view, const Context& context, const index::NodeLight& light);
/// {{>MEMBERS}}: the table of the units from `begin` on, at most kRowsAPage of them, in the groups that they
/// stand in beside `whole`, where there is one.
View& add_members(View& view, const Context& context, const std::vector<int>& sorted, std::size_t begin,
                  const Unit* whole);
/// {{#PLACES}}: the map and the groups.
void add_places(View& view, const Context& context, const std::vector<int>& members, const Unit* whole);
/// {{#STANDING_GROUP}}: how many are clearly better than the whole, cannot be told apart, are clearly worse,
/// and which.
void add_groups(View& view, const Context& context, const std::vector<int>& sorted, const Unit& whole);
/// {{#MOVERS}}: the largest clear changes, at most two each way, and why. Nothing where nothing moved.
void add_movers(View& view, const Context& context, const std::vector<int>& members);
/// {{>READING}}: how to read intervals and rank sets, with a region of the page as an example.
void add_reading(View& view, const Context& context, const std::vector<int>& members, const Unit* whole);
/// What a month says above its table and below.
void fill_month(View& view, const Context& context, const std::vector<int>& members);
/// What a region says above its members.
void fill_unit(View& view, const Context& context, const Unit& unit);
/// {{>WHY}}: what each indicator gave or cost against each comparison; every column adds up to its last row.
void add_why(View& view, const Context& context, const Unit& unit);
/// {{>TREE}}: every node with score, limits, weight, light, and raw figure.
void add_tree(View& view, const Context& context, const Unit& unit);
/// The units by score, those without one last, equal ones by code.
std::vector<int> by_score(const Result& result, std::vector<int> units);
/// The same within their groups: clearly better than the whole first.
std::vector<int> in_groups(const Result& result, std::vector<int> units);
/// The files of the result that the page was made from.
void add_files(View& view, const Context& context);
/// What was done to figures, as sentences: for all units, or for one (-1 = all).
void add_set_aside(View& view, const Context& context, int unit);

}  // namespace dajuan::site
