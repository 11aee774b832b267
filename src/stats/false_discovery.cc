#include "stats/false_discovery.h"

#include <algorithm>
#include <cstddef>

#include "base/observation.h"

namespace dajuan::stats {

std::vector<bool> discoveries(std::span<const double> p_values, double share) {
  std::vector<double> sorted;
  for (const double p : p_values)
    if (!is_missing(p)) sorted.push_back(p);
  std::sort(sorted.begin(), sorted.end());
  std::size_t found = sorted.size();
  while (found > 0 &&
         sorted[found - 1] > share * static_cast<double>(found) / static_cast<double>(sorted.size()))
    --found;
  std::vector<bool> result(p_values.size(), false);
  if (found == 0) return result;
  for (std::size_t i = 0; i < p_values.size(); ++i) result[i] = p_values[i] <= sorted[found - 1];
  return result;
}

}  // namespace dajuan::stats
