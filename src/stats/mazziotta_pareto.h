#pragma once
#include <span>

#include "base/observation.h"

namespace dajuan::stats {

/// Which way the phenomenon runs. Either way an unbalanced profile is judged worse.
enum class Phenomenon {
  positive,  ///< more is better (safety): the penalty is taken off
  negative   ///< more is worse (poverty, crime): the penalty is added
};

/// The Mazziotta-Pareto index of one unit from its normalised values:
///   M -+ S cv,  M = sum w z,  S^2 = sum w (z - M)^2,  cv = S / M
/// with weights that add up to 1 over the values that are there (NaN is left out); no `weights` means equal
/// ones. De Muro, Mazziotta & Pareto (2011), Social Indicators Research 104, 1-18; with weights: Mazziotta &
/// Pareto (2022), Rivista Italiana di Economia, Demografia e Statistica 76(2).
/// NaN without values, without weight, or when M is not above 0.
/// The MPI takes z-scores of mean 100 and deviation 10 as they are in one period; the adjusted MPI takes
/// `adjusted_value` below, which keeps periods comparable.
double mazziotta_pareto(std::span<const double> normalised, std::span<const double> weights,
                        Phenomenon phenomenon);

/// Goalposts of the adjusted MPI: `reference` (say the country in the base year) becomes 100, and the range
/// of all units and periods a stretch of 60 points, mostly between 70 and 130. Mazziotta & Pareto (2016),
/// Social Indicators Research 127, 983-1003.
///   low = reference - (highest - lowest) / 2,  high = reference + (highest - lowest) / 2
struct AdjustedGoalposts {
  double low = 0;
  double high = 0;
};
AdjustedGoalposts adjusted_goalposts(double lowest, double highest, double reference);

/// 70 + 60 (x - low) / (high - low), or with direction -1 70 + 60 (high - x) / (high - low). NaN when the
/// goalposts coincide.
inline double adjusted_value(double x, AdjustedGoalposts goalposts, int direction) {
  const double range = goalposts.high - goalposts.low;
  const double way = direction < 0 ? goalposts.high - x : x - goalposts.low;
  return range > 0 ? 70 + 60 * (way / range) : kMissing;
}

}  // namespace dajuan::stats
