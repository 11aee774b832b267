#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"

namespace dajuan {

enum class TomlKind : std::uint8_t { table, array, text, integer, number, boolean, date };

struct TomlEntry;

/// A value of a TOML document with its place. Which members hold something depends on `kind`.
struct TomlValue {
  TomlKind kind = TomlKind::table;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string path;  ///< dotted key from the root, array items as [0]: `steps[1].method`

  std::vector<TomlEntry> entries;  ///< of a table, in the order of the file
  std::vector<TomlValue> items;    ///< of an array
  std::string text;                ///< of a text; of a date, time or both in ISO 8601
  std::int64_t integer = 0;
  double number = 0.0;  ///< of a number, always finite; of an integer too
  bool boolean = false;

  /// The value of a key of this table; nothing when it is missing or this is no table.
  const TomlValue* find(std::string_view key) const;
  /// For diagnostics.
  Place place(const std::string& file) const;
};

struct TomlEntry {
  std::string key;
  std::uint32_t line = 0;  ///< of the key; where `[a.b]` made `a` too, of that header
  std::uint32_t column = 0;
  TomlValue value;
};

/// What a TOML text may be at most. Dotted keys and brackets count for the depth.
struct TomlLimits {
  std::uint64_t bytes = 4u << 20;
  std::uint32_t depth = 32;
};

/// Reads TOML 1.0. Nothing, and an error with line and column, when the text is none, a key stands twice, a
/// number is not finite or a limit is passed.
std::optional<TomlValue> parse_toml(std::string_view text, const std::string& file, Diagnostics& diagnostics,
                                    const TomlLimits& limits = {});
/// The same from a file in any encoding of base/encoding.h.
std::optional<TomlValue> read_toml(const std::string& path, Diagnostics& diagnostics,
                                   const TomlLimits& limits = {});

/// "@toml.kind.table" and so on: the kind as an argument of a message.
std::string toml_kind_name(TomlKind kind);

}  // namespace dajuan
