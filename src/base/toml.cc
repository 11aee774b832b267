#include "base/toml.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "base/encoding.h"
#include "base/toml_depth.h"

namespace dajuan {
namespace {

Place at(const std::string& file, std::uint32_t line, std::uint32_t column) {
  Place place;
  place.file = file;
  place.row = line;
  place.column = column;
  return place;
}

/// Turns the tree of toml++ into ours. Its depth is bounded: `too_deep` was asked before.
class Converter {
 public:
  Converter(const std::string& file, Diagnostics& diagnostics) : file_(file), diagnostics_(diagnostics) {}

  TomlValue value(const toml::node& node, std::string path) {
    TomlValue result;
    result.path = std::move(path);
    result.line = node.source().begin.line;
    result.column = node.source().begin.column;
    node.visit([&](const auto& inner) { fill(result, inner); });
    return result;
  }

 private:
  void fill(TomlValue& result, const toml::table& table) {
    result.kind = TomlKind::table;
    for (const auto& [key, node] : table) {
      const std::string name(key.str());
      const toml::source_position& begin = key.source().begin;
      result.entries.push_back({name, begin.line, begin.column,
                                value(node, result.path.empty() ? name : result.path + "." + name)});
    }
    // toml++ sorts keys by name.
    std::stable_sort(result.entries.begin(), result.entries.end(),
                     [](const TomlEntry& a, const TomlEntry& b) {
                       return a.line != b.line ? a.line < b.line : a.column < b.column;
                     });
  }
  void fill(TomlValue& result, const toml::array& array) {
    result.kind = TomlKind::array;
    result.items.reserve(array.size());
    for (const toml::node& item : array)
      result.items.push_back(value(item, result.path + "[" + std::to_string(result.items.size()) + "]"));
  }
  void fill(TomlValue& result, const toml::value<std::string>& text) {
    result.kind = TomlKind::text;
    result.text = text.get();
  }
  void fill(TomlValue& result, const toml::value<std::int64_t>& integer) {
    result.kind = TomlKind::integer;
    result.integer = integer.get();
    result.number = static_cast<double>(integer.get());
  }
  void fill(TomlValue& result, const toml::value<double>& number) {
    result.kind = TomlKind::number;
    result.number = number.get();
    if (!std::isfinite(result.number)) diagnostics_.error(result.place(file_), Message("toml.not_finite"));
  }
  void fill(TomlValue& result, const toml::value<bool>& boolean) {
    result.kind = TomlKind::boolean;
    result.boolean = boolean.get();
  }
  template <typename Date>
  void fill(TomlValue& result, const toml::value<Date>& date) {
    result.kind = TomlKind::date;
    std::ostringstream text;
    text << date.get();
    result.text = text.str();
  }

  const std::string& file_;
  Diagnostics& diagnostics_;
};

}  // namespace

const TomlValue* TomlValue::find(std::string_view key) const {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [key](const TomlEntry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &found->value;
}

Place TomlValue::place(const std::string& file) const {
  Place where = at(file, line, column);
  where.column_name = path;
  return where;
}

std::optional<TomlValue> parse_toml(std::string_view text, const std::string& file, Diagnostics& diagnostics,
                                    const TomlLimits& limits) {
  if (text.size() > limits.bytes) {
    diagnostics.error(at(file, 0, 0), Message("table.too_large", {{"found", std::to_string(text.size())},
                                                                  {"limit", std::to_string(limits.bytes)}}));
    return std::nullopt;
  }
  if (const auto deep = toml_text::too_deep(text, limits.depth)) {
    diagnostics.error(at(file, deep->line, deep->column),
                      Message("toml.too_deep", {{"limit", std::to_string(limits.depth)}}));
    return std::nullopt;
  }
  try {
    const toml::table document = toml::parse(text);
    const std::size_t errors = diagnostics.errors();
    TomlValue root = Converter(file, diagnostics).value(document, "");
    if (diagnostics.errors() != errors) return std::nullopt;
    return root;
  } catch (const toml::parse_error& error) {
    const toml::source_position& begin = error.source().begin;
    diagnostics.error(at(file, begin.line, begin.column),
                      Message("toml.syntax", {{"reason", std::string(error.description())}}),
                      Message("toml.syntax_hint"));
    return std::nullopt;
  }
}

std::optional<TomlValue> read_toml(const std::string& path, Diagnostics& diagnostics,
                                   const TomlLimits& limits) {
  const std::optional<TextFile> file = TextFile::open(path, limits.bytes, diagnostics);
  if (!file) return std::nullopt;
  return parse_toml(file->text(), path, diagnostics, limits);
}

std::string toml_kind_name(TomlKind kind) {
  constexpr const char* kNames[] = {"table", "array", "text", "integer", "number", "boolean", "date"};
  return std::string("@toml.kind.") + kNames[static_cast<int>(kind)];
}

}  // namespace dajuan
