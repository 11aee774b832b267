#include "server/byte_range.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "server/http.h"

namespace dajuan::server {
namespace {

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return value;
}

}  // namespace

ByteRange parse_range(std::string_view header, std::uint64_t size) {
  constexpr std::string_view kUnit = "bytes=";
  if (header.size() <= kUnit.size() || !same_word(header.substr(0, kUnit.size()), kUnit)) return {};
  const std::string_view spec = header.substr(kUnit.size());
  const std::size_t dash = spec.find('-');
  if (dash == std::string_view::npos) return {};
  const std::string_view from = spec.substr(0, dash);
  const std::string_view to = spec.substr(dash + 1);
  const auto last = number(to);
  if (from.empty()) {  // "-500": the last 500 bytes
    if (!last) return {};
    const std::uint64_t length = std::min(*last, size);
    if (length == 0) return {ByteRange::Kind::unsatisfiable};
    return {ByteRange::Kind::part, size - length, length};
  }
  const auto first = number(from);
  if (!first || (!to.empty() && (!last || *last < *first))) return {};
  if (*first >= size) return {ByteRange::Kind::unsatisfiable};
  const std::uint64_t end = to.empty() ? size - 1 : std::min(*last, size - 1);
  return {ByteRange::Kind::part, *first, end - *first + 1};
}

}  // namespace dajuan::server
