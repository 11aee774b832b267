#pragma once
#include <string>
#include <vector>

#include "site/pages.h"

namespace dajuan::site {

/// Everything a part of a page needs to know.
struct Context {
  Language language;
  const Result& result;
  std::string address;  ///< of the page

  std::string say(Message message) const { return text(language, message); }
  std::string name(const Unit& unit) const;
  std::string node_name(int node) const;
  /// A link from the page to an address below the language's folder.
  std::string link(const std::string& address) const;
  /// A link from the page to a file of the site.
  std::string file_link(const std::string& path) const;
};

/// "../" for each folder of an address, and one for the language's.
std::string to_root(const std::string& address);

/// Head, masthead, the band for simulated data and the foot. Every page begins and ends with these.
struct Frame {
  Language language;
  std::string address;
  std::string title;
  std::string description;
  std::string series;          ///< title of the series, empty on pages of all series
  std::string series_address;  ///< empty = none
  bool simulated = false;
  bool anywhere = false;  ///< shown at any address, so links begin at the root of the host
  std::string source;     ///< what made the page; may be empty
};
void add_frame(View& view, const Frame& frame);
/// The frame of a page of one series.
Frame series_frame(const Context& context, std::string title, std::string description);

/// Period, members, source, and what the index cannot say.
void add_key_line(View& view, const Context& context);
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
