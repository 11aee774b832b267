#include "site/map_classes.h"

#include <algorithm>
#include <cmath>

#include "base/observation.h"

namespace dajuan::site {
namespace {

constexpr double kLowShare = 0.2;
constexpr double kHighShare = 0.8;
constexpr double kInner = 3;

/// Widths in tenths, and what the bounds are multiples of: half the width where that is round too.
struct Width {
  long long tenths;
  long long grid;
};
constexpr Width kWidths[] = {{5, 5},        {10, 10},       {20, 10},       {50, 50},       {100, 50},
                             {200, 100},    {500, 500},     {1000, 500},    {2000, 1000},   {5000, 5000},
                             {10000, 5000}, {20000, 10000}, {50000, 50000}, {100000, 50000}};
constexpr Width kOfHundred = {200, 100};

double percentile(const std::vector<double>& sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

double unlike(double width, double wanted) { return std::max(width / wanted, wanted / width); }

}  // namespace

MapClasses::MapClasses(std::vector<double> values) {
  values.erase(std::remove_if(values.begin(), values.end(), [](double value) { return is_missing(value); }),
               values.end());
  std::sort(values.begin(), values.end());
  Width width = kOfHundred;
  double middle = 50;
  if (!values.empty()) {
    const double low = percentile(values, kLowShare);
    const double high = percentile(values, kHighShare);
    middle = (low + high) / 2;
    const double wanted = 10 * (high - low) / kInner;
    width = kWidths[0];
    if (wanted > 0)
      for (const Width& other : kWidths)
        if (unlike(static_cast<double>(other.tenths), wanted) <
            unlike(static_cast<double>(width.tenths), wanted))
          width = other;
  }
  const double lowest = 10 * middle - kInner / 2 * static_cast<double>(width.tenths);
  const double steps = std::floor(lowest / static_cast<double>(width.grid) + 0.5);
  for (std::size_t i = 0; i < bounds_.size(); ++i)
    bounds_[i] = (steps * static_cast<double>(width.grid) +
                  static_cast<double>(i) * static_cast<double>(width.tenths)) /
                 10;
  decimals_ = width.grid % 10 == 0 ? 0 : 1;
}

std::size_t MapClasses::of(double value) const {
  return static_cast<std::size_t>(std::upper_bound(bounds_.begin(), bounds_.end(), value) - bounds_.begin());
}

}  // namespace dajuan::site
