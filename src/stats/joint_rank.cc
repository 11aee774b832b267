#include "stats/joint_rank.h"

#include <algorithm>
#include <cassert>

#include "base/exact_math.h"

namespace dajuan::stats {

JointRanking joint_interval_ranking(std::span<const double> estimates,
                                    std::span<const double> standard_errors, double level,
                                    JointIntervals correction) {
  assert(estimates.size() == standard_errors.size() && level > 0 && level < 1);
  JointRanking ranking;
  const std::size_t areas = estimates.size();
  if (areas == 0) return ranking;
  const auto n = static_cast<double>(areas);
  const double miss =
      correction == JointIntervals::bonferroni ? (1 - level) / n : 1 - exact_exp(exact_log(level) / n);
  ranking.z = -normal_quantile(miss / 2);
  std::vector<double> lows;
  std::vector<double> highs;
  for (std::size_t a = 0; a < areas; ++a) {
    lows.push_back(estimates[a] - ranking.z * standard_errors[a]);
    highs.push_back(estimates[a] + ranking.z * standard_errors[a]);
  }
  std::vector<double> sorted_lows = lows;
  std::vector<double> sorted_highs = highs;
  std::sort(sorted_lows.begin(), sorted_lows.end());
  std::sort(sorted_highs.begin(), sorted_highs.end());
  for (std::size_t a = 0; a < areas; ++a) {
    const auto above = sorted_lows.end() - std::upper_bound(sorted_lows.begin(), sorted_lows.end(), highs[a]);
    const auto below =
        std::lower_bound(sorted_highs.begin(), sorted_highs.end(), lows[a]) - sorted_highs.begin();
    ranking.sets.push_back({1 + static_cast<std::size_t>(above), areas - static_cast<std::size_t>(below)});
  }
  return ranking;
}

}  // namespace dajuan::stats
