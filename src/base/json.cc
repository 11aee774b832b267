#include "base/json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/encoding.h"
#include "base/number_text.h"
#include "base/text.h"

namespace dajuan {
namespace {

/// Builds values from nlohmann's events. The parser itself does not recurse; each handler gives false to end.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  Builder(std::string_view source, const std::string& file, Diagnostics& diagnostics,
          const JsonLimits& limits)
      : source_(source), file_(file), diagnostics_(diagnostics), limits_(limits) {}

  JsonValue take() { return std::move(root_); }

  bool null() override { return add(JsonValue()); }
  bool boolean(bool value) override { return add(JsonValue(value)); }
  bool number_integer(number_integer_t value) override { return add(JsonValue(value)); }
  bool number_unsigned(number_unsigned_t value) override { return add(JsonValue(value)); }
  bool number_float(number_float_t, const string_t& text) override {
    // Our own reading: the library's depends on the locale.
    const std::optional<double> value = parse_number(text);
    if (!value) return fail("json.number_out_of_range", {{"found", text}});
    return add(JsonValue::number_as_written(*value, text));
  }
  bool string(string_t& value) override { return add(JsonValue(std::move(value))); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(JsonValue::object()); }
  bool start_array(std::size_t) override { return open(JsonValue::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& key) override {
    Open& object = open_.back();
    object.key = std::move(key);
    return object.keys.insert(object.key).second || fail("json.key_twice", {{"found", object.key}});
  }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::json::exception& exception) override {
    if (const auto* range = dynamic_cast<const nlohmann::json::out_of_range*>(&exception))
      return fail("json.number_out_of_range", {{"found", range->what()}});
    const std::string_view before = source_.substr(0, std::min(position, source_.size()));
    Place place;
    place.file = file_;
    place.row = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n')) + 1;
    place.column =
        static_cast<std::uint32_t>(std::max<std::size_t>(before.size() - (before.rfind('\n') + 1), 1));
    diagnostics_.error(std::move(place), Message("json.syntax"), Message("json.syntax_hint"));
    return false;
  }

 private:
  struct Open {
    JsonValue value;
    std::string key;  ///< of the member that comes next
    std::set<std::string, std::less<>> keys;
  };

  bool add(JsonValue value) {
    if (++values_ > limits_.values)
      return fail("json.too_many_values", {{"limit", std::to_string(limits_.values)}});
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (open_.back().value.kind() == JsonKind::array) {
      open_.back().value.push(std::move(value));
    } else {
      open_.back().value.add(std::move(open_.back().key), std::move(value));
    }
    return true;
  }
  bool open(JsonValue value) {
    if (open_.size() == limits_.depth)
      return fail("json.too_deep", {{"limit", std::to_string(limits_.depth)}});
    open_.push_back({std::move(value), {}, {}});
    return true;
  }
  bool close() {
    JsonValue value = std::move(open_.back().value);
    open_.pop_back();
    return add(std::move(value));
  }
  bool fail(std::string_view message, std::vector<std::pair<std::string, std::string>> arguments) {
    Place place;
    place.file = file_;
    for (const Open& level : open_) {
      if (level.value.kind() == JsonKind::array)
        place.column_name += "[" + std::to_string(level.value.items().size()) + "]";
      else
        place.column_name += (place.column_name.empty() ? "" : ".") + level.key;
    }
    diagnostics_.error(std::move(place), Message(message, std::move(arguments)));
    return false;
  }

  std::string_view source_;
  const std::string& file_;
  Diagnostics& diagnostics_;
  JsonLimits limits_;
  JsonValue root_;
  std::vector<Open> open_;
  std::uint64_t values_ = 0;
};

}  // namespace

JsonValue JsonValue::array(std::vector<JsonValue> items) {
  JsonValue value;
  value.kind_ = JsonKind::array;
  value.items_ = std::move(items);
  return value;
}

JsonValue JsonValue::object(std::vector<Member> members) {
  JsonValue value;
  value.kind_ = JsonKind::object;
  value.members_ = std::move(members);
  return value;
}

JsonValue JsonValue::number_as_written(double number, std::string text) {
  JsonValue value(number);
  value.text_ = std::move(text);
  return value;
}

const JsonValue* JsonValue::find(std::string_view key) const {
  for (const Member& member : members_)
    if (member.first == key) return &member.second;
  return nullptr;
}

std::optional<JsonValue> parse_json(std::string_view text, const std::string& file, Diagnostics& diagnostics,
                                    const JsonLimits& limits) {
  if (text.size() > limits.bytes) {
    Place place;
    place.file = file;
    diagnostics.error(std::move(place),
                      Message("table.too_large", {{"found", std::to_string(text.size())},
                                                  {"limit", std::to_string(limits.bytes)}}));
    return std::nullopt;
  }
  Builder builder(text, file, diagnostics, limits);
  if (!nlohmann::json::sax_parse(text, &builder)) return std::nullopt;
  return builder.take();
}

std::optional<JsonValue> read_json(const std::string& path, Diagnostics& diagnostics,
                                   const JsonLimits& limits) {
  const std::optional<TextFile> file = TextFile::open(path, limits.bytes, diagnostics);
  if (!file) return std::nullopt;
  return parse_json(file->text(), path, diagnostics, limits);
}

}  // namespace dajuan
