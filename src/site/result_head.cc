#include "site/result_head.h"

#include <filesystem>

#include "base/json.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

class Head {
 public:
  Head(std::string file, Diagnostics& diagnostics) : file_(std::move(file)), diagnostics_(diagnostics) {}

  const JsonValue* member(const JsonValue& object, const char* key, JsonKind kind) {
    const JsonValue* value = object.find(key);
    if (value != nullptr && value->kind() == kind) return value;
    diagnostics_.error({file_, "", 0, 0, key}, {"site.problem.json"});
    return nullptr;
  }
  std::string text(const JsonValue& object, const char* key) {
    const JsonValue* value = member(object, key, JsonKind::text);
    return value == nullptr ? "" : displayable(value->text());
  }
  Names names(const JsonValue& object, const char* key) {
    const JsonValue* value = member(object, key, JsonKind::object);
    return value == nullptr ? Names() : Names{text(*value, "zh"), text(*value, "en")};
  }
  Period period(const JsonValue& object, const char* key) {
    const JsonValue* value = member(object, key, JsonKind::text);
    if (value == nullptr) return {};
    if (const std::optional<Period> period = Period::parse(value->text())) return *period;
    diagnostics_.error({file_, "", 0, 0, key}, Message("site.problem.period", {{"found", value->text()}}));
    return {};
  }
  double number(const JsonValue& object, const char* key) {
    const JsonValue* value = member(object, key, JsonKind::number);
    return value == nullptr ? 0 : value->number();
  }
  /// null where nothing was compared.
  std::optional<Period> compared(const JsonValue& object, const char* key) {
    const JsonValue* value = object.find(key);
    if (value != nullptr && value->kind() == JsonKind::null) return std::nullopt;
    return period(object, key);
  }
  ChanceHead chance(const JsonValue& object) {
    ChanceHead read;
    const JsonValue* value = member(object, "uncertainty", JsonKind::object);
    if (value == nullptr) return read;
    read.level = number(*value, "level");
    read.false_discovery = number(*value, "false_discovery");
    read.seed = text(*value, "seed");
    read.draws = static_cast<long long>(number(*value, "draws"));
    read.draw_error = number(*value, "draw_error");
    if (const JsonValue* said = member(*value, "independent", JsonKind::boolean))
      read.independent = said->boolean();
    read.modelled = number(*value, "modelled");
    if (const JsonValue* periods = member(*value, "compared", JsonKind::object)) {
      read.compared[kPrevious] = compared(*periods, "previous");
      read.compared[kYearAgo] = compared(*periods, "year_ago");
      read.compared[kBase] = compared(*periods, "base");
    }
    return read;
  }
  std::string inner(const JsonValue& object, const char* key, const char* inner_key) {
    const JsonValue* value = member(object, key, JsonKind::object);
    return value == nullptr ? "" : text(*value, inner_key);
  }

  std::optional<ResultMap> map(const JsonValue& object) {
    if (object.find("map") == nullptr) return std::nullopt;
    const JsonValue* value = member(object, "map", JsonKind::object);
    if (value == nullptr) return std::nullopt;
    ResultMap map{text(*value, "file"), text(*value, "property"), names(*value, "credit"), {}};
    if (value->find("approval") != nullptr) map.approval = names(*value, "approval");
    return map;
  }

 private:
  std::string file_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::optional<ResultHead> read_head(const std::string& folder, Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.errors();
  for (const char* path : {"release.json", "scores/scores.csv"}) {
    std::error_code ignored;
    if (std::filesystem::is_regular_file(folder + "/" + path, ignored)) continue;
    diagnostics.error({folder, "", 0, 0, ""}, Message("site.problem.no_result", {{"file", path}}),
                      {"site.problem.no_result_hint"});
    return std::nullopt;
  }
  const std::string file = folder + "/release.json";
  const std::optional<JsonValue> json = read_json(file, diagnostics);
  if (!json) return std::nullopt;
  ResultHead result;
  result.folder = folder;
  Head head(file, diagnostics);
  result.series = head.text(*json, "series");
  result.period = head.period(*json, "period");
  if (const JsonValue* value = head.member(*json, "revision", JsonKind::number))
    result.revision = static_cast<long long>(value->number());
  result.scheme_version = head.inner(*json, "scheme", "version");
  result.engine_version = head.inner(*json, "engine", "version");
  if (const JsonValue* value = head.member(*json, "simulated", JsonKind::boolean))
    result.simulated = value->boolean();
  result.title = head.names(*json, "title");
  if (json->find("summary") != nullptr) result.summary = head.names(*json, "summary");
  result.caution = head.names(*json, "caution");
  result.source = head.names(*json, "source");
  result.members = head.text(*json, "members");
  result.regions_file = head.text(*json, "regions");
  if (const JsonValue* value = head.member(*json, "periods", JsonKind::object))
    result.first = head.period(*value, "first");
  result.map = head.map(*json);
  result.chance = head.chance(*json);
  if (diagnostics.errors() > before) return std::nullopt;
  return result;
}

}  // namespace dajuan::site
