#pragma once
#include <cstddef>
#include <string>

#include "main/series_input.h"

namespace dajuan {

/// Walks from a score down: the score and its light, its children, why it differs from last period, last
/// year, the whole and its peers, and what would help most; for an indicator its figure, what each step made
/// of it, and every raw cell with file and row.
std::string explain_text(const SeriesInput& input, std::size_t row, std::size_t node, Language language);

}  // namespace dajuan
