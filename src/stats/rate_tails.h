#pragma once
#include <limits>

namespace dajuan::stats {

/// Of what a rate is made: events over an exposure (residents, days), or cases among trials.
enum class RateKind { count, proportion };

/// Standard deviation by chance alone of what is counted, where `expected` are expected among `exposure`:
///   count: sqrt(expected) (Poisson),   proportion: sqrt(expected (1 - expected / exposure)) (binomial)
double chance_sd(RateKind kind, double expected, double exposure);

/// The distribution of events or cases where so many are expected, with `excess` = variance / variance by
/// chance alone - 1, at least 0. Its tails are smooth functions of the count, whole numbers being only where
/// they are needed, so that limits can be drawn; at whole numbers they are those of
///   count:      Poisson, P(X >= x) = gamma_lower_tail(x, expected); with an excess negative binomial of size
///               r = expected / excess, P(X >= x) = beta_upper_tail(1 / (1 + excess), r, x): the form NB1 of
///               Cameron & Trivedi (2013), Regression Analysis of Count Data, section 3.3
///   proportion: binomial, P(X >= x) = beta_lower_tail(p, x, n - x + 1); with an excess, d = 1 + excess (at
///               most n / 2), near those of beta-binomial, which has no short form:
///               1/d × binomial with cases and trials divided by d (h = (1 - 1/d) / 2),
///                   beta_lower_tail(p, x/d + h, (n - x)/d + 1 - h),
///               + (1 - 1/d) × beta distribution of the same variance,
///                   beta_upper_tail((x - 1/2)/n, p (n/d - 1), (1 - p) (n/d - 1)).
///               Within a quarter of the true tail where 40 or more are expected and d is up to 10
class RateTails {
 public:
  /// exposure > 0, expected > 0, of proportions expected < exposure.
  RateTails(RateKind kind, double expected, double exposure, double excess);

  double expected() const { return expected_; }
  double sd() const { return sd_; }
  double at_least(double count) const;  ///< probability of `count` or more
  double at_most(double count) const;   ///< probability of `count` or fewer

  /// Whether a count lies so far out on its side that so much or more has at most this probability (< 0.5).
  bool is_above(double count, double tail) const { return count > expected_ && at_least(count) <= tail; }
  bool is_below(double count, double tail) const { return count < expected_ && at_most(count) <= tail; }

  /// The counts beyond which is_above and is_below hold, within 1e-10 of their size; not above the trials,
  /// not below 0: then no count is outside.
  double upper(double tail) const;
  double lower(double tail) const;
  /// Probability of a count outside of these two, which are lower(tail) and upper(tail): at most 2 × tail,
  /// for counts are whole.
  double outside(double tail, double lower, double upper) const;

  /// The count as a normal z-score: the normal quantile of P(X < count) + P(X = count) / 2. Within -37 to 37.
  double normal_score(double count) const;

 private:
  RateKind kind_;
  double expected_;
  double exposure_;
  double scale_ = 1;  ///< 1 + excess
  double sd_ = 0;
  double most_ = std::numeric_limits<double>::infinity();  ///< trials
  double size_ = std::numeric_limits<double>::infinity();  ///< of the negative binomial; infinite = Poisson

  double cases_at_least(double cases) const;
  double cases_at_most(double cases) const;
  /// About where at_least is this tail on the upper side (sign 1) or at_most on the lower one (-1).
  double guess(double tail, double sign) const;
};

}  // namespace dajuan::stats
