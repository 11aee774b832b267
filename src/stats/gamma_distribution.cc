#include "stats/gamma_distribution.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/exact_math.h"
#include "base/observation.h"
#include "base/random.h"
#include "stats/deviance.h"
#include "stats/log_gamma.h"
#include "stats/tails.h"

namespace dajuan::stats {
namespace {

constexpr double kLargeShape = 200;
constexpr double kTwoPi = 6.2831853071795864769;
constexpr double kSmallest = 0x1p-53;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// 1 + x/(a+1) + x^2/((a+1)(a+2)) + ..., which is a times the lower tail over the density of ln x
/// (DLMF 8.7.1).
double lower_series(double shape, double x) {
  double sum = 1;
  double term = 1;
  for (double k = 1; term > kSmallest * sum; ++k) {
    term *= x / (shape + k);
    sum += term;
  }
  return sum;
}

/// The density of ln x over the upper tail, for x > shape (DLMF 8.9.2, even part), by Lentz's method.
double upper_fraction(double shape, double x) {
  constexpr int kMost = 1000;  // never more than some 130
  double b = x + 1 - shape;
  double value = b;
  double c = b;
  double d = 0;
  for (int k = 1; k < kMost; ++k) {
    const double a = k * (shape - k);
    b += 2;
    d = 1 / (b + a * d);
    c = b + a / c;
    const double factor = c * d;
    value *= factor;
    if (std::fabs(factor - 1) <= 2 * kSmallest) break;
  }
  return value;
}

Tails gamma_tails(double shape, double x) {
  if (is_missing(shape) || is_missing(x) || shape < 0) return {kMissing, kMissing, kMissing};
  if (x <= 0) return {shape > 0 ? 0.0 : 1.0, shape > 0 ? 1.0 : 0.0, 0};
  if (shape == 0 || x == kInfinity) return {1, 0, 0};
  const double density =
      std::sqrt(shape / kTwoPi) * exact_exp(-deviance(shape, x, x - shape) - log_gamma_correction(shape));
  if (shape >= kLargeShape) {
    if (x < shape) {
      const double lower = density * tail_integral(shape - x, shape, 1, 0, 0);
      return {lower, 1 - lower, density};
    }
    const double upper = density * tail_integral(x - shape, 0, 0, shape, 1);
    return {1 - upper, upper, density};
  }
  if (x < shape + 1) {
    const double lower = std::min(1.0, density / shape * lower_series(shape, x));
    return {lower, 1 - lower, density};
  }
  const double upper = density / upper_fraction(shape, x);
  return {1 - upper, upper, density};
}

/// Where to look first: E. B. Wilson, M. M. Hilferty, Proc. National Academy of Sciences 17 (1931) 684-688;
/// for small shapes and p a point below which less than p can lie.
double first_guess(double p, double shape) {
  const double ninth = 1 / (9 * shape);
  const double root = 1 - ninth + normal_quantile(p) * std::sqrt(ninth);
  const double by_power = exact_exp((exact_log(p) + log_gamma(shape + 1)) / shape);
  return root > 0 ? std::max(by_power, shape * root * root * root) : by_power;
}

}  // namespace

double gamma_lower_tail(double shape, double x) { return gamma_tails(shape, x).lower; }
double gamma_upper_tail(double shape, double x) { return gamma_tails(shape, x).upper; }

double gamma_quantile(double p, double shape) {
  if (is_missing(p) || is_missing(shape)) return kMissing;
  if (shape == 0 || p <= 0) return 0;
  if (p >= 1) return kInfinity;
  const double start = first_guess(p, shape);
  if (start == 0) return 0;
  return point_of_tail(p, start, [&](double x) { return gamma_tails(shape, x); });
}

double normal_upper_tail(double z) {
  const double beyond = gamma_upper_tail(0.5, z * z / 2) / 2;
  return z < 0 ? 1 - beyond : beyond;
}

}  // namespace dajuan::stats
