#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace dajuan::toml_text {

struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;  ///< in bytes
};

/// Where brackets nest deeper, or a dotted key has more parts, than `depth`; nothing when nowhere. The parser
/// builds a table for each part and takes them apart by recursion, so this is looked at before it begins.
std::optional<Position> too_deep(std::string_view text, std::uint32_t depth);

}  // namespace dajuan::toml_text
