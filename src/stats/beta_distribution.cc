#include "stats/beta_distribution.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/double_double.h"
#include "base/exact_math.h"
#include "base/observation.h"
#include "base/random.h"
#include "stats/deviance.h"
#include "stats/log_gamma.h"

namespace dajuan::stats {
namespace {

constexpr double kLarge = 200;
constexpr double kTwoPi = 6.2831853071795864769;
constexpr double kSmallest = 0x1p-53;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// A point x with y = 1 - x and how far it lies below the mean a / (a + b): slope = a y - b x. Each is known
/// to its own last digits, which the other two could not give.
struct Point {
  double x, y, slope;
  Point mirrored() const { return {y, x, -slope}; }
};

Point at_share(double x, double a, double b) {
  const DoubleDouble sum = two_sum(a, b);
  const DoubleDouble product = two_product(sum.hi, x);
  return {x, 1 - x, (a - product.hi) - (product.lo + sum.lo * x)};
}

Point at_odds(double odds, double a, double b) {
  // Dekker's product would overflow, and a - b × odds is nothing but its larger part out there.
  constexpr double kTooLarge = 0x1p900;
  if (odds > kTooLarge) return {1, 1 / odds, -b};
  const DoubleDouble product = two_product(b, odds);
  const double y = 1 / (1 + odds);
  return {odds * y, y, ((a - product.hi) - product.lo) * y};
}

/// The density of ln odds, x^a y^b / B(a, b).
double log_odds_density(const Point& at, double a, double b) {
  const double sum = a + b;
  const double scale = std::sqrt(a / sum * b / kTwoPi);
  const double correction = log_gamma_correction(a) + log_gamma_correction(b) - log_gamma_correction(sum);
  return scale *
         exact_exp(-deviance(a, sum * at.x, -at.slope) - deviance(b, sum * at.y, at.slope) - correction);
}

/// The density of ln odds over the lower tail, at and below the mean: the even part of DLMF 8.17.22, arranged
/// so that nothing cancels (A. R. DiDonato, A. H. Morris, ACM Trans. Math. Softw. 18 (1992) 360-373), by
/// Lentz's method.
double lower_fraction(const Point& at, double a, double b) {
  constexpr int kMost = 1000;  // never more than some 130
  double value = a * (at.slope + 1) / (a + 1);
  double c = value;
  double d = 0;
  for (int k = 1; k < kMost; ++k) {
    const double odd = a + 2 * k - 1;
    const double above = (k * (b - k) * at.x / odd) * ((a + k - 1) * (a + b + k - 1) * at.x / odd);
    const double below = k + k * (b - k) * at.x / odd + (a + k) / (odd + 2) * (at.slope + 1 + k * (1 + at.y));
    d = 1 / (below + above * d);
    c = below + above / c;
    const double factor = c * d;
    value *= factor;
    if (std::fabs(factor - 1) <= 2 * kSmallest) break;
  }
  return value;
}

/// Both tails where the lower one is the smaller, or nearly.
Tails from_below(const Point& at, double a, double b) {
  const double density = log_odds_density(at, a, b);
  const double lower = a >= kLarge && b >= kLarge ? density * tail_integral(at.slope, a, at.y, b, at.x)
                                                  : std::min(1.0, density / lower_fraction(at, a, b));
  return {lower, 1 - lower, density};
}

bool is_below(const Point& at, double a, double b) {
  return a >= kLarge && b >= kLarge ? at.slope >= 0 : at.slope + 1 - 2 * at.x >= 0;
}

Tails tails_at(const Point& at, double a, double b) {
  if (at.x <= 0) return {0, 1, 0};
  if (at.y <= 0) return {1, 0, 0};
  if (is_below(at, a, b)) return from_below(at, a, b);
  const Tails mirrored = from_below(at.mirrored(), b, a);
  return {mirrored.upper, mirrored.lower, mirrored.density};
}

bool is_undefined(double x, double a, double b) { return is_missing(x) || !(a >= 0 && b >= 0 && a + b > 0); }

/// Where to look first: Abramowitz & Stegun 26.5.22; where p lies in a tail of a power law, a point below
/// which less than p can lie.
double first_guess(double p, double a, double b) {
  if (a >= 1 && b >= 1) {
    const double z = normal_quantile(p);
    const double lambda = (z * z - 3) / 6;
    const double first = 1 / (2 * a - 1);
    const double second = 1 / (2 * b - 1);
    const double h = 2 / (first + second);
    const double w =
        z * std::sqrt(std::max(0.0, h + lambda)) / h + (second - first) * (lambda + 5.0 / 6 - 2 / (3 * h));
    return a / b * exact_exp(2 * w);
  }
  const double log_beta = log_gamma(a) + log_gamma(b) - log_gamma(a + b);
  if (p <= 0.5) return exact_exp((exact_log(p) + exact_log(a) + log_beta) / a);
  return exact_exp(-(exact_log(1 - p) + exact_log(b) + log_beta) / b);
}

}  // namespace

double beta_lower_tail(double x, double a, double b) {
  if (is_undefined(x, a, b)) return kMissing;
  if (a == 0) return 1;
  if (b == 0) return x < 1 ? 0 : 1;
  return tails_at(at_share(x, a, b), a, b).lower;
}

double beta_upper_tail(double x, double a, double b) {
  if (is_undefined(x, a, b)) return kMissing;
  if (a == 0) return 0;
  if (b == 0) return x < 1 ? 1 : 0;
  return tails_at(at_share(x, a, b), a, b).upper;
}

Tails beta_tails_at_odds(double odds, double a, double b) {
  if (is_undefined(odds, a, b)) return {kMissing, kMissing, kMissing};
  if (a == 0) return {1, 0, 0};
  if (b == 0) return {0, 1, 0};
  if (odds <= 0) return {0, 1, 0};
  if (odds == kInfinity) return {1, 0, 0};
  return tails_at(at_odds(odds, a, b), a, b);
}

double beta_odds_quantile(double p, double a, double b) {
  if (is_undefined(p, a, b)) return kMissing;
  if (a == 0 || p <= 0) return 0;
  if (b == 0 || p >= 1) return kInfinity;
  const double start = first_guess(p, a, b);
  if (!(start > 0 && start < kInfinity)) return start;
  return point_of_tail(p, start, [&](double odds) { return beta_tails_at_odds(odds, a, b); });
}

double beta_quantile(double p, double a, double b) {
  const double odds = beta_odds_quantile(p, a, b);
  return odds < kInfinity ? odds / (1 + odds) : odds == kInfinity ? 1 : kMissing;
}

}  // namespace dajuan::stats
