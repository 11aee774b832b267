#pragma once
#include <span>

namespace dajuan::stats {

// Correlation of two columns of the same length over the pairs of which neither value is missing (NaN).
// NaN with fewer than two such pairs, or when a column does not vary over them.

/// Pearson's product-moment correlation, means and sums in order of the rows.
double pearson(std::span<const double> x, std::span<const double> y);

/// Spearman's rank correlation: Pearson's of average ranks, ranked among the complete pairs.
double spearman(std::span<const double> x, std::span<const double> y);

/// Kendall's tau-b, (C - D) / sqrt((n0 - n1)(n0 - n2)): C concordant and D discordant pairs of rows, n0 all
/// pairs, n1 and n2 those tied in x and in y. Kendall (1945), Biometrika 33(3) 239-251. Takes n^2/2 steps;
/// pairs are counted in whole numbers, so only the last division rounds.
double kendall_tau_b(std::span<const double> x, std::span<const double> y);

}  // namespace dajuan::stats
