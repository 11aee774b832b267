#include "stats/seasonal_factors.h"

#include "base/observation.h"

namespace dajuan::stats {

std::vector<double> seasonal_factors(std::span<const double> events, std::span<const double> exposures,
                                     std::size_t places, std::size_t first_place, std::size_t begin,
                                     std::size_t end) {
  if (places <= 1) return {1};
  const std::size_t half = places / 2;
  const auto rate = [&](std::size_t t) { return exposures[t] > 0 ? events[t] / exposures[t] : kMissing; };
  std::vector<double> sums(places);
  std::vector<std::size_t> ratios(places);
  for (std::size_t t = begin + half; t + half < end; ++t) {
    double year = (rate(t - half) + rate(t + half)) / 2;
    for (std::size_t s = t - half + 1; s < t + half; ++s) year += rate(s);
    if (!(year > 0)) continue;
    const std::size_t place = (first_place + t) % places;
    sums[place] += rate(t) / year * static_cast<double>(places);
    ++ratios[place];
  }
  double total = 0;
  for (std::size_t p = 0; p < places; ++p) {
    if (ratios[p] == 0) return {};
    sums[p] /= static_cast<double>(ratios[p]);
    total += sums[p];
  }
  if (!(total > 0)) return {};
  for (double& factor : sums) factor /= total / static_cast<double>(places);
  return sums;
}

}  // namespace dajuan::stats
