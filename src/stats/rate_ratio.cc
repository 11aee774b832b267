#include "stats/rate_ratio.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/observation.h"
#include "stats/beta_distribution.h"
#include "stats/tails.h"

namespace dajuan::stats {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

Tails mean_of(const Tails& a, const Tails& b) {
  return {(a.lower + b.lower) / 2, (a.upper + b.upper) / 2, (a.density + b.density) / 2};
}

/// Of a binomial count X with these odds, given x successes and y failures. As a function of the odds the
/// first is the lower tail of a beta variable, or of a mixture of two; the second an upper tail.
struct ConditionalTest {
  double x = 0;
  double y = 0;
  TailCount count = TailCount::exact;

  /// lower = P(X >= x), or less half of P(X = x).
  Tails at_least(double odds) const {
    const Tails exact = beta_tails_at_odds(odds, x, y + 1);
    return count == TailCount::exact ? exact : mean_of(exact, beta_tails_at_odds(odds, x + 1, y));
  }

  /// upper = P(X <= x), or less half of P(X = x).
  Tails at_most(double odds) const {
    const Tails exact = beta_tails_at_odds(odds, x + 1, y);
    return count == TailCount::exact ? exact : mean_of(exact, beta_tails_at_odds(odds, x, y + 1));
  }

  double p_value(double odds) const {
    return std::min(1.0, 2 * std::min(at_least(odds).lower, at_most(odds).upper));
  }

  /// The odds whose test leaves `outside` in each tail.
  Interval odds_interval(double outside) const {
    Interval odds{0, kInfinity};
    if (x > 0) {
      odds.lower = beta_odds_quantile(outside, x, y + 1);
      if (count == TailCount::mid_p)
        odds.lower = point_of_tail(outside, odds.lower, [&](double at) { return at_least(at); });
    }
    if (y > 0) {
      odds.upper = beta_odds_quantile(1 - outside, x + 1, y);
      if (count == TailCount::mid_p)
        odds.upper = point_of_tail(1 - outside, odds.upper, [&](double at) { return at_most(at); });
    }
    return odds;
  }
};

}  // namespace

RateRatio compare_rates(const CountedRate& now, const CountedRate& then, double level, TailCount tails) {
  const ConditionalTest test{now.events / now.dispersion, then.events / then.dispersion, tails};
  const double equal_rates = (now.exposure / now.dispersion) / (then.exposure / then.dispersion);
  if (is_missing(test.x + test.y + equal_rates)) return {kMissing, {kMissing, kMissing}, kMissing};
  const bool nothing = now.events == 0 && then.events == 0;
  const Interval odds = test.odds_interval((1 - level) / 2);
  return {nothing ? kMissing : (now.events / then.events) / (now.exposure / then.exposure),
          {odds.lower / equal_rates, odds.upper / equal_rates},
          test.p_value(equal_rates)};
}

}  // namespace dajuan::stats
