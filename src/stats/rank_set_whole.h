#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "stats/rank_counts.h"
#include "stats/rank_set_draws.h"

namespace dajuan::stats {

/// Where an area stands beside the whole that it is part of.
enum class BesideWhole { above, not_apart, below };

struct WholeComparison {
  double whole = 0;                 ///< sum of shares × estimates
  std::vector<double> differences;  ///< estimate - whole
  /// Standard error of the difference; the area's own share in the whole is allowed for.
  std::vector<double> standard_errors;
  std::vector<BesideWhole> groups;
};

/// Puts areas in groups by their differences from the whole: |difference| / se against the normal quantile
/// with Holm's steps over all areas (largest first, the k-th at 1 - alpha / (2 (areas - k + 1))), so that
/// with probability `level` no area is put on a wrong side. A difference without error is decided by its
/// sign, one within `rounding` (none, or one an area) of 0 is none; a missing one (NaN) is no area.
std::vector<BesideWhole> groups_beside_whole(std::span<const double> differences,
                                             std::span<const double> standard_errors,
                                             std::span<const double> rounding, double level);

/// Compares each area with the whole W = sum_k w_k x_k, shares w adding up to 1:
///   Var(x_j - W) = S_jj - 2 sum_k w_k S_jk + sum_k sum_l w_k w_l S_kl
/// and groups them (groups_beside_whole).
WholeComparison compare_with_whole(std::span<const double> estimates, const RankErrors& errors,
                                   std::span<const double> shares, double level);

/// The same for rates, from their counts: given all events, those of an area are binomial with its share of
/// the exposure (or hypergeometric) where its rate is that of the rest, and so that of the whole. Twice the
/// smaller tail, Holm's steps. No standard errors.
WholeComparison compare_counts_with_whole(std::span<const std::int64_t> counts,
                                          std::span<const double> exposures, CountModel model, double level);

}  // namespace dajuan::stats
