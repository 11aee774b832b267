#include "stats/deviance.h"

#include <array>
#include <cstddef>
#include <limits>

#include "base/exact_math.h"

namespace dajuan::stats {
namespace {

/// 1/3 + z/5 + z^2/7 + ..., cut after `terms`.
double odd_reciprocals(double z, std::size_t terms) {
  constexpr std::array<double, 17> kTerms = {1.0 / 3,  1.0 / 5,  1.0 / 7,  1.0 / 9,  1.0 / 11, 1.0 / 13,
                                             1.0 / 15, 1.0 / 17, 1.0 / 19, 1.0 / 21, 1.0 / 23, 1.0 / 25,
                                             1.0 / 27, 1.0 / 29, 1.0 / 31, 1.0 / 33, 1.0 / 35};
  double sum = 0;
  for (std::size_t k = terms; k-- > 0;) sum = sum * z + kTerms[k];
  return sum;
}

}  // namespace

double log_gap(double u) {
  const double v = u / (2 + u);
  const double square = v * v;  // at most 1/9
  // What is cut off lies below 2^-53 of the sum.
  const std::size_t terms = square < 0x1p-11 ? 5 : square < 0x1p-7 ? 8 : 17;
  return u * v - 2 * v * square * odd_reciprocals(square, terms);
}

double deviance(double count, double mean, double excess) {
  if (count == 0) return mean;
  if (mean == 0) return std::numeric_limits<double>::infinity();
  if (excess >= -0.5 * count && excess <= count) return count * log_gap(excess / count);
  return count * exact_log(count / mean) + excess;
}

}  // namespace dajuan::stats
