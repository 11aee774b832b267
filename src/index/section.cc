#include "index/section.h"

#include <algorithm>
#include <numeric>

#include "base/number_text.h"

namespace dajuan::index {
namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

Message did_you_mean(std::string_view found, const std::vector<std::string>& known) {
  const std::string near = nearest(found, known);
  if (!near.empty()) return {"scheme.did_you_mean", {{"nearest", near}}};
  if (known.empty()) return {};
  return {"scheme.known_here", {{"known", joined(known)}}};
}

bool is_number(const TomlValue& value) {
  return value.kind == TomlKind::number || value.kind == TomlKind::integer;
}

}  // namespace

std::string written(const TomlValue& value) {
  switch (value.kind) {
    case TomlKind::table:
      return "{…}";
    case TomlKind::array:
      return "[…]";
    case TomlKind::text:
      return "\"" + value.text + "\"";
    case TomlKind::integer:
      return std::to_string(value.integer);
    case TomlKind::number:
      return es6_number(value.number);
    case TomlKind::boolean:
      return value.boolean ? "true" : "false";
    case TomlKind::date:
      return value.text;
  }
  return {};
}

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  constexpr std::size_t kLongWord = 64;
  if (word.size() > kLongWord) return {};
  std::string best;
  std::size_t least = word.size() / 3 + 1;
  for (const std::string& candidate : known) {
    if (candidate.size() > kLongWord) continue;
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < least || (distance == least && best.empty())) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

Section::Section(const TomlValue& table, std::string path, std::string file, Diagnostics& diagnostics)
    : table_(&table), path_(std::move(path)), file_(std::move(file)), diagnostics_(&diagnostics) {}

bool Section::has(std::string_view key) const { return table_->find(key) != nullptr; }

std::string Section::dotted(std::string_view key) const {
  if (key.empty()) return path_;
  return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

Place Section::place(std::string_view key, const TomlValue& value) const {
  return {file_, {}, value.line, value.column, dotted(key)};
}

Place Section::place(std::string_view key) const {
  const TomlValue* value = key.empty() ? nullptr : table_->find(key);
  return place(key, value == nullptr ? *table_ : *value);
}

void Section::error(std::string_view key, Message message, Message hint) const {
  diagnostics_->error(place(key), std::move(message), std::move(hint));
}

void Section::warning(std::string_view key, Message message, Message hint) const {
  diagnostics_->warning(place(key), std::move(message), std::move(hint));
}

void Section::wrong(std::string_view key, const TomlValue& value, std::string expected) const {
  diagnostics_->error(place(key, value),
                      {"scheme.wrong_value", {{"found", written(value)}, {"expected", std::move(expected)}}});
}

void Section::bad_word(std::string_view key, const std::string& found,
                       const std::vector<std::string>& known) const {
  const std::string near = nearest(found, known);
  error(key, {"scheme.wrong_value", {{"found", found}, {"expected", joined(known)}}},
        near.empty() ? Message() : Message("scheme.did_you_mean", {{"nearest", near}}));
}

const TomlValue* Section::raw(std::string_view key) {
  if (std::find(asked_.begin(), asked_.end(), key) == asked_.end()) asked_.emplace_back(key);
  return table_->find(key);
}

const TomlValue* Section::find(std::string_view key, Need need, std::string_view expected) {
  const TomlValue* value = raw(key);
  if (value == nullptr && need == Need::required) {
    diagnostics_->error(place(key), {"scheme.missing_key", {{"expected", std::string(expected)}}});
  }
  return value;
}

std::optional<std::string> Section::text(std::string_view key, Need need) {
  const TomlValue* value = find(key, need, "@scheme.expect.text");
  if (value == nullptr) return std::nullopt;
  if (value->kind != TomlKind::text || (value->text.empty() && need == Need::required)) {
    wrong(key, *value, "@scheme.expect.text");
    return std::nullopt;
  }
  return value->text;
}

void Section::tell_range(std::string_view key, std::string found, std::string least, std::string most) const {
  if (most.empty()) {
    error(key, {"scheme.too_small", {{"found", std::move(found)}, {"least", std::move(least)}}});
  } else {
    error(key, {"scheme.out_of_range",
                {{"found", std::move(found)}, {"least", std::move(least)}, {"most", std::move(most)}}});
  }
}

std::optional<double> Section::number(std::string_view key, double least, double most) {
  const TomlValue* value = raw(key);
  if (value == nullptr) return std::nullopt;
  if (!is_number(*value)) {
    wrong(key, *value, "@scheme.expect.number");
    return std::nullopt;
  }
  if (value->number >= least && value->number <= most) return value->number;
  tell_range(key, es6_number(value->number), es6_number(least), most < kNoLimit ? es6_number(most) : "");
  return std::nullopt;
}

std::optional<int> Section::whole(std::string_view key, int least, int most) {
  const TomlValue* value = raw(key);
  if (value == nullptr) return std::nullopt;
  if (value->kind != TomlKind::integer) {
    wrong(key, *value, "@scheme.expect.whole");
    return std::nullopt;
  }
  if (value->integer < least || value->integer > most) {
    tell_range(key, std::to_string(value->integer), std::to_string(least),
               most < INT_MAX ? std::to_string(most) : std::string());
    return std::nullopt;
  }
  return static_cast<int>(value->integer);
}

std::optional<bool> Section::flag(std::string_view key) {
  const TomlValue* value = raw(key);
  if (value == nullptr) return std::nullopt;
  if (value->kind != TomlKind::boolean) {
    wrong(key, *value, "true, false");
    return std::nullopt;
  }
  return value->boolean;
}

std::vector<double> Section::numbers(std::string_view key) {
  std::vector<double> result;
  const TomlValue* value = raw(key);
  if (value == nullptr) return result;
  if (value->kind != TomlKind::array) {
    wrong(key, *value, "@scheme.expect.numbers");
    return result;
  }
  for (const TomlValue& item : value->items) {
    if (is_number(item)) {
      result.push_back(item.number);
    } else {
      wrong(key, item, "@scheme.expect.number");
    }
  }
  return result;
}

std::vector<std::string> Section::texts(std::string_view key) {
  std::vector<std::string> result;
  const TomlValue* value = raw(key);
  if (value == nullptr) return result;
  if (value->kind != TomlKind::array) {
    wrong(key, *value, "@scheme.expect.texts");
    return result;
  }
  for (const TomlValue& item : value->items) {
    if (item.kind == TomlKind::text) {
      result.push_back(item.text);
    } else {
      wrong(key, item, "@scheme.expect.text");
    }
  }
  return result;
}

Names Section::names(std::string_view key, Need need) {
  const TomlValue* value = find(key, need, "@scheme.expect.names");
  if (value == nullptr) return {};
  if (value->kind != TomlKind::table) {
    wrong(key, *value, "@scheme.expect.names");
    return {};
  }
  Section inner(*value, dotted(key), file_, *diagnostics_);
  Names names{inner.text("zh").value_or(""), inner.text("en").value_or("")};
  inner.finish();
  if (names.zh.empty() != names.en.empty()) {
    warning(key, {"scheme.one_language", {{"language", names.zh.empty() ? "zh" : "en"}}});
  } else if (names.zh.empty() && need == Need::required) {
    wrong(key, *value, "@scheme.expect.names");
  }
  return names;
}

std::optional<Section> Section::table(std::string_view key, Need need) {
  const TomlValue* value = find(key, need, "@scheme.expect.table");
  if (value == nullptr) return std::nullopt;
  if (value->kind != TomlKind::table) {
    wrong(key, *value, "@scheme.expect.table");
    return std::nullopt;
  }
  return Section(*value, dotted(key), file_, *diagnostics_);
}

std::vector<Section> Section::tables(std::string_view key) {
  std::vector<Section> result;
  const TomlValue* value = raw(key);
  if (value == nullptr) return result;
  if (value->kind != TomlKind::array) {
    wrong(key, *value, "@scheme.expect.tables");
    return result;
  }
  for (std::size_t i = 0; i < value->items.size(); ++i) {
    const TomlValue& item = value->items[i];
    if (item.kind != TomlKind::table) {
      wrong(key, item, "@scheme.expect.table");
    } else {
      result.emplace_back(item, dotted(key) + "[" + std::to_string(i + 1) + "]", file_, *diagnostics_);
    }
  }
  return result;
}

std::vector<std::string> Section::keys() const {
  std::vector<std::string> keys;
  for (const TomlEntry& entry : table_->entries) keys.push_back(entry.key);
  return keys;
}

void Section::finish() {
  for (const TomlEntry& entry : table_->entries) {
    if (std::find(asked_.begin(), asked_.end(), entry.key) != asked_.end()) continue;
    diagnostics_->error({file_, {}, entry.line, entry.column, dotted(entry.key)}, {"scheme.unknown_key"},
                        did_you_mean(entry.key, asked_));
  }
}

}  // namespace dajuan::index
