#pragma once
#include <cstdint>
#include <cstring>

namespace dajuan {

/// Arithmetic with the unevaluated sum of two doubles, |lo| <= half a unit in the last place of hi: some 106
/// bits. Made of + - * only, in fixed order; overflow and underflow are the caller's to keep away. Sources:
/// T. J. Dekker, Numer. Math. 18 (1971) 224-242; D. E. Knuth, The Art of Computer Programming 2, 4.2.2; error
/// bounds of M. Joldes, J.-M. Muller, V. Popescu, ACM Trans. Math. Softw. 44 (2017) 15res.
struct DoubleDouble {
  double hi, lo;
};

inline std::uint64_t to_bits(double value) {
  std::uint64_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

inline double from_bits(std::uint64_t bits) {
  double value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

/// a + b exactly (Knuth).
inline DoubleDouble two_sum(double a, double b) {
  const double sum = a + b;
  const double b_part = sum - a;
  return {sum, (a - (sum - b_part)) + (b - b_part)};
}

/// a + b exactly where |a| >= |b| or a is zero (Dekker).
inline DoubleDouble fast_two_sum(double a, double b) {
  const double sum = a + b;
  return {sum, b - (sum - a)};
}

/// a in two parts of 26 bits (Veltkamp); |a| < 2^996.
inline DoubleDouble halves(double a) {
  const double scaled = a * 0x1.0000002p27;
  const double upper = scaled - (scaled - a);
  return {upper, a - upper};
}

/// a * b exactly (Dekker) as long as nothing underflows.
inline DoubleDouble two_product(double a, double b) {
  const double product = a * b;
  const DoubleDouble x = halves(a);
  const DoubleDouble y = halves(b);
  return {product, ((x.hi * y.hi - product) + x.hi * y.lo + x.lo * y.hi) + x.lo * y.lo};
}

inline DoubleDouble operator-(DoubleDouble a) { return {-a.hi, -a.lo}; }

/// Relative error below 2^-104, also where the high parts cancel.
inline DoubleDouble operator+(DoubleDouble a, DoubleDouble b) {
  const DoubleDouble high = two_sum(a.hi, b.hi);
  const DoubleDouble low = two_sum(a.lo, b.lo);
  const DoubleDouble sum = fast_two_sum(high.hi, high.lo + low.hi);
  return fast_two_sum(sum.hi, low.lo + sum.lo);
}

/// Relative error below 2^-102.
inline DoubleDouble operator*(DoubleDouble a, DoubleDouble b) {
  const DoubleDouble product = two_product(a.hi, b.hi);
  return fast_two_sum(product.hi, product.lo + (a.hi * b.lo + a.lo * b.hi));
}

/// a + b rounded to odd: where the sum is not a double, that neighbour whose last bit is 1. Adding such a sum
/// to something much larger rounds as if the sum were exact (S. Boldo, G. Melquiond, IEEE Trans. Comput. 57
/// (2008) 462-471).
inline double add_to_odd(double a, double b) {
  const DoubleDouble sum = two_sum(a, b);
  const std::uint64_t bits = to_bits(sum.hi);
  if (sum.lo == 0 || bits % 2 == 1) return sum.hi;
  return from_bits((sum.lo > 0) == (sum.hi > 0) ? bits + 1 : bits - 1);
}

}  // namespace dajuan
