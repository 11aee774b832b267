#include "base/number_text.h"

#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace dajuan {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Adding zero turns -0 into 0 and leaves the rest alone.
double without_signed_zero(double number) { return number + 0.0; }

constexpr double kPowersOfTen[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                   1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

std::optional<double> parse_any(std::string_view text) {
  double number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stop != end) return {};
  return without_signed_zero(number);
}

}  // namespace

char* write_shortest(double number, char* to) {
  assert(std::isfinite(number));
  return std::to_chars(to, to + kShortestSize, without_signed_zero(number)).ptr;
}

std::string shortest(double number) {
  std::array<char, kShortestSize> text;
  return {text.data(), write_shortest(number, text.data())};
}

std::string es6_number(double number) {
  assert(std::isfinite(number));
  std::array<char, kShortestSize + 8> text;
  const char* end =
      std::to_chars(text.data(), text.data() + text.size(), std::fabs(number), std::chars_format::scientific)
          .ptr;
  std::string digits;
  const char* p = text.data();
  for (; *p != 'e'; ++p) {
    if (*p != '.') digits += *p;
  }
  int exponent = 0;
  std::from_chars(p + (p[1] == '+' ? 2 : 1), end, exponent);
  const int length = static_cast<int>(digits.size());
  const int point = exponent + 1;  // the number is 0.digits * 10^point
  std::string result = number < 0 ? "-" : "";
  if (point > 21 || point < -5) {
    result += digits[0];
    if (length > 1) result.append(1, '.').append(digits, 1);
    return result + (exponent < 0 ? "e-" : "e+") + std::to_string(std::abs(exponent));
  }
  if (point <= 0) return result + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
  if (point >= length) return result + digits + std::string(static_cast<std::size_t>(point - length), '0');
  return result + digits.insert(static_cast<std::size_t>(point), 1, '.');
}

std::string fixed(double number, int decimals) {
  assert(std::isfinite(number) && decimals >= 0 && decimals <= 100);
  std::array<char, 420> text;  // sign, 309 digits, point, 100 digits
  const char* end =
      std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed, decimals).ptr;
  std::string result(text.data(), static_cast<std::size_t>(end - text.data()));
  if (result[0] == '-' && result.find_first_not_of("-0.") == std::string::npos) result.erase(0, 1);
  return result;
}

std::optional<double> parse_number(std::string_view text) {
  const char* p = text.data();
  const char* const end = p + text.size();
  const bool negative = p != end && *p == '-';
  if (negative) ++p;
  if (p == end || !(is_digit(*p) || *p == '.')) return {};
  const char* const first = p;
  std::uint64_t digits = 0;
  for (; p != end && is_digit(*p); ++p) digits = digits * 10 + static_cast<std::uint64_t>(*p - '0');
  std::ptrdiff_t count = p - first;
  std::ptrdiff_t decimals = 0;
  if (p != end && *p == '.') {
    const char* const point = p++;
    for (; p != end && is_digit(*p); ++p) digits = digits * 10 + static_cast<std::uint64_t>(*p - '0');
    decimals = p - point - 1;
    count += decimals;
  }
  if (count == 0) return {};
  // Both a whole number below 2^53 and a power of ten up to 10^22 are doubles: one division rounds right (W.
  // D. Clinger, How to read floating point numbers accurately, PLDI 1990). 19 digits fit 64 bits.
  if (p != end || count > 19 || digits >= std::uint64_t{1} << 53) return parse_any(text);
  const double number = static_cast<double>(digits) / kPowersOfTen[decimals];
  return negative ? without_signed_zero(-number) : number;
}

}  // namespace dajuan
