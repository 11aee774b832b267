#include "site/axis.h"

#include <algorithm>
#include <cmath>

#include "base/number_text.h"
#include "base/observation.h"

namespace dajuan::site {

std::string Axis::percent(double value) const { return fixed(100 * share(value), 2) + "%"; }

Axis round_axis(const std::vector<double>& values) {
  double low = kMissing;
  double high = kMissing;
  for (const double value : values) {
    if (is_missing(value)) continue;
    low = is_missing(low) ? value : std::min(low, value);
    high = is_missing(high) ? value : std::max(high, value);
  }
  if (is_missing(low)) return {};
  constexpr double kSteps[] = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1,   2,   5,   10,
                               20,   50,   100,  200, 500, 1e3, 1e4, 1e6, 1e9, 1e15};
  constexpr double kMostSteps = 5;
  // Finer than a hundredth of the values themselves would make hills of what is flat.
  const double finest = std::max(std::fabs(low), std::fabs(high)) / 100;
  Axis axis;
  for (const double step : kSteps) {
    if (step < finest) continue;
    axis.step = step;
    axis.low = std::floor(low / step) * step;
    axis.high = std::max(std::ceil(high / step) * step, axis.low + 2 * step);
    if (axis.high - axis.low <= kMostSteps * step) break;
  }
  return axis;
}

}  // namespace dajuan::site
