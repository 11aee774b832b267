#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/message.h"
#include "base/observation.h"
#include "site/map_sheet.h"
#include "site/view.h"

namespace dajuan::site {

/// Where a region stands beside the whole, and how it moved on the year, as the result says; `unknown` where
/// it says nothing.
enum class MapStanding { unknown, better, not_apart, worse };
enum class MapMove { unknown, no_clear_change, rose, fell };

struct MapRegion {
  std::string code;
  std::string name;    ///< as a page may show it
  std::string parent;  ///< name of the region above; tiles stand in a group for each
  std::string link;    ///< from the page; empty = none
  double score = kMissing;
  MapStanding standing = MapStanding::unknown;
  MapMove move = MapMove::unknown;
  double moved = kMissing;  ///< points on the year
  std::string rank;         ///< its rank set in words; may be empty
};

/// The drawings of a map; they follow from outlines alone, so one pair serves all months and languages.
struct MapSheets {
  std::vector<std::string> codes;  ///< one per shape
  Sheet wide;
  Sheet narrow;
};
/// Nothing when a region has no outline: a map with holes would mislead, and tiles stand in.
std::optional<MapSheets> make_sheets(const std::vector<region::Outline>& outlines,
                                     const std::vector<std::string>& codes);

/// What a map shows.
struct Map {
  std::string title;      ///< "Where each state stands"
  std::string count;      ///< "32 states"
  std::string reference;  ///< name of the whole; empty = none
  std::vector<MapRegion> regions;
  std::shared_ptr<const MapSheets> sheets;  ///< of at least these regions; none = tiles
  std::string credit;
  std::string approval;
};

/// Puts the map, or tiles, where {{>MAP}} stands; at most once a page. By its rule: five classes of score,
/// full where a region is clearly better or worse than the whole, hatched where it cannot be told apart, dots
/// where there is no score; a mark where the change on the year is clear; four to six labels: the largest
/// falls, the largest rises, the first.
void add_map(View& view, Language language, const Map& map);

}  // namespace dajuan::site
