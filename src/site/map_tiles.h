#pragma once
#include "site/map.h"
#include "site/map_words.h"

namespace dajuan::site {

/// A grid of tiles, one a region, by parent and code; where there are no outlines.
void add_tiles(View& view, Language language, const Map& map);

/// Says in a view how something is filled.
void set_fill(View& view, const MapFill& fill);
/// A triangle about (0, 0), up or down, half as high as it says (tenths).
std::string mark_path(bool up, int half);

}  // namespace dajuan::site
