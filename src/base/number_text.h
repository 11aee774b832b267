#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dajuan {

/// Numbers as text and back, the same in every locale.
///
/// The writers take finite numbers: what is missing has no text of its own here, its place in a file says so.
/// Zero has no sign: -0.0 is written "0", and "-0" is read as 0, so equal numbers have equal bytes.

/// Room that write_shortest needs.
inline constexpr std::size_t kShortestSize = 24;

/// The shortest text that reads back as the same double, plain or with an exponent, plain where equally long:
/// 0.1, 1234.5, 1e+05, -2.5e-07. Of several such texts the one nearest to the number.
std::string shortest(double number);
/// The same without a string; gives the end of what it wrote.
char* write_shortest(double number, char* to);

/// The text of ECMAScript and of canonical JSON (RFC 8785): the same digits, plain from 1e-6 up to 1e21.
std::string es6_number(double number);

/// With `decimals` (0 to 100) digits after the point: the number's exact binary value, rounded to nearest,
/// ties to the even digit. fixed(0.125, 2) = "0.12", fixed(2.5, 0) = "2", fixed(-0.001, 2) = "0.00".
std::string fixed(double number, int decimals);

/// The double nearest to a decimal number (ties to even), or nothing if the whole text is not one:
///   number = ["-"] (digits ["." [digits]] / "." digits) [("e" / "E") ["+" / "-"] digits]
/// Nothing also for a number too large for a double, or too small: not zero but nearest to zero.
std::optional<double> parse_number(std::string_view text);

}  // namespace dajuan
