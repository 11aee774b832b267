#pragma once
#include <cmath>
#include <cstdint>

namespace dajuan::stats::tests {

/// Repeatable made-up numbers, evenly spread over 0 to 1.
class MadeUp {
 public:
  explicit MadeUp(std::uint64_t seed) : state_(seed) {}
  double next() {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<double>(state_ >> 11) * 0x1p-53;
  }
  /// A whole number from 0 to n - 1.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() * static_cast<double>(n)); }
  /// A Poisson count (Knuth), for means up to a few hundred.
  double poisson(double mean) {
    const double limit = std::exp(-mean);
    double product = next();
    double count = 0;
    while (product > limit) {
      product *= next();
      count += 1;
    }
    return count;
  }

 private:
  std::uint64_t state_;
};

}  // namespace dajuan::stats::tests
