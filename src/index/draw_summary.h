#pragma once
#include <span>
#include <vector>

#include "index/uncertainty.h"

namespace dajuan::index {

/// The draws of one number as an estimate: standard error from the middles of the ends, limits from the
/// quantiles (type 7) of the lower and of the upper ends at (1 - level) / 2 on either side, widened to hold
/// the value. Draws that are missing in either end are left out; nothing is known when half of them are.
Estimate summary_of_draws(double value, std::span<const float> lower, std::span<const float> upper,
                          double level, std::vector<float>& scratch);

/// Standard error that the number of draws leaves in the lower limit, as a share of half the interval's
/// width: half the distance of the order statistics one binomial standard deviation below and above the
/// quantile. 0 for an interval without width.
double error_of_limit(const Estimate& estimate, std::span<const float> lower, double level,
                      std::vector<float>& scratch);

}  // namespace dajuan::index
