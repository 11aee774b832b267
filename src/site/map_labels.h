#pragma once
#include <string>
#include <vector>

#include "site/map_sheet.h"

namespace dajuan::site {

/// A label that a map would like to have: two short lines about a region.
struct WantedLabel {
  std::size_t region = 0;
  std::string name;
  std::string says;     ///< may be empty
  bool marked = false;  ///< a mark of change stands on the region's middle
};

struct PlacedLabel {
  enum class Align { start, middle, end };
  WantedLabel label;
  Spot at;  ///< of the first line: where its text begins, has its middle or ends, on the base line
  Align align = Align::middle;
  bool has_leader = false;
  Spot from;  ///< of the leader, at the label
  Spot to;    ///< in the region
};

struct LabelRule {
  int most = 6;
  int enough = 4;       ///< beyond these a label must stand near its region
  double font = 15;     ///< units; the size for which there is room, or more than is shown
  double farthest = 0;  ///< units of leader that are worth it; 0 = any, on land where it must be
};

/// Places labels on empty ground, the first ones first, with leaders that are short, cross neither each other
/// nor other labels, and pass over as little of other regions as they can.
std::vector<PlacedLabel> place_labels(const Sheet& sheet, const std::vector<WantedLabel>& wanted,
                                      const std::vector<Spot>& marks, const LabelRule& rule);

/// A name that is at most so many columns wide (base/text.h), with "…" where it was cut.
std::string shortened(std::string_view name, std::size_t columns);
/// How wide a text is at most, in tenths of a unit, at a size of type.
int text_width(std::string_view text, double font);

}  // namespace dajuan::site
