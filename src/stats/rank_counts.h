#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "base/workers.h"
#include "stats/rank_set.h"

namespace dajuan::stats {

/// What counts are counts of.
enum class CountModel {
  /// Events over an exposure (residents, vehicles, one and the same for a multinomial): given the sum, x_a of
  /// a pair is binomial with probability e_a / (e_a + e_b) where the rates are equal.
  events,
  /// Cases among `exposure` trials: given the sum, x_a is hypergeometric where the shares are equal (Fisher).
  cases_of_trials,
};

/// Probability of at least `x` successes in `n` trials of this probability, 0 < probability < 1. Sums that
/// pass `enough` are not finished: any result above it only says so.
double binomial_upper_tail(std::int64_t x, std::int64_t n, double probability, double enough = 1);

/// Probability of at least `x` marked ones among `drawn` from `all`, of which `marked` are marked.
double hypergeometric_upper_tail(std::int64_t x, std::int64_t drawn, std::int64_t marked, std::int64_t all,
                                 double enough = 1);

/// Confidence sets for the ranks of rates from their counts, without normal approximation and without random
/// numbers: S. Bazylik, M. Mogstad, J. P. Romano, A. M. Shaikh, D. Wilhelm, Finite- and large-sample
/// inference for ranks using multinomial data with an application to ranking political parties
/// (arXiv 2402.00192), there for one exposure. For every ordered pair of the family "the rate of a is not
/// larger than that of b" has the p-value of its conditional test, P(X >= x_a | x_a + x_b); Holm's procedure
/// (S. Holm, Scandinavian J. Statistics 6 (1979) 65-70) keeps the family error at 1 - level, whatever the
/// dependence. Exposures > 0; whole numbers not below the counts for `cases_of_trials`.
std::vector<RankSet> simultaneous_count_rank_sets(std::span<const std::int64_t> counts,
                                                  std::span<const double> exposures, CountModel model,
                                                  double level, const Workers& workers = Workers());

/// The same, each set taken alone: the family is the pairs that touch one area.
std::vector<RankSet> marginal_count_rank_sets(std::span<const std::int64_t> counts,
                                              std::span<const double> exposures, CountModel model,
                                              double level, const Workers& workers = Workers());

}  // namespace dajuan::stats
