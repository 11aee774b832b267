#include "index/draw_summary.h"

#include <algorithm>
#include <cmath>

namespace dajuan::index {
namespace {

void present_values(std::span<const float> draws, std::vector<float>& scratch) {
  scratch.clear();
  for (const float draw : draws)
    if (!std::isnan(draw)) scratch.push_back(draw);
}

double order_statistic(std::vector<float>& values, std::size_t place) {
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(place);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

double quantile(std::vector<float>& values, double p) {
  const double h = static_cast<double>(values.size() - 1) * p;
  const auto below = static_cast<std::size_t>(h);
  const double first = order_statistic(values, below);
  if (below + 1 >= values.size()) return first;
  const double second =
      *std::min_element(values.begin() + static_cast<std::ptrdiff_t>(below) + 1, values.end());
  return first + (h - static_cast<double>(below)) * (second - first);
}

}  // namespace

Estimate summary_of_draws(double value, std::span<const float> lower, std::span<const float> upper,
                          double level, std::vector<float>& scratch) {
  Estimate result;
  result.value = value;
  if (is_missing(value)) return result;
  double number = 0;
  double sum = 0;
  for (std::size_t d = 0; d < lower.size(); ++d) {
    const double middle = (static_cast<double>(lower[d]) + static_cast<double>(upper[d])) / 2;
    if (is_missing(middle)) continue;
    number += 1;
    sum += middle - value;
  }
  if (number < 2 || 2 * number < static_cast<double>(lower.size())) return result;
  const double mean = sum / number;
  double squares = 0;
  for (std::size_t d = 0; d < lower.size(); ++d) {
    const double middle = (static_cast<double>(lower[d]) + static_cast<double>(upper[d])) / 2;
    if (!is_missing(middle)) squares += (middle - value - mean) * (middle - value - mean);
  }
  result.standard_error = std::sqrt(squares / (number - 1));
  present_values(lower, scratch);
  result.limits.lower = std::min(value, quantile(scratch, (1 - level) / 2));
  present_values(upper, scratch);
  result.limits.upper = std::max(value, quantile(scratch, (1 + level) / 2));
  return result;
}

double error_of_limit(const Estimate& estimate, std::span<const float> lower, double level,
                      std::vector<float>& scratch) {
  const double half = (estimate.limits.upper - estimate.limits.lower) / 2;
  if (!estimate.limits.known() || !(half > 0)) return 0;
  present_values(lower, scratch);
  const auto n = static_cast<double>(scratch.size());
  const double p = (1 - level) / 2;
  const double deviation = std::sqrt(p * (1 - p) / n);
  const double between =
      quantile(scratch, std::min(1.0, p + deviation)) - quantile(scratch, std::max(0.0, p - deviation));
  return between / 2 / half;
}

}  // namespace dajuan::index
