#pragma once
#include <cstddef>
#include <span>

namespace dajuan::stats {

/// Descriptive statistics of values that are all present (no not-a-number). Sums run in four interleaved strands that
/// are added as (0 + 1) + (2 + 3): fast, and the same bits everywhere. Not-a-number comes out where a statistic does
/// not exist.

struct Moments {
  std::size_t n = 0;
  double mean = 0;
  double sd = 0;        ///< with n - 1; not a number below n = 2
  double skewness = 0;  ///< G1 = g1 sqrt(n(n-1)) / (n-2); not a number below n = 3 or without spread
  double kurtosis = 0;  ///< excess, G2 = (n-1)/((n-2)(n-3)) ((n+1) g2 + 6); not a number below n = 4 or without spread
  double min = 0;
  double max = 0;
};

/// Two passes over the values. G1 and G2 as in Joanes and Gill (1998), The Statistician 47, 183-189 (also SAS, SPSS).
Moments moments(std::span<const double> values);

double sum(std::span<const double> values);
double mean(std::span<const double> values);
/// Standard deviation with n - 1.
double sd(std::span<const double> values);
/// Reorders the values.
double median(std::span<double> values);
/// Quantile of type 7 of Hyndman and Fan (1996) of values that are sorted, 0 <= share <= 1.
double quantile_sorted(std::span<const double> sorted, double share);

}  // namespace dajuan::stats
