#include "stats/descriptive.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dajuan::stats {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kStrands = 4;

struct Powers {
  double second = 0;
  double third = 0;
  double fourth = 0;
};

/// Sums of powers of the deviations, strand by strand.
Powers central_powers(std::span<const double> values, double mean) {
  double second[kStrands] = {};
  double third[kStrands] = {};
  double fourth[kStrands] = {};
  const auto add = [&](std::size_t strand, double value) {
    const double gap = value - mean;
    const double square = gap * gap;
    second[strand] += square;
    third[strand] += square * gap;
    fourth[strand] += square * square;
  };
  const std::size_t whole = values.size() / kStrands * kStrands;
  for (std::size_t i = 0; i < whole; i += kStrands)
    for (std::size_t strand = 0; strand < kStrands; ++strand) add(strand, values[i + strand]);
  for (std::size_t i = whole; i < values.size(); ++i) add(i - whole, values[i]);
  const auto total = [](const double* strands) { return (strands[0] + strands[1]) + (strands[2] + strands[3]); };
  return {total(second), total(third), total(fourth)};
}

}  // namespace

double sum(std::span<const double> values) {
  double strands[kStrands] = {};
  const std::size_t whole = values.size() / kStrands * kStrands;
  for (std::size_t i = 0; i < whole; i += kStrands)
    for (std::size_t strand = 0; strand < kStrands; ++strand) strands[strand] += values[i + strand];
  for (std::size_t i = whole; i < values.size(); ++i) strands[i - whole] += values[i];
  return (strands[0] + strands[1]) + (strands[2] + strands[3]);
}

double mean(std::span<const double> values) {
  return values.empty() ? kNone : sum(values) / static_cast<double>(values.size());
}

double sd(std::span<const double> values) { return moments(values).sd; }

Moments moments(std::span<const double> values) {
  Moments result;
  result.n = values.size();
  result.mean = mean(values);
  result.sd = result.skewness = result.kurtosis = result.min = result.max = kNone;
  if (values.empty()) return result;
  const auto [lowest, highest] = std::minmax_element(values.begin(), values.end());
  result.min = *lowest;
  result.max = *highest;
  const double n = static_cast<double>(result.n);
  if (result.n < 2) return result;
  const Powers powers = central_powers(values, result.mean);
  result.sd = std::sqrt(powers.second / (n - 1));
  const double m2 = powers.second / n;
  if (result.min == result.max || !(m2 > 0)) return result;
  if (result.n >= 3) {
    const double g1 = powers.third / n / (m2 * std::sqrt(m2));
    result.skewness = g1 * std::sqrt(n * (n - 1)) / (n - 2);
  }
  if (result.n >= 4) {
    const double g2 = powers.fourth / n / (m2 * m2) - 3;
    result.kurtosis = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * g2 + 6);
  }
  return result;
}

double median(std::span<double> values) {
  if (values.empty()) return kNone;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*std::max_element(values.begin(), middle) + *middle) / 2;
}

double quantile_sorted(std::span<const double> sorted, double share) {
  if (sorted.empty()) return kNone;
  const double place = static_cast<double>(sorted.size() - 1) * share;
  const double below = std::floor(place);
  const auto i = static_cast<std::size_t>(below);
  if (i + 1 >= sorted.size()) return sorted.back();
  return sorted[i] + (place - below) * (sorted[i + 1] - sorted[i]);
}

}  // namespace dajuan::stats
