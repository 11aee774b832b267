#pragma once
#include <cstddef>
#include <span>

namespace dajuan::stats {

/// Trend of one series of points (time, value). Missing values (NaN) are left out; times must be different.
/// Everything but `available` and `points` is NaN below two points.
struct Trend {
  std::size_t points = 0;  ///< values that are there
  double available = 0;    ///< their share of all
  double first_time = 0;   ///< time of the earliest value that is there
  double last_time = 0;
  double slope = 0;   ///< of the least-squares line, per unit of time
  double fitted = 0;  ///< value of that line at `first_time`
  /// Slope in percent of the fitted start, per unit of time: 100 slope / fitted. Huge, infinite or of the
  /// wrong sign where the line starts near or below zero: read it only for series well above zero.
  double percent_change = 0;
  double compound_growth = 0;  ///< from the first value to the last, see below
};
Trend trend(std::span<const double> times, std::span<const double> values);

/// Compound growth per unit of time, (last / first)^(1 / span) - 1, as a share (0.05 = 5 %). From zero to
/// something it is infinite; from zero to zero, or across zero, NaN. Both ends below zero: growth of the
/// size.
double compound_growth(double first, double last, double span);

}  // namespace dajuan::stats
