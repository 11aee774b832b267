#include "index/zero_counts.h"

#include <algorithm>

namespace dajuan::index {
namespace {

constexpr std::ptrdiff_t kNearPeriods = 6;
constexpr double kLargeMean = 20;
constexpr double kFewZeros = 0.2;

}  // namespace

RegionCounts::Others RegionCounts::others(const ZeroCandidate* without) const {
  Others result;
  std::size_t next = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    while (next < candidates.size() && candidates[next].end <= i) ++next;
    if (next < candidates.size() && candidates[next].begin <= i &&
        (candidates[next].suspicious || &candidates[next] == without))
      continue;
    result.number += 1;
    result.sum += counts[i];
    result.squares += counts[i] * counts[i];
  }
  return result;
}

double RegionCounts::zeros_left() const {
  double result = 0;
  for (const ZeroCandidate& candidate : candidates)
    result += candidate.suspicious ? 0 : static_cast<double>(candidate.end - candidate.begin);
  return result;
}

bool RegionCounts::is_suspicious(std::size_t place) const {
  const auto after =
      std::upper_bound(candidates.begin(), candidates.end(), place,
                       [](std::size_t at, const ZeroCandidate& candidate) { return at < candidate.begin; });
  return after != candidates.begin() && (after - 1)->suspicious && place < (after - 1)->end;
}

RegionCounts::Others RegionCounts::near(const ZeroCandidate& candidate) const {
  Others result;
  for (const int step : {-1, 1}) {
    std::ptrdiff_t taken = 0;
    auto i = static_cast<std::ptrdiff_t>(step < 0 ? candidate.begin : candidate.end - 1) + step;
    for (; i >= 0 && i < static_cast<std::ptrdiff_t>(counts.size()) && taken < kNearPeriods; i += step) {
      if (is_suspicious(static_cast<std::size_t>(i))) continue;
      ++taken;
      result.number += 1;
      result.sum += counts[static_cast<std::size_t>(i)];
    }
  }
  return result;
}

RegionCounts::Others RegionCounts::season(const ZeroCandidate& candidate,
                                          const VariableSeries& series) const {
  Others result;
  constexpr int kMostInYear = 12;
  bool in_run[kMostInYear] = {};
  for (std::size_t i = candidate.begin; i < candidate.end; ++i)
    in_run[series.period(periods[i]).place_in_year()] = true;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (i >= candidate.begin && i < candidate.end) continue;
    if (!in_run[series.period(periods[i]).place_in_year()] || is_suspicious(i)) continue;
    result.number += 1;
    result.sum += counts[i];
  }
  return result;
}

std::optional<double> dispersion(const RegionCounts& region) {
  RegionCounts::Others others = region.others();
  const double zeros = region.zeros_left();
  const double counted = others.number - zeros;
  if (zeros < kFewZeros * others.number && others.sum >= kLargeMean * counted) others.number = counted;
  const double mean = others.mean();
  if (others.number < 3 || mean < 1) return std::nullopt;
  const double variance = (others.squares - others.number * mean * mean) / (others.number - 1);
  return std::max(1.0, variance / mean);
}

}  // namespace dajuan::index
