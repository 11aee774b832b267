#pragma once
#include "base/diagnostics.h"
#include "index/figures.h"
#include "index/scheme.h"

namespace dajuan::index {

/// Warns of variables of the scheme that no region has a figure of: at all, or in single periods between the
/// first and the last that the figures reach. Such a hole empties every window that it lies in, of all
/// regions, and no cell of any file is wrong. `place` is where the scheme stands.
void warn_of_gaps(const Figures& figures, const Scheme& scheme, const Place& place, Diagnostics& diagnostics);

}  // namespace dajuan::index
