#include "stats/count_interval.h"

#include <algorithm>

#include "stats/beta_distribution.h"
#include "stats/gamma_distribution.h"

namespace dajuan::stats {

Interval count_interval(double events, double dispersion, double level) {
  const double outside = (1 - level) / 2;
  if (dispersion == 1) return {gamma_quantile(outside, events), gamma_quantile(1 - outside, events + 1)};
  const double lower = dispersion * gamma_quantile(outside, (events - 0.25) / dispersion + 0.5);
  const double upper = dispersion * gamma_quantile(1 - outside, (events + 0.375) / dispersion + 0.5);
  return {std::min(events, lower), std::max(events, upper)};
}

Interval proportion_interval(double cases, double trials, double level) {
  const double outside = (1 - level) / 2;
  const double others = trials - cases;
  return {beta_quantile(outside, cases, others + 1), beta_quantile(1 - outside, cases + 1, others)};
}

}  // namespace dajuan::stats
