#include "reference/words.h"

#include <cmath>

namespace dajuan::reference {

namespace {

const JsonValue kEmpty = JsonValue::object();

}  // namespace

Words::Words(const JsonValue& object, std::string file, std::string place, Diagnostics& diagnostics)
    : object_(object.kind() == JsonKind::object ? &object : &kEmpty),
      file_(std::move(file)),
      place_(std::move(place)),
      diagnostics_(&diagnostics) {}

Place Words::place(std::string_view key) const {
  return {file_, "", 0, 0, place_.empty() ? std::string(key) : place_ + "." + std::string(key)};
}

const JsonValue* Words::find(std::string_view key) {
  asked_.emplace(key);
  return object_->find(key);
}

bool Words::has(std::string_view key) const { return object_->find(key) != nullptr; }

bool Words::has_value(std::string_view key) {
  const JsonValue* value = find(key);
  return value && !value->is_null();
}

bool Words::is_text(std::string_view key) const {
  const JsonValue* value = object_->find(key);
  return value && value->kind() == JsonKind::text;
}

bool Words::is_object(std::string_view key) const {
  const JsonValue* value = object_->find(key);
  return value && value->kind() == JsonKind::object;
}

std::vector<std::string> Words::keys() const {
  std::vector<std::string> names;
  for (const auto& [name, value] : object_->members()) names.push_back(name);
  return names;
}

void Words::require(std::string_view key) {
  if (!has(key))
    diagnostics_->error(place(key), Message("reference.missing_key", {{"key", std::string(key)}}));
}

const JsonValue* Words::expect(std::string_view key, JsonKind wanted, const char* kind) {
  const JsonValue* value = find(key);
  if (!value) {
    require(key);
    return nullptr;
  }
  if (value->kind() == wanted) return value;
  wrong_kind(key, kind);
  return nullptr;
}

void Words::wrong_kind(std::string_view key, const char* kind) {
  diagnostics_->error(place(key), Message("reference.wrong_kind",
                                          {{"key", std::string(key)}, {"kind", std::string("@") + kind}}));
}

std::string Words::text(std::string_view key) {
  const JsonValue* value = expect(key, JsonKind::text, "reference.kind.text");
  return value ? value->text() : std::string();
}

std::vector<std::string> Words::texts(std::string_view key) {
  if (is_text(key) || !has(key)) return {text(key)};
  std::vector<std::string> all;
  const JsonValue* list = expect(key, JsonKind::array, "reference.kind.list");
  if (!list) return all;
  for (const JsonValue& item : list->items()) {
    if (item.kind() == JsonKind::text)
      all.push_back(item.text());
    else
      wrong_kind(key, "reference.kind.text");
  }
  return all;
}

double Words::number(std::string_view key) {
  const JsonValue* value = expect(key, JsonKind::number, "reference.kind.number");
  return value ? value->number() : 0.0;
}

double Words::number(std::string_view key, double otherwise) { return has(key) ? number(key) : otherwise; }

std::vector<double> Words::numbers(std::string_view key) {
  const JsonValue* value = find(key);
  if (!value || value->kind() != JsonKind::array) return {number(key)};
  std::vector<double> all;
  for (const JsonValue& item : value->items()) {
    if (item.kind() == JsonKind::number)
      all.push_back(item.number());
    else
      wrong_kind(key, "reference.kind.number");
  }
  if (all.empty()) all.push_back(0.0);
  return all;
}

std::vector<std::vector<double>> Words::rows(std::string_view key) {
  std::vector<std::vector<double>> all;
  const JsonValue* list = expect(key, JsonKind::array, "reference.kind.list");
  if (!list) return all;
  for (const JsonValue& row : list->items()) {
    all.emplace_back();
    if (row.kind() != JsonKind::array) wrong_kind(key, "reference.kind.list");
    for (const JsonValue& item : row.items()) {
      if (item.kind() != JsonKind::number) wrong_kind(key, "reference.kind.number");
      all.back().push_back(item.number());
    }
  }
  return all;
}

int Words::whole(std::string_view key, int otherwise) {
  if (!has(key)) return otherwise;
  const double value = number(key);
  if (value == std::floor(value) && std::fabs(value) < 1e9) return static_cast<int>(value);
  wrong_kind(key, "reference.kind.whole");
  return otherwise;
}

bool Words::flag(std::string_view key, bool otherwise) {
  if (!has(key)) return otherwise;
  const JsonValue* value = expect(key, JsonKind::boolean, "reference.kind.flag");
  return value ? value->boolean() : otherwise;
}

Words Words::object(std::string_view key) {
  const JsonValue* value = expect(key, JsonKind::object, "reference.kind.object");
  return {value ? *value : kEmpty, file_, place(key).column_name, *diagnostics_};
}

std::vector<Words> Words::objects(std::string_view key) {
  std::vector<Words> all;
  const JsonValue* list = expect(key, JsonKind::array, "reference.kind.list");
  if (!list) return all;
  for (std::size_t i = 0; i < list->items().size(); ++i) {
    const JsonValue& item = list->items()[i];
    if (item.kind() != JsonKind::object) wrong_kind(key, "reference.kind.object");
    all.emplace_back(item, file_, place(key).column_name + "[" + std::to_string(i) + "]", *diagnostics_);
  }
  return all;
}

void Words::for_people(const std::vector<std::string_view>& keys) {
  for (const std::string_view key : keys) asked_.emplace(key);
}

void Words::unknown(std::string_view key, std::string_view found) {
  diagnostics_->error(place(key), Message("reference.unknown_word",
                                          {{"key", std::string(key)}, {"found", std::string(found)}}));
}

void Words::done() {
  for (const auto& [name, value] : object_->members())
    if (!asked_.contains(name))
      diagnostics_->error(place(name), Message("reference.unknown_key", {{"key", name}}));
}

}  // namespace dajuan::reference
