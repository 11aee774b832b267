#include "base/exact_math.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>

#include "base/double_double.h"
#include "base/exact_math_tables.h"

namespace dajuan {
namespace {

using tables::kExp2;
using tables::kInverse;
using tables::kInverseFactorial;
using tables::kLn2;
using tables::kLn2Over128;
using tables::kLog;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr int kMinExponent = -1022;
constexpr std::uint64_t kExponentBits = 0x7ff0000000000000;
constexpr std::uint64_t kSmallestNormalBits = 0x0010000000000000;

DoubleDouble pair(tables::Two two) { return {two.hi, two.lo}; }

/// 2^exponent; exponent in [-1022, 1023].
double power_of_two(int exponent) { return from_bits(static_cast<std::uint64_t>(exponent + 1023) << 52); }

/// value * 2^exponent, rounded once.
double scale(double value, int exponent) {
  if (exponent < kMinExponent) return value * power_of_two(exponent + 1000) * 0x1p-1000;
  if (exponent > 1023) return value * 0x1p1023 * power_of_two(exponent - 1023);
  return value * power_of_two(exponent);
}

/// head + tail with tail rounded to odd (see add_to_odd), times 2^exponent, rounded once. head is in
/// [0.9, 2.1] or a whole number below 2^54.
double round_scaled(double head, double tail, int exponent) {
  const double rounded = head + tail;
  const double result = scale(rounded, exponent);
  if (std::fabs(result) > 0x1p-1022) return result;
  // A subnormal result has fewer bits: adding 2^52 of its units makes the addition round at the right place.
  const double shift = scale(1.0, 52 - 1074 - exponent);
  const DoubleDouble shifted = two_sum(shift, head);
  return scale((shifted.hi + add_to_odd(shifted.lo, tail)) - shift, exponent);
}

/// x = 2^exponent * z, z in [0.6875, 1.375), in the given interval of the table.
struct Significand {
  double exponent;
  double z;
  std::size_t interval;
};

/// x finite and above zero.
inline Significand decomposed(double x) {
  std::uint64_t bits = to_bits(x);
  int shift = 0;
  if (bits < kSmallestNormalBits) {
    bits = to_bits(x * 0x1p52);
    shift = 52;
  }
  const std::uint64_t offset = bits - tables::kLogStart;
  const int exponent = static_cast<int>(static_cast<std::int64_t>(offset) >> 52);
  return {static_cast<double>(exponent - shift), from_bits(bits - (offset & 0xfff0000000000000)),
          static_cast<std::size_t>(offset >> 45 & 127)};
}

/// z * factor - 1, exactly: the factor has 11 bits, so the products with either half of z are exact.
inline DoubleDouble reduced(double z, double factor) {
  const double upper = from_bits(to_bits(z) & ~std::uint64_t{0x1fffff});
  return fast_two_sum(upper * factor - 1.0, (z - upper) * factor);
}

/// hi + lo, and a bound of the error.
struct Estimate {
  double hi, lo, error;
};

/// Whether every number within the error rounds to the same double.
inline bool is_decided(const Estimate& e) { return e.hi + (e.lo - e.error) == e.hi + (e.lo + e.error); }

/// log(x) = exponent log(2) - log(factor) + log(1 + r), the last one by its series to r^9, |r| <= 2^-7. The
/// error adds a few roundings of at most 2^-53 of r^2 and some far smaller ones.
inline Estimate estimate_log(double x) {
  const Significand s = decomposed(x);
  const tables::LogRow& row = kLog[s.interval];
  const DoubleDouble r = reduced(s.z, row.factor);
  const double r1 = r.hi;
  const double r2 = r1 * r1;
  const double series = r2 * ((-1.0 / 2 + r1 * (1.0 / 3)) +
                              r2 * ((-1.0 / 4 + r1 * (1.0 / 5)) +
                                    r2 * ((-1.0 / 6 + r1 * (1.0 / 7)) + r2 * (-1.0 / 8 + r1 * (1.0 / 9)))));
  const double whole = s.exponent * kLn2.hi + row.hi;  // exact: multiples of 2^-42 below 2^10
  const DoubleDouble sum = fast_two_sum(whole, r1);    // whole is 0 (then sum.lo is 0) or larger than r
  const double lo = sum.lo + (r.lo + (s.exponent * kLn2.mid + row.mid) + series);
  return {sum.hi, lo, 0x1p-51 * r2 + 0x1p-72 * std::fabs(sum.hi)};
}

/// log(2^exponent z) = head + rest, to about 2^-102 of its size; head is exact where x is near 1.
struct LogParts {
  double head;
  DoubleDouble rest;
};

LogParts accurate_log(const Significand& s) {
  const tables::LogRow& row = kLog[s.interval];
  const DoubleDouble r = reduced(s.z, row.factor);
  double small_terms = 0;  // those below 2^-53 of the first one: no second double needed
  for (int n = 18; n >= 10; --n) small_terms = (n % 2 ? 1.0 : -1.0) / n + r.hi * small_terms;
  DoubleDouble series{small_terms, 0};
  for (int n = 9; n >= 2; --n) {
    const DoubleDouble inverse = pair(kInverse[n]);
    series = (n % 2 ? inverse : -inverse) + r * series;
  }
  series = r * r * series;
  const double whole = s.exponent * kLn2.hi + row.hi;
  if (whole == 0) return {r.hi, series};  // the factor is 1, so r.lo is 0
  const DoubleDouble remainders =
      two_product(s.exponent, kLn2.mid) + DoubleDouble{row.mid, s.exponent * kLn2.lo + row.lo};
  return {whole, r + series + remainders};
}

/// exp(x) = 2^exponent * 2^(i/128) * exp(r), |r| <= log(2)/256; `steps` = 128 exponent + i.
struct ExpSteps {
  double count;
  int exponent;
  std::size_t i;
};

inline ExpSteps exp_steps(double x) {
  constexpr double kRounder = 0x1.8p52;  // adding it rounds to a whole number, found in the low bits
  const double rounded = x * tables::k128OverLn2 + kRounder;
  const auto steps = static_cast<std::int32_t>(to_bits(rounded));
  return {rounded - kRounder, steps >> 7, static_cast<std::size_t>(steps & 127)};
}

/// exp(x + x_lo) before the factor 2^exponent; x_lo is below 2^-53 of x. Series to r^6. The error adds three
/// roundings of at most 2^-61 and the product power.lo * series that is left out.
inline Estimate estimate_exp(double x, double x_lo, const ExpSteps& steps) {
  const double near = x - steps.count * kLn2Over128.hi;  // exact
  const double far = steps.count * kLn2Over128.mid - x_lo;
  const double r = near - far;
  const double r_lo = (near - r) - far;
  const double r2 = r * r;
  const double series =
      r + (r_lo + r2 * ((1.0 / 2 + r * (1.0 / 6)) + r2 * ((1.0 / 24 + r * (1.0 / 120)) + r2 * (1.0 / 720))));
  const tables::Two power = kExp2[steps.i];
  return {power.hi, power.lo + power.hi * series, 0x1p-59};
}

/// exp(x.hi + x.lo) * 2^shift, rounded; |x.hi| < 1000.
double accurate_exp(DoubleDouble x, int shift) {
  const ExpSteps steps = exp_steps(x.hi);
  const DoubleDouble near{x.hi - steps.count * kLn2Over128.hi, 0};
  const DoubleDouble r =
      near + -two_product(steps.count, kLn2Over128.mid) + two_sum(x.lo, -(steps.count * kLn2Over128.lo));
  double small_terms = 0;  // 1/7! + r/8! + ... + r^5/12!
  for (int n = 12; n >= 7; --n) small_terms = 1.0 + r.hi / n * small_terms;
  DoubleDouble series{small_terms / 5040, 0};
  for (int n = 6; n >= 2; --n) series = pair(kInverseFactorial[n]) + r * series;
  const DoubleDouble minus_one = r + r * r * series;
  const tables::Two power = kExp2[steps.i];
  const DoubleDouble rest = DoubleDouble{power.lo, 0} + pair(power) * minus_one;
  const DoubleDouble sum = two_sum(power.hi, rest.hi);
  return round_scaled(sum.hi, add_to_odd(sum.lo, rest.lo), steps.exponent + shift);
}

/// Arguments whose exponential is not a matter of arithmetic; the doubles between are left to it.
inline bool is_plain_exp(double x) { return std::fabs(x) < 746; }
double special_exp(double x) { return x != x ? kNaN : x > 0 ? kInfinity : 0.0; }

inline bool is_plain_log(double x) { return x > 0 && x < kInfinity; }
double special_log(double x) { return x == 0 ? -kInfinity : x > 0 ? kInfinity : kNaN; }

inline double fast_exp_of(double x) {
  if (!is_plain_exp(x)) return special_exp(x);
  const ExpSteps steps = exp_steps(x);
  const Estimate e = estimate_exp(x, 0, steps);
  return scale(e.hi + e.lo, steps.exponent);
}

inline double fast_log_of(double x) {
  if (!is_plain_log(x)) return special_log(x);
  const Estimate e = estimate_log(x);
  return e.hi + e.lo;
}

enum class Parity { fraction, even, odd };

Parity parity(double y) {
  const double size = std::fabs(y);
  if (size >= 0x1p53) return Parity::even;
  if (size != std::floor(size)) return Parity::fraction;
  return static_cast<std::uint64_t>(size) % 2 ? Parity::odd : Parity::even;
}

/// x^y where it has at most 54 bits, so that it may lie exactly between two doubles. x finite and above zero.
/// With x = m 2^e, m odd and above 1, that takes a y = n / 2^f with m a 2^f-th power, so f <= 5, and n <= 33,
/// because 3^34 > 2^53.
std::optional<double> power_of_few_bits(double x, double y) {
  if (!(y > 0 && y <= 33 && y * 32 == std::floor(y * 32))) return {};
  const bool subnormal = x < 0x1p-1022;
  const std::uint64_t bits = to_bits(subnormal ? x * 0x1p52 : x);
  std::uint64_t m = (bits & ~kExponentBits) | kSmallestNormalBits;
  int e = static_cast<int>(bits >> 52) - 1075 - (subnormal ? 52 : 0);
  for (; m % 2 == 0; m /= 2) ++e;
  for (; y != std::floor(y); y *= 2) {
    const auto root = static_cast<std::uint64_t>(std::sqrt(static_cast<double>(m)));
    if (root * root != m || e % 2 != 0) return {};
    m = root;
    e /= 2;
  }
  const int n = static_cast<int>(y);
  std::uint64_t product = 1;
  for (int i = 0; i < n; ++i) {
    if (product > (std::uint64_t{1} << 54) / m) return {};
    product *= m;
  }
  if (e * n > 1023) return kInfinity;
  if (e * n < -1200) return 0.0;
  const auto head = static_cast<double>(product);
  const auto tail =
      static_cast<double>(static_cast<std::int64_t>(product - static_cast<std::uint64_t>(head)));
  return round_scaled(head, tail, e * n);
}

/// What estimates could not decide. x finite and above zero, |y log(x)| in [2^-60, 746).
double accurate_power(double x, double y) {
  if (y == -1) return 1 / x;
  if (y == 0.5) return std::sqrt(x);
  if (const auto exact = power_of_few_bits(x, y)) return *exact;
  // 2^(exponent y) is taken out where it is a power of two: what is left may be very near 1.
  Significand s = decomposed(x);
  int shift = 0;
  const DoubleDouble exponent = two_product(s.exponent, y);
  if (exponent.lo == 0 && exponent.hi == std::floor(exponent.hi)) {
    shift = static_cast<int>(exponent.hi);
    s.exponent = 0;
  }
  const LogParts parts = accurate_log(s);
  const DoubleDouble log = DoubleDouble{parts.head, 0} + parts.rest;
  const DoubleDouble product = two_product(y, log.hi);
  return accurate_exp(fast_two_sum(product.hi, product.lo + y * log.lo), shift);
}

/// x finite and above zero, y finite.
double positive_power(double x, double y) {
  const Estimate log = estimate_log(x);
  const double size = y * (log.hi + log.lo);
  if (!is_plain_exp(size)) return special_exp(size);
  if (std::fabs(size) < 0x1p-60) return 1.0;
  const DoubleDouble product = two_product(y, log.hi);
  const double low = product.lo + y * log.lo;
  const DoubleDouble argument = fast_two_sum(product.hi, low);
  const ExpSteps steps = exp_steps(argument.hi);
  Estimate power = estimate_exp(argument.hi, argument.lo, steps);
  power.error += 2.25 * (std::fabs(y) * log.error + 0x1p-51 * std::fabs(low));
  if (is_decided(power) && steps.exponent > kMinExponent) return scale(power.hi + power.lo, steps.exponent);
  return accurate_power(x, y);
}

}  // namespace

double exact_exp(double x) {
  if (!is_plain_exp(x)) return special_exp(x);
  const ExpSteps steps = exp_steps(x);
  const Estimate e = estimate_exp(x, 0, steps);
  if (is_decided(e) && steps.exponent > kMinExponent) return scale(e.hi + e.lo, steps.exponent);
  return accurate_exp({x, 0}, 0);
}

double exact_log(double x) {
  if (!is_plain_log(x)) return special_log(x);
  const Estimate e = estimate_log(x);
  if (is_decided(e)) return e.hi + e.lo;
  const LogParts parts = accurate_log(decomposed(x));
  const DoubleDouble sum = two_sum(parts.head, parts.rest.hi);
  return sum.hi + add_to_odd(sum.lo, parts.rest.lo);
}

double exact_pow(double x, double y) {
  if (y == 0 || x == 1) return 1.0;
  if (x != x || y != y) return kNaN;
  const double size = std::fabs(x);
  if (std::fabs(y) == kInfinity) {
    if (size == 1) return 1.0;
    return (size > 1) == (y > 0) ? kInfinity : 0.0;
  }
  const Parity kind = parity(y);
  const double sign = std::signbit(x) && kind == Parity::odd ? -1.0 : 1.0;
  if (size == 0) return sign * (y < 0 ? kInfinity : 0.0);
  if (size == kInfinity) return sign * (y < 0 ? 0.0 : kInfinity);
  if (x < 0 && kind == Parity::fraction) return kNaN;
  return sign * positive_power(size, y);
}

double fast_exp(double x) { return fast_exp_of(x); }
double fast_log(double x) { return fast_log_of(x); }

void fast_exp(std::span<const double> from, std::span<double> to) {
  for (std::size_t i = 0; i < from.size(); ++i) to[i] = fast_exp_of(from[i]);
}

void fast_log(std::span<const double> from, std::span<double> to) {
  for (std::size_t i = 0; i < from.size(); ++i) to[i] = fast_log_of(from[i]);
}

}  // namespace dajuan
