#include "stats/count_interval.h"

#include "stats/beta_distribution.h"
#include "stats/gamma_distribution.h"

namespace dajuan::stats {

Interval count_interval(double events, double dispersion, double level) {
  const double outside = (1 - level) / 2;
  const double scaled = events / dispersion;
  return {dispersion * gamma_quantile(outside, scaled), dispersion * gamma_quantile(1 - outside, scaled + 1)};
}

Interval proportion_interval(double cases, double trials, double level) {
  const double outside = (1 - level) / 2;
  const double others = trials - cases;
  return {beta_quantile(outside, cases, others + 1), beta_quantile(1 - outside, cases + 1, others)};
}

}  // namespace dajuan::stats
