#pragma once
#include <array>
#include <cstddef>
#include <vector>

namespace dajuan::site {

/// Five classes of values for a map: those in the middle are of equal width, the two at the ends are open.
/// Their width is the number 1, 2 or 5 times a power of ten nearest to a third of what lies between the 20th
/// and the 80th percentile, so that about three fifths of the regions fall into the three in the middle.
class MapClasses {
 public:
  static constexpr std::size_t kCount = 5;

  /// Values that are missing are passed over; without any, the bounds are those of 0 to 100.
  explicit MapClasses(std::vector<double> values);

  /// 0 (lowest) to 4; what equals a bound is above it.
  std::size_t of(double value) const;
  double bound(std::size_t place) const { return bounds_[place]; }
  int decimals() const { return decimals_; }

 private:
  std::array<double, kCount - 1> bounds_{};  ///< rising
  int decimals_ = 0;
};

}  // namespace dajuan::site
