#include "stats/rate_tails.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/random.h"
#include "stats/beta_distribution.h"
#include "stats/gamma_distribution.h"

namespace dajuan::stats {
namespace {

/// Below this excess the distributions are those of chance alone but for lost digits.
constexpr double kAlike = 1e-6;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Tails as normal quantiles, in which they are nearly straight lines.
double as_normal(double tail) {
  constexpr double kSmallest = 1e-300;
  constexpr double kLargest = 1 - 0x1p-53;
  return normal_quantile(std::clamp(tail, kSmallest, kLargest));
}

/// Where a function that falls by about `slope` passes through 0, between `low` (there above 0) and `high`
/// (there not): from `x` along the slope, then by secants through the last two points, by halves where these
/// leave the bracket.
template <typename Function>
double root(const Function& function, double low, double high, double x, double slope) {
  constexpr int kMostSteps = 100;
  constexpr double kClose = 1e-10;
  if (!(x > low && x < high)) x = high < kInfinity ? low + (high - low) / 2 : 2 * low + 1;
  double at_x = function(x);
  double next = x + at_x / slope;
  for (int step = 0; step < kMostSteps && at_x != 0; ++step) {
    (at_x > 0 ? low : high) = x;
    if (!(next > low && next < high)) next = high < kInfinity ? low + (high - low) / 2 : 2 * low + 1;
    const double last = x;
    const double at_last = at_x;
    x = next;
    at_x = function(x);
    if (std::fabs(x - last) <= kClose * x) break;
    next = x - at_x * ((x - last) / (at_x - at_last));
  }
  return x;
}

}  // namespace

double chance_sd(RateKind kind, double expected, double exposure) {
  return kind == RateKind::count ? std::sqrt(expected) : std::sqrt(expected * (1 - expected / exposure));
}

RateTails::RateTails(RateKind kind, double expected, double exposure, double excess)
    : kind_(kind), expected_(expected), exposure_(exposure) {
  if (excess > kAlike) scale_ = 1 + excess;
  if (kind_ == RateKind::count) {
    if (scale_ > 1) size_ = expected / excess;
  } else {
    most_ = exposure;
    scale_ = std::clamp(scale_, 1.0, std::max(1.0, exposure / 2));
  }
  sd_ = chance_sd(kind, expected, exposure) * std::sqrt(scale_);
}

double RateTails::at_least(double count) const {
  if (!(count > 0)) return 1;
  if (count > most_) return 0;
  if (kind_ == RateKind::proportion) return cases_at_least(count);
  return size_ < kInfinity ? beta_upper_tail(1 / scale_, size_, count) : gamma_lower_tail(count, expected_);
}

double RateTails::at_most(double count) const {
  if (count < 0) return 0;
  if (count >= most_) return 1;
  if (kind_ == RateKind::proportion) return cases_at_most(count);
  return size_ < kInfinity ? beta_lower_tail(1 / scale_, size_, count + 1)
                           : gamma_upper_tail(count + 1, expected_);
}

double RateTails::cases_at_least(double cases) const {
  const double p = expected_ / exposure_;
  const double half = (1 - 1 / scale_) / 2;  // half a scaled case less half a case: whole are the cases
  const double scaled = beta_lower_tail(p, cases / scale_ + half, (exposure_ - cases) / scale_ + 1 - half);
  if (scale_ == 1) return scaled;
  const double sum = exposure_ / scale_ - 1;
  const double spread = beta_upper_tail(std::max(0.0, (cases - 0.5) / exposure_), p * sum, (1 - p) * sum);
  return spread + (scaled - spread) / scale_;
}

double RateTails::cases_at_most(double cases) const {
  const double p = expected_ / exposure_;
  const double half = (1 - 1 / scale_) / 2;
  const double scaled = beta_upper_tail(p, cases / scale_ + 1 - half, (exposure_ - cases) / scale_ + half);
  if (scale_ == 1) return scaled;
  const double sum = exposure_ / scale_ - 1;
  const double spread = beta_lower_tail(std::min(1.0, (cases + 0.5) / exposure_), p * sum, (1 - p) * sum);
  return spread + (scaled - spread) / scale_;
}

double RateTails::guess(double tail, double sign) const {
  const double z = -normal_quantile(tail);
  const double skew =
      (kind_ == RateKind::count ? 2 * scale_ - 1 : scale_ * (1 - 2 * expected_ / exposure_)) / sd_;
  return expected_ + sd_ * (sign * z + skew * (z * z - 1) / 6) + sign / 2;
}

double RateTails::upper(double tail) const {
  const double wanted = normal_quantile(tail);
  const auto too_near = [&](double x) { return as_normal(at_least(x)) - wanted; };
  if (!(too_near(expected_) > 0)) return expected_;
  if (most_ < kInfinity && too_near(most_) > 0) return most_;
  return root(too_near, expected_, most_, guess(tail, 1), 1 / sd_);
}

double RateTails::lower(double tail) const {
  const double wanted = normal_quantile(tail);
  const auto too_far = [&](double x) { return wanted - as_normal(at_most(x)); };
  if (!(too_far(0) > 0)) return 0;
  if (too_far(expected_) > 0) return expected_;
  return root(too_far, 0, expected_, guess(tail, -1), 1 / sd_);
}

double RateTails::outside(double tail, double lower, double upper) const {
  double first = std::floor(upper);  // rounding may have put a whole number on the wrong side
  while (first <= most_ && !is_above(first, tail)) ++first;
  double last = std::floor(lower) + 1;
  while (last >= 0 && !is_below(last, tail)) --last;
  return at_least(first) + at_most(last);
}

double RateTails::normal_score(double count) const {
  if (count > expected_) return -as_normal((at_least(count) + at_least(count + 1)) / 2);
  return as_normal((at_most(count) + at_most(count - 1)) / 2);
}

}  // namespace dajuan::stats
