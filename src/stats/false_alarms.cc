#include "stats/false_alarms.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "stats/run_length.h"

namespace dajuan::stats {
namespace {

constexpr std::uint32_t kStream = 0x63686172;  // numbers of this purpose; do not change

template <typename Rule>
FalseAlarms of_rule(const Rule& rule, std::size_t points, std::size_t series) {
  const RunLength length = run_length(rule, points);
  FalseAlarms result;
  result.average_run_length = length.average;
  result.per_point = 1 / length.average;
  result.chance = points > 0 ? length.alarmed.back() : 0;
  result.expected = result.chance * static_cast<double>(series);
  return result;
}

template <typename Points>
bool has_alarm(const Points& points) {
  return std::any_of(points.begin(), points.end(), [](const auto& p) { return p.signal != Signal::none; });
}

}  // namespace

FalseAlarms false_alarms(const ShewhartRule& rule, std::size_t points, std::size_t series) {
  return of_rule(rule, points, series);
}
FalseAlarms false_alarms(const EwmaRule& rule, std::size_t points, std::size_t series) {
  return of_rule(rule, points, series);
}
FalseAlarms false_alarms(const CusumRule& rule, std::size_t points, std::size_t series) {
  return of_rule(rule, points, series);
}

LearnedFalseAlarms learned_false_alarms(const ChartRules& rules, std::size_t baseline, std::size_t points,
                                        PhiloxKey key, std::uint32_t draws) {
  std::vector<double> learned(baseline);
  std::vector<double> monitored(points);
  std::size_t shewhart = 0, drift = 0, sums = 0, any = 0;
  for (std::uint32_t draw = 0; draw < draws; ++draw) {
    Philox random(key, kStream, draw);
    double centre = 0;
    for (double& z : learned) centre += z = random.normal();
    centre /= static_cast<double>(baseline);
    const double sigma = moving_range_sigma(learned);
    double furthest = 0;
    for (double& z : monitored) {
      z = (random.normal() - centre) / sigma;
      furthest = std::max(furthest, std::fabs(z));
    }
    const bool by_point = furthest > rules.shewhart.limit;
    const bool by_ewma = has_alarm(ewma(monitored, rules.ewma));
    const bool by_cusum = has_alarm(cusum(monitored, rules.cusum));
    shewhart += by_point;
    drift += by_ewma;
    sums += by_cusum;
    any += by_point || by_ewma || by_cusum;
  }
  const double n = draws;
  LearnedFalseAlarms result;
  result.shewhart = static_cast<double>(shewhart) / n;
  result.ewma = static_cast<double>(drift) / n;
  result.cusum = static_cast<double>(sums) / n;
  result.any = static_cast<double>(any) / n;
  const double largest = std::min(0.5, result.any);
  result.standard_error = std::sqrt(largest * (1 - largest) / n);
  result.draws = draws;
  return result;
}

}  // namespace dajuan::stats
