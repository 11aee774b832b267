#pragma once
#include <string>
#include <vector>

#include "site/map.h"
#include "site/map_classes.h"
#include "site/map_labels.h"

namespace dajuan::site {

/// How a region is filled. The class is that of its score.
struct MapFill {
  enum class Kind { full, hatched, dots };
  Kind kind = Kind::dots;
  std::size_t colour = 0;
};
/// Where the result says of some regions how certain they are, the others are hatched too.
MapFill fill_of(const MapRegion& region, const MapClasses& classes, bool certainty_known);
bool certainty_known(const Map& map);
bool moves_known(const Map& map);

/// What is said after a region's name: ": 67.3, clearly better than Mexico, rose clearly on the year (+9.8)".
std::string after_name(Language language, const Map& map, const MapRegion& region);
/// How many of which kind, and where every value stands.
std::string description(Language language, const Map& map);
/// "45–55", "<45", "≥75".
std::string class_text(Language language, const MapClasses& classes, std::size_t place);

/// The labels that a map wants, those that matter most first: falls and rises by size in turn, the first by
/// score; where fewer than four changes are clear, the last one too.
std::vector<WantedLabel> wanted_labels(const Map& map, std::size_t columns);

}  // namespace dajuan::site
