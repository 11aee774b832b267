#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "stats/rate_tails.h"

namespace dajuan::stats {

/// How units scatter beyond chance though nothing is wrong with any of them (their age, trades, tourists).
///   multiplicative: variance of a unit's rate = phi × that of chance,   at any size
///   additive:       variance = that of chance + tau^2; large units are not held to chance alone
enum class OverDispersion { none, multiplicative, additive };

struct FunnelPlan {
  RateKind kind = RateKind::count;
  OverDispersion over_dispersion = OverDispersion::additive;
  /// Share of the z-scores, at each end, that is drawn in to the quantile there before phi and tau^2 are
  /// estimated, so that the units that should be found do not widen the limits. 0 <= share < 0.5.
  double winsorised = 0.1;
  std::optional<double> target;  ///< empty = the pooled rate, sum events / sum exposure
};

/// What the limits are made of.
struct Funnel {
  RateKind kind = RateKind::count;
  OverDispersion over_dispersion = OverDispersion::none;
  double target = 0;
  double phi_winsorised = 0;  ///< W(0) below: phi as Spiegelhalter has it
  double phi = 1;             ///< >= 1
  double tau_squared = 0;     ///< variance between units, in units of the rate squared
};

/// Rates outside of which a unit lies with a probability of at most 5 % (95) and 0.2 % (998), half of it on
/// each side. A limit of 0 below, or of 1 above for proportions: there is none, no rate could be outside.
struct FunnelLimits {
  double lower_95 = 0;
  double upper_95 = 0;
  double lower_998 = 0;
  double upper_998 = 0;
};

/// Limits as functions of the exposure > 0: smooth and exact, from the tails of rate_tails.h with the excess
/// phi - 1, or tau^2 exposure^2 / chance_sd^2. (The paper has exact limits of Poisson and binomial, and
/// normal ones where over-dispersed.) Some 20 tails.
FunnelLimits funnel_limits(const Funnel& funnel, double exposure);

enum class FunnelFlag : signed char { far_below = -2, below = -1, none = 0, above = 1, far_above = 2 };

struct FunnelUnit {
  double rate = 0;
  double z = 0;         ///< (rate - target) / its standard deviation, over-dispersion included
  FunnelLimits limits;  ///< at its exposure
  /// above, below: outside the 95 % limits; far: outside the 99.8 % limits. Decided by the exact tail.
  FunnelFlag flag = FunnelFlag::none;
};

/// Units that would lie outside though all are on target.
struct FalseFlags {
  double nominal_95 = 0;   ///< 0.05 × units
  double nominal_998 = 0;  ///< 0.002 × units
  /// The sum of the units' own probabilities. Not above the nominal number: counts are whole, and where few
  /// are expected no count lies as far out as the limit.
  double expected_95 = 0;
  double expected_998 = 0;
};

struct FunnelPlot {
  Funnel funnel;
  std::vector<FunnelUnit> units;
  std::size_t compared = 0;  ///< units with a figure
  FalseFlags false_flags;
};

/// Funnel plot of one period after D. J. Spiegelhalter, Statistics in Medicine 24 (2005) 1185-1202, with
///   z_i(t) = (rate_i - target) / sqrt(s_i^2 + t),   s_i = chance_sd / exposure
///   W(t)   = mean of z_i(t)^2, the z_i winsorised at their quantiles (type 7)
///   phi    = W(0) / c,                      not below 1
///   tau^2  = the t for which W(t) = c,      0 where W(0) < c
/// c is what W is for normal units that are all alike: 1 - 2 q - 2 a f(a) + 2 q a^2 with q = the share, a =
/// normal quantile of 1 - q, f = normal density; times (n - 1) / n where the target is the pooled rate.
/// Two departures, both because the limits would be too narrow (docs/method/chance.md): the paper takes c = 1
/// though winsorising makes squares a third smaller (q = 0.1); and it has the estimate of R. DerSimonian, N.
/// Laird (1986), which winsorises z_i(0), of which large units have the largest by right. W(t) = c is the
/// moment equation of R. C. Paule, J. Mandel, J. Research NBS 87 (1982) 377-385.
/// Missing events (NaN) or an exposure not above 0: no flag, limits NaN. Nothing with fewer than two units, a
/// target of 0, or of proportions of 1. Some 10 microseconds a unit.
std::optional<FunnelPlot> funnel_plot(std::span<const double> events, std::span<const double> exposures,
                                      const FunnelPlan& plan);

}  // namespace dajuan::stats
