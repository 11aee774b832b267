#pragma once
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostics.h"

namespace dajuan {

enum class JsonKind : std::uint8_t { null, boolean, number, text, array, object };

/// A JSON value. Objects keep the order in which their members came; a key stands once.
class JsonValue {
 public:
  using Member = std::pair<std::string, JsonValue>;

  JsonValue() = default;
  JsonValue(bool value) : kind_(JsonKind::boolean), boolean_(value) {}
  /// Finite numbers only.
  JsonValue(double value) : kind_(JsonKind::number), number_(value) {}
  /// Kept exactly.
  template <std::integral Integer>
  JsonValue(Integer value)
      : kind_(JsonKind::number), number_(static_cast<double>(value)), text_(std::to_string(value)) {}
  JsonValue(std::string value) : kind_(JsonKind::text), text_(std::move(value)) {}
  JsonValue(std::string_view value) : JsonValue(std::string(value)) {}
  JsonValue(const char* value) : JsonValue(std::string(value)) {}
  static JsonValue array(std::vector<JsonValue> items = {});
  static JsonValue object(std::vector<Member> members = {});
  /// A number as it was written, and the double nearest to it.
  static JsonValue number_as_written(double value, std::string text);

  JsonKind kind() const { return kind_; }
  bool is_null() const { return kind_ == JsonKind::null; }
  bool boolean() const { return boolean_; }
  /// The double nearest to a number.
  double number() const { return number_; }
  /// A text; or a number as it was written.
  const std::string& text() const { return text_; }
  const std::vector<JsonValue>& items() const { return items_; }
  const std::vector<Member>& members() const { return members_; }
  /// The value of a key; nothing when it is missing or this is no object.
  const JsonValue* find(std::string_view key) const;

  void push(JsonValue item) { items_.push_back(std::move(item)); }
  /// Adds a member; the key must be new.
  void add(std::string key, JsonValue value) { members_.emplace_back(std::move(key), std::move(value)); }

 private:
  JsonKind kind_ = JsonKind::null;
  bool boolean_ = false;
  double number_ = 0.0;
  std::string text_;
  std::vector<JsonValue> items_;
  std::vector<Member> members_;
};

/// What a JSON text may be at most.
struct JsonLimits {
  std::uint64_t bytes = 64u << 20;
  std::uint64_t values = 5'000'000;
  std::uint32_t depth = 64;
};

/// Reads one JSON value (RFC 8259) in UTF-8. Nothing, and an error, when the text is none, a key stands twice
/// in an object, a number is outside the doubles or a limit is passed. Errors of syntax have line and column,
/// the others the path of the value.
std::optional<JsonValue> parse_json(std::string_view text, const std::string& file, Diagnostics& diagnostics,
                                    const JsonLimits& limits = {});
std::optional<JsonValue> read_json(const std::string& path, Diagnostics& diagnostics,
                                   const JsonLimits& limits = {});

/// The canonical form of RFC 8785: no spaces, members sorted by the UTF-16 units of their keys, numbers as
/// ECMAScript writes them. Equal values have equal bytes. Throws std::invalid_argument for what it has no
/// form for: text that is not UTF-8, numbers that are not finite, whole numbers whose digits
/// no double has (beyond 2^53), a key twice.
std::string canonical_json(const JsonValue& value);

}  // namespace dajuan
