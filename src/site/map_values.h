#pragma once
#include <vector>

#include "site/context.h"
#include "site/map.h"

namespace dajuan::site {

/// The map of some units (those of one page, or of one parent) as the result that the page shows has them.
/// Regions beside them that have no score at all are on it too, as such.
Map map_of(const Context& context, const std::vector<int>& units);

}  // namespace dajuan::site
