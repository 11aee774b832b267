#include "stats/trend.h"

#include <cmath>

#include "base/exact_math.h"
#include "base/observation.h"

namespace dajuan::stats {

double compound_growth(double first, double last, double span) {
  const double ratio = last / first;
  if (!(ratio >= 0) || !(span > 0)) return kMissing;
  return exact_pow(ratio, 1 / span) - 1;
}

Trend trend(std::span<const double> times, std::span<const double> values) {
  Trend result{
      0, 0, kMissing, kMissing, kMissing, kMissing, kMissing, kMissing,
  };
  double first = kMissing;
  double last = kMissing;
  double time_sum = 0;
  double value_sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (is_missing(values[i])) continue;
    ++result.points;
    time_sum += times[i];
    value_sum += values[i];
    if (!(result.first_time <= times[i])) result.first_time = times[i], first = values[i];
    if (!(result.last_time >= times[i])) result.last_time = times[i], last = values[i];
  }
  if (!values.empty())
    result.available = static_cast<double>(result.points) / static_cast<double>(values.size());
  if (result.points < 2) {
    result.first_time = result.last_time = kMissing;
    return result;
  }
  const double mean_time = time_sum / static_cast<double>(result.points);
  const double mean_value = value_sum / static_cast<double>(result.points);
  double products = 0;
  double squares = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (is_missing(values[i])) continue;
    const double d = times[i] - mean_time;
    products += d * (values[i] - mean_value);
    squares += d * d;
  }
  result.slope = products / squares;
  result.fitted = mean_value + result.slope * (result.first_time - mean_time);
  result.percent_change = 100 * result.slope / result.fitted;
  result.compound_growth = compound_growth(first, last, result.last_time - result.first_time);
  return result;
}

}  // namespace dajuan::stats
