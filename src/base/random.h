#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dajuan {

using PhiloxKey = std::array<std::uint32_t, 2>;
using PhiloxBlock = std::array<std::uint32_t, 4>;

/// Philox4x32-10 of J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, Parallel random numbers: as easy as
/// 1, 2, 3, SC 2011: four random words for each counter, so that any draw can be made anywhere without the
/// ones before it.
PhiloxBlock philox_block(PhiloxBlock counter, PhiloxKey key);

/// The first 8 bytes of SHA-256 of the text, as two little-endian words.
PhiloxKey philox_key(std::string_view seed_text);

/// The random numbers of one draw of one stream: the words of the blocks with the counters (draw, stream, n,
/// 0), n = 0, 1, 2, … Streams (say, one for each purpose) and draws (say, one for each repetition) never
/// share a number. Same bits everywhere. How many words a call takes is part of the definition: a change
/// makes other numbers.
class Philox {
 public:
  Philox(PhiloxKey key, std::uint32_t stream, std::uint32_t draw = 0)
      : key_(key), counter_{draw, stream, 0, 0} {}

  /// 32 random bits.
  std::uint32_t word() {
    if (used_ == block_.size()) refill();
    return block_[used_++];
  }

  /// An odd multiple of 2^-53 in (0, 1): never 0, never 1, symmetric about 1/2. Two words: the low half
  /// first.
  double uniform();

  /// A whole number from 0 to n - 1, all equally likely; n > 0. (D. Lemire, ACM Trans. Model. Comput. Simul.
  /// 29 (2019) 3.)
  std::uint32_t below(std::uint32_t n);

  /// Standard normal, by inversion: one uniform().
  double normal();

  /// Counts with this mean, from 0 to 10^10. Below 10 by inversion (one uniform()); from there by PTRS of W.
  /// Hörmann, Insurance: Mathematics and Economics 12 (1993) 39-45.
  std::int64_t poisson(double mean);

  /// Gamma distribution with this shape (> 0) and scale 1. (G. Marsaglia, W. W. Tsang, ACM Trans. Math.
  /// Softw. 26 (2000) 363-372; a shape below 1 from shape + 1 times uniform^(1/shape).)
  double gamma(double shape);

  /// Over-dispersed counts: Poisson with a gamma-distributed mean. Variance mean + mean^2 / size; size > 0,
  /// mean up to 10^8.
  std::int64_t negative_binomial(double mean, double size);

 private:
  void refill();
  std::int64_t poisson_by_rejection(double mean);

  PhiloxKey key_;
  PhiloxBlock counter_;
  PhiloxBlock block_{};
  std::size_t used_ = 4;
};

/// The x below which a standard normal variable stays with probability p, 0 < p < 1; relative error below
/// 1e-15. (M. J. Wichura, algorithm AS 241, PPND16, Applied Statistics 37 (1988) 477-484.)
double normal_quantile(double p);

/// log(n!), n >= 0; relative error below 1e-14.
double log_factorial(std::int64_t n);

}  // namespace dajuan
