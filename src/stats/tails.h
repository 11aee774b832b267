#pragma once
#include <algorithm>
#include <cmath>
#include <limits>

#include "base/exact_math.h"

namespace dajuan::stats {

/// How a positive variable lies about a point x: the smaller tail without loss of digits.
struct Tails {
  double lower = 0;    ///< probability of staying below x
  double upper = 0;    ///< of passing it
  double density = 0;  ///< of ln x: x times the density at x
};

/// The integral that is left of a gamma or beta tail when the density at its edge is taken out,
///   from s = 0 outwards: exp(-slope s - a r(-y s) - b r(x s)) / ((1 - y s) (1 + x s)),   r(u) = u - ln(1 +
///   u)
/// for slope >= 0; a >= 200 or a = 0, b >= 200 or b = 0, not both 0. Cut off where the exponent falls by some
/// 40, then 24 points of Gauss and Legendre (Abramowitz & Stegun 25.4.30): relative error below 1e-14, at a
/// cost that does not grow with a and b.
double tail_integral(double slope, double a, double y, double b, double x);

/// The point where the lower tail is p, 0 < p < 1, of a variable whose tails as functions of ln x are
/// log-concave or nearly so. `tails` gives the Tails at a point. Newton's method on the logarithm of the
/// smaller tail, which goes wrong by at most one step, and never leaves where the point was found to lie.
template <typename TailsAt>
double point_of_tail(double p, double start, const TailsAt& tails) {
  constexpr int kMost = 200;
  constexpr double kLargestStep = 1000;  // in ln x
  constexpr double kLastBits = 0x1p-51;
  constexpr double kClose = 1e-9;
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const bool is_lower = p <= 0.5;
  const double wanted = is_lower ? p : 1 - p;
  double below = 0;
  double above = kInfinity;
  double x = start;
  double last = kInfinity;
  for (int i = 0; i < kMost; ++i) {
    const Tails at = tails(x);
    const double tail = is_lower ? at.lower : at.upper;
    if (tail == wanted) return x;
    const bool go_up = (tail < wanted) == is_lower;
    (go_up ? below : above) = x;
    double step = go_up ? 1 : -1;
    if (tail > 0 && at.density > 0) {
      const double newton = std::fabs(exact_log(tail / wanted)) * (tail / at.density);
      step *= std::min(newton, kLargestStep);
    }
    // Close by, only rounding can make a step that is not much shorter than the one before.
    if (std::fabs(step) < kClose && std::fabs(step) >= last / 2) return x;
    last = std::fabs(step);
    double next = x * exact_exp(step);
    if (last < kLastBits) return next;
    if (!(next > below && next < above)) next = above < kInfinity ? below / 2 + above / 2 : 2 * below;
    x = next;
  }
  return x;
}

}  // namespace dajuan::stats
