#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace dajuan::stats {

// Missing values are quiet NaN and are left out as if they had never been there: removing them first gives
// the same bits. Infinite values have an order and ranks, but no moments.
//
// Sums. The k-th value that is there is added to lane k mod 8; the lanes are then added as
// ((0+4)+(2+6))+((1+5)+(3+7)). This order is part of the definition, for every length: the same bits on every
// machine, and eight independent chains keep a processor busy.

/// n, mean, standard deviation, skewness, excess kurtosis, range. NaN where it is not defined: mean, min and
/// max without values, sd below two, skewness below three, kurtosis below four, both when all values are
/// equal.
///   mean      two passes: m = sum(x)/n, then m + sum(x - m)/n
///   sd        sqrt(sum((x - mean)^2) / (n - 1))
///   skewness  G1 = g1 sqrt(n (n-1)) / (n-2),  g1 = m3 / m2^(3/2),  m_r = sum((x - mean)^r) / n
///   kurtosis  G2 = ((n+1) g2 + 6) (n-1) / ((n-2) (n-3)),  g2 = m4 / m2^2 - 3
/// G1 and G2 as Joanes & Gill (1998), The Statistician 47(1) 183-189; the same as in SAS, SPSS, Excel.
struct Moments {
  std::size_t n = 0;
  double mean = 0;
  double sd = 0;
  double skewness = 0;
  double kurtosis = 0;
  double min = 0;
  double max = 0;
};

/// Two passes over the values, no allocation.
Moments moments(std::span<const double> values);
/// The same for values of which none is missing: faster, same bits.
Moments moments_of_complete(std::span<const double> values);

std::size_t count(std::span<const double> values);        ///< values that are there
std::size_t count_zeros(std::span<const double> values);  ///< of them, those equal to 0
double sum(std::span<const double> values);               ///< 0 without values
double mean(std::span<const double> values);              ///< as in Moments
double sd(std::span<const double> values);
double minimum(std::span<const double> values);
double maximum(std::span<const double> values);

/// Quantile of type 7 (Hyndman & Fan 1996, the default of R and of Excel's PERCENTILE.INC):
/// h = (n-1) p, x[floor h] + (h - floor h) (x[floor h + 1] - x[floor h]) with x ascending from x[0].
/// 0 <= p <= 1. NaN without values.
double quantile(std::span<const double> values, double p);
/// The same of values that are sorted and of which none is missing.
double quantile_sorted(std::span<const double> ascending, double p);
/// quantile(values, 0.5), in linear time.
double median(std::span<const double> values);
/// The same of values of which none is missing, which are reordered; no allocation.
double median_of_complete(std::span<double> values);

/// The values that are there, ascending.
std::vector<double> sorted(std::span<const double> values);

/// How far values repeat (exact equality). Share of the largest tie: `largest_tie / n`.
struct Distinct {
  std::size_t n = 0;            ///< values that are there
  std::size_t unique = 0;       ///< different ones among them
  std::size_t largest_tie = 0;  ///< how often the most frequent one occurs
};
Distinct distinct(std::span<const double> values);

enum class Ties { min, average, max };

/// Ascending ranks: the smallest value has rank 1; equal values (exactly) share the smallest, mean or largest
/// of their ranks. A missing value has no rank: NaN.
std::vector<double> ranks(std::span<const double> values, Ties ties);

/// Two scores this close, relative to the larger one, have no order.
inline constexpr double kScoreTieTolerance = 1e-9;

/// Ranks of scores, the highest score first: best = 1; ties share the smallest rank, NaN stays NaN. Going
/// down, a score within `tolerance` of the highest score of the current tie joins it: |a-b| <= tolerance *
/// max(|a|,|b|). So the order of summation that made the scores cannot make a rank.
std::vector<double> score_ranks(std::span<const double> scores, double tolerance = kScoreTieTolerance);

}  // namespace dajuan::stats
