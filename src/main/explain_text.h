#pragma once
#include <cstddef>
#include <string>

#include "index/uncertainty.h"
#include "main/series_input.h"

namespace dajuan {

/// Walks from a score down: the score with its limits, its light, its places and where it stands beside the
/// whole; its children; why it differs from last period, last year, the base period, the whole and its peers,
/// each difference and each part with limits and what is said of it; what would help most. For an indicator
/// also explain_figure.h. `row` is of the period that `chance` speaks of.
std::string explain_text(const SeriesInput& input, const index::Uncertainty& chance, std::size_t row,
                         std::size_t node, Language language);

}  // namespace dajuan
