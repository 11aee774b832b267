#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dajuan {

/// One character of UTF-8 text. `bytes` is 0 at the end of the text; a byte that is no UTF-8 gives
/// `code == kNotUtf8` and 1 byte, so that a loop always gets on.
struct CodePoint {
  char32_t code = 0;
  std::uint32_t bytes = 0;
};
inline constexpr char32_t kNotUtf8 = 0xFFFFFFFF;

/// The character that begins at `at`. Overlong forms, surrogates and codes above U+10FFFF are no UTF-8.
CodePoint code_point(std::string_view text, std::size_t at);
void append_utf8(std::string& text, char32_t code);

/// Where the first byte stands that is no UTF-8; npos when all is well. ASCII costs next to nothing.
std::size_t first_not_utf8(std::string_view text);
inline bool is_utf8(std::string_view text) { return first_not_utf8(text) == std::string_view::npos; }
/// Where the first byte above 127 stands; npos when all are ASCII.
std::size_t first_not_ascii(std::string_view text);

/// Without spaces, tabs and line ends at both ends; also without the no-break (U+00A0) and the ideographic
/// space (U+3000), which spreadsheets leave behind.
std::string_view trim(std::string_view text);

/// The pieces between separators, as they stand: "a,,b" gives three, "" gives one.
std::vector<std::string_view> split(std::string_view text, char separator);

/// Columns of a terminal: 2 for wide and full-width characters (East Asian Width W and F of Unicode 15), 0
/// for marks that combine, 1 for all others.
std::size_t display_width(std::string_view text);
/// Filled with spaces up to a display width; longer text stays as it is.
std::string padded_right(std::string_view text, std::size_t width);
std::string padded_left(std::string_view text, std::size_t width);

/// Full-width letters, digits and signs as their ASCII counterparts: "１２．５％" gives "12.5%". Also the
/// ideographic and the no-break space, and the minus sign U+2212. Everything else stays.
std::string fold_full_width(std::string_view text);
/// Whether `fold_full_width` would change anything.
bool has_full_width(std::string_view text);

}  // namespace dajuan
