#include "stats/log_gamma.h"

#include <array>
#include <cstddef>

#include "base/exact_math.h"
#include "base/observation.h"

namespace dajuan::stats {

double log_gamma(double x) {
  constexpr double kLarge = 10;
  constexpr double kHalfLogTwoPi = 0.91893853320467274178;
  constexpr std::array<double, 8> kTerms = {1.0 / 12,   -1.0 / 360,        1.0 / 1260, -1.0 / 1680,
                                            1.0 / 1188, -691.0 / 360360.0, 1.0 / 156,  -3617.0 / 122400.0};
  if (!(x > 0)) return kMissing;
  double factors = 1;
  while (x < kLarge) {
    factors *= x;
    x += 1;
  }
  const double inverse = 1 / x;
  const double square = inverse * inverse;
  double series = 0;
  for (std::size_t k = kTerms.size(); k-- > 0;) series = series * square + kTerms[k];
  // x ln x - x as one product: the two parts overflow before their difference does.
  return (x - 0.5) * (exact_log(x) - 1) - 0.5 + kHalfLogTwoPi + series * inverse - exact_log(factors);
}

}  // namespace dajuan::stats
