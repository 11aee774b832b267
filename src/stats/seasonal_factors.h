#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace dajuan::stats {

/// For each of the `places` of the calendar (12 months, 4 quarters, 2 half-years) how many times the usual
/// rate is expected there; their mean is 1. Learned from the periods [begin, end) of one series, best a large
/// one (all regions together) whose seasons are those of its parts. `first_place`: the place of period 0.
///   ratio_t  = rate_t / (rate_{t-p/2}/2 + rate_{t-p/2+1} + ... + rate_{t+p/2-1} + rate_{t+p/2}/2) × p
///   factor   = mean of the ratios of its place, then divided by the mean of all factors
/// Ratio to the centred moving average: F. R. Macaulay, The Smoothing of Time Series (NBER 1931). A straight
/// trend does not count as season. Missing periods (NaN, exposure not above 0) have no ratio, nor have those
/// within half a year of them. Empty where a place has no ratio: two whole years are needed. `places` even or
/// 1 (then {1}).
std::vector<double> seasonal_factors(std::span<const double> events, std::span<const double> exposures,
                                     std::size_t places, std::size_t first_place, std::size_t begin,
                                     std::size_t end);

}  // namespace dajuan::stats
