#include "stats/count_probability.h"

#include "base/exact_math.h"
#include "base/observation.h"
#include "stats/log_gamma.h"

namespace dajuan::stats {
namespace {

/// Below this excess the gamma functions would lose more digits than the excess changes.
constexpr double kPoisson = 1e-6;

}  // namespace

double log_probability_of_zeros(std::span<const double> means, double dispersion) {
  double sum = 0;
  for (const double mean : means)
    if (!is_missing(mean)) sum += mean;
  const double excess = dispersion - 1;
  return excess > 0 ? -sum * (exact_log(dispersion) / excess) : -sum;
}

double log_probability_of_zero_here(double total, double elsewhere, double here, double dispersion) {
  const double exposure = elsewhere + here;
  if (!(total > 0) || !(elsewhere > 0) || !(here > 0)) return 0;
  const double excess = dispersion - 1;
  if (!(excess > kPoisson)) return total * exact_log(elsewhere / exposure);
  const double size = total / exposure / excess;
  return (log_gamma(total + size * elsewhere) - log_gamma(size * elsewhere)) -
         (log_gamma(total + size * exposure) - log_gamma(size * exposure));
}

}  // namespace dajuan::stats
