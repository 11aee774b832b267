#include "server/request_path.h"

#include <algorithm>

namespace dajuan::server {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool decode(std::string_view text, std::string& path) {
  path.clear();
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return false;
      const int high = hex_value(text[i + 1]);
      const int low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return false;
      c = static_cast<char>(high * 16 + low);
      if (c == '/') return false;
      i += 2;
    }
    const auto code = static_cast<unsigned char>(c);
    if (code < 0x20 || code == 0x7f || c == '\\') return false;
    path.push_back(c);
  }
  return true;
}

}  // namespace

PathVerdict decode_path(std::string_view target, std::string& path) {
  const std::string_view text = target.substr(0, target.find('?'));
  if (!text.starts_with('/') || text.find('#') != std::string_view::npos || !decode(text, path)) {
    return PathVerdict::malformed;
  }
  PathVerdict verdict = PathVerdict::good;
  const std::string_view whole = path;
  for (std::size_t begin = 1; begin < whole.size();) {
    const std::size_t end = std::min(whole.find('/', begin), whole.size());
    const std::string_view part = whole.substr(begin, end - begin);
    if (part == "." || part == "..") return PathVerdict::malformed;
    const bool well_known = begin == 1 && part == ".well-known";
    if (part.empty() || (part.front() == '.' && !well_known)) verdict = PathVerdict::unknown;
    begin = end + 1;
  }
  return verdict;
}

}  // namespace dajuan::server
