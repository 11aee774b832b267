#pragma once
#include <cstddef>
#include <string>

#include "index/uncertainty.h"
#include "main/series_input.h"

namespace dajuan {

/// What is told of an indicator of a region and period: the figure with its limits and the method that made
/// them, its error model, how widely its counts scatter, how it moved, in percent and as a sentence, and what
/// each step made of it.
std::string explain_figure(const SeriesInput& input, const index::Uncertainty& chance, std::size_t row,
                           std::size_t indicator, Language language);

/// Every raw cell behind it, with file and row.
std::string explain_cells(const SeriesInput& input, std::size_t row, std::size_t indicator,
                          Language language);

}  // namespace dajuan
