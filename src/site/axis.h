#pragma once
#include <string>
#include <vector>

namespace dajuan::site {

/// An axis with round ends.
struct Axis {
  double low = 0;
  double high = 100;
  double step = 20;  ///< between ticks; divides high - low

  /// Where a value stands, 0 at the low end, 1 at the high one.
  double share(double value) const { return (value - low) / (high - low); }
  /// The same for SVG: "62.5%".
  std::string percent(double value) const;
};

/// The axis that holds the values that are not missing, with 2 to 5 steps of 1, 2 or 5 times a power of ten,
/// none finer than a hundredth of the largest value.
Axis round_axis(const std::vector<double>& values);

}  // namespace dajuan::site
