#pragma once
#include "index/map_rule.h"
#include "index/section.h"

namespace dajuan::index {

/// Reads `[map]`. Outlines that are not said to be licensed are noted.
MapRule read_map(Section& section);

}  // namespace dajuan::index
