#include "base/toml_depth.h"

#include <algorithm>

namespace dajuan::toml_text {
namespace {

/// Where the string that opens at `at` ends (one past it); strings of one line end with their line at the
/// latest.
std::size_t string_end(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const bool escapes = quote == '"';
  const bool many_lines = text.substr(at, 3) == std::string_view(escapes ? "\"\"\"" : "'''");
  std::size_t i = at + (many_lines ? 3 : 1);
  while (i < text.size()) {
    if (escapes && text[i] == '\\') {
      i += 2;
    } else if (text[i] == quote && (!many_lines || text.substr(i, 3) == text.substr(at, 3))) {
      i += many_lines ? 3 : 1;
      // Up to two quotes may stand before the closing three.
      while (many_lines && i < text.size() && text[i] == quote) ++i;
      return i;
    } else if (!many_lines && text[i] == '\n') {
      return i;
    } else {
      ++i;
    }
  }
  return text.size();
}

Position position_of(std::string_view text, std::size_t at) {
  Position position;
  for (const char c : text.substr(0, at)) {
    ++position.column;
    if (c == '\n') position = {position.line + 1, 1};
  }
  return position;
}

}  // namespace

std::optional<Position> too_deep(std::string_view text, std::uint32_t depth) {
  std::uint32_t open = 0;
  std::uint32_t dots = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    switch (text[i]) {
      case '"':
      case '\'':
        i = string_end(text, i) - 1;
        break;
      case '#':
        i = std::min(text.find('\n', i), text.size()) - 1;
        break;
      case '[':
      case '{':
        dots = 0;
        if (++open > depth) return position_of(text, i);
        break;
      case ']':
      case '}':
        dots = 0;
        open -= open > 0;
        break;
      case '.':
        if (++dots >= depth) return position_of(text, i);
        break;
      case '\n':
      case '=':
      case ',':
        dots = 0;
        break;
      default:
        break;
    }
  }
  return std::nullopt;
}

}  // namespace dajuan::toml_text
