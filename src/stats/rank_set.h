#pragma once
#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "base/workers.h"
#include "stats/rank_set_draws.h"

namespace dajuan::stats {

// Confidence sets for ranks: M. Mogstad, J. P. Romano, A. M. Shaikh, D. Wilhelm, Inference for ranks with
// applications to mobility across neighbourhoods and academic achievement across countries, Review of
// Economic Studies 91 (2024) 476-518.
//
// Rank of an area = 1 + number of areas whose true value is larger; 1 is the largest. For every ordered pair
// (a, b) of a family "a is not larger than b" is tested with
//   T_ab = (x_a - x_b) / s_ab,   s_ab^2 = S_aa + S_bb - 2 S_ab
// against c, the type-7 quantile at `level` of the largest (Z_a - Z_b) / s_ab of the family over draws Z of
// the errors (a largest value below 0 counts as 0). Step-down: pairs that were rejected leave the family
// (their reverses stay), c is computed anew from the same draws, until nothing new is rejected.
//   lower = 1 + number of areas shown to be larger,   upper = areas - number of areas shown to be smaller
// A difference without error (s_ab = 0) is decided by its sign; values within 1e-9 of each other stay tied.
//
// Cost: no pair is stored. Independent errors obey |Z_a - Z_b|^2 / s_ab^2 <= Z_a^2 / S_aa + Z_b^2 / S_bb
// (Cauchy-Schwarz), so going down by Z^2 / S a draw needs few of its pairs; with covariances all are visited.
// Results do not depend on the number of workers.

enum class RankSide { two, lower, upper };

struct RankSetOptions {
  double level = 0.95;  ///< 0.5 <= level < 1
  bool step_down = true;
  /// lower tests only whether others are larger, upper only whether they are smaller; the other bound is 1
  /// or the number of areas.
  RankSide side = RankSide::two;
  /// The areas whose ranks are asked for; empty = all. The family is all pairs that touch one of them.
  std::vector<std::size_t> areas;
};

/// Called from the caller's thread with the step (from 1) and the share of it that is done.
using RankProgress = std::function<void(std::size_t step, double share)>;

struct RankSet {
  std::size_t lower = 1;
  std::size_t upper = 1;
  friend bool operator==(const RankSet&, const RankSet&) = default;
};

struct RankSets {
  /// One for each area asked for, in that order.
  std::vector<RankSet> sets;
  /// Of each step (simultaneous), or the last one of each area (marginal).
  std::vector<double> critical_values;
  /// Standard error that chance in the draws leaves in the last critical value: half the distance of the
  /// order statistics one binomial standard deviation below and above the quantile. Simultaneous only.
  double critical_error = 0;
};

/// All sets hold their ranks together with probability `level`. Estimates are finite, as many as errors and
/// draws have areas.
RankSets simultaneous_rank_sets(std::span<const double> estimates, const RankErrors& errors,
                                const ErrorDraws& draws, const RankSetOptions& options,
                                const Workers& workers = Workers(), const RankProgress& progress = {});

/// Each set holds its rank with probability `level`, taken alone.
RankSets marginal_rank_sets(std::span<const double> estimates, const RankErrors& errors,
                            const ErrorDraws& draws, const RankSetOptions& options,
                            const Workers& workers = Workers(), const RankProgress& progress = {});

/// The largest (Z_a - Z_b) / s_ab of the whole family in each draw: the first critical value at any level is
/// their type-7 quantile.
std::vector<double> first_step_maxima(const RankErrors& errors, const ErrorDraws& draws,
                                      const RankSetOptions& options, const Workers& workers = Workers());

/// The sets that one critical value gives, without draws: to see whether a set would move with it.
std::vector<RankSet> rank_sets_at(std::span<const double> estimates, const RankErrors& errors,
                                  double critical_value, const RankSetOptions& options);

/// With probability `level` all areas that are truly among the tau best are members: those whose simultaneous
/// one-sided lower bound is at most tau. Over all areas the one-sided family is the two-sided one, so the
/// sets of either serve.
std::vector<bool> tau_best(std::span<const RankSet> sets, std::size_t tau);
/// The same for the tau worst: upper bound at least areas - tau + 1.
std::vector<bool> tau_worst(std::span<const RankSet> sets, std::size_t tau);

}  // namespace dajuan::stats
