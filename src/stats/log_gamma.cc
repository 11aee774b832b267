#include "stats/log_gamma.h"

#include <array>
#include <cstddef>

#include "base/exact_math.h"
#include "base/observation.h"

namespace dajuan::stats {

namespace {

constexpr double kLarge = 10;
constexpr double kHalfLogTwoPi = 0.91893853320467274178;

/// x >= kLarge.
double stirling_series(double x) {
  constexpr std::array<double, 8> kTerms = {1.0 / 12,   -1.0 / 360,        1.0 / 1260, -1.0 / 1680,
                                            1.0 / 1188, -691.0 / 360360.0, 1.0 / 156,  -3617.0 / 122400.0};
  const double inverse = 1 / x;
  const double square = inverse * inverse;
  double series = 0;
  for (std::size_t k = kTerms.size(); k-- > 0;) series = series * square + kTerms[k];
  return series * inverse;
}

}  // namespace

double log_gamma(double x) {
  if (!(x > 0)) return kMissing;
  double factors = 1;
  while (x < kLarge) {
    factors *= x;
    x += 1;
  }
  // x ln x - x as one product: the two parts overflow before their difference does.
  return (x - 0.5) * (exact_log(x) - 1) - 0.5 + kHalfLogTwoPi + stirling_series(x) - exact_log(factors);
}

double log_gamma_correction(double x) {
  if (!(x > 0)) return kMissing;
  if (x >= kLarge) return stirling_series(x);
  return log_gamma(x) - ((x - 0.5) * exact_log(x) - x + kHalfLogTwoPi);
}

}  // namespace dajuan::stats
