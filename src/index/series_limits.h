#pragma once
#include <vector>

#include "index/uncertainty.h"

namespace dajuan::index {

/// Limits of the scores of every row of a series, [row * nodes + node], by first-order propagation: each
/// indicator in turn moved by its figure's standard error up and down, the effects on the score squared and
/// added up, plus and minus the normal quantile. Close to the simulation for all but small counts, and cheap
/// enough for all periods at once; the reference period has better (Uncertainty::scores). Unknown where
/// nothing behind a score has an error model, and altogether where methods do not stand alone or the series
/// has more than `most_cells` cells of members.
std::vector<Limits> series_limits(const SeriesSources& from, std::size_t most_cells = 2000000);

}  // namespace dajuan::index
