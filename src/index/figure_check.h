#pragma once
#include "base/diagnostics.h"
#include "index/figure_reader.h"
#include "index/figures.h"
#include "region/regions.h"

namespace dajuan::index {

/// Warns of values that are about 1,000 or 10,000 times, or that part of, the region's figure of the period
/// before: a unit of measure that slipped (元 for 万元). "About" is from half to twice, and what comes after
/// is compared with the figure before the slip; when two in a row agree, the unit changed for good and is
/// told once.
void check_units(const Figures& figures, const region::Regions& regions, const Workers& workers,
                 Diagnostics& diagnostics);

}  // namespace dajuan::index
