#include "reference/step_words.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "reference/frame.h"

namespace dajuan::reference {
namespace {

using index::AggregateMethod;
using index::FitScope;
using index::ImputeOverTimeStep;
using index::ImputeStep;
using index::Normalisation;
using index::NormaliseMethod;
using index::ScreenStep;
using index::Ties;
using index::Treatment;
using index::TreatmentPlan;

std::optional<FitScope> read_scope(Words& words) {
  if (!words.has("per")) return std::nullopt;
  FitScope scope;
  scope.kind = words.choose<FitScope::Kind>(
      "per", {{"year", FitScope::Kind::per_period}, {"all years pooled", FitScope::Kind::pooled}});
  return scope;
}

/// A file with a column iCode: its rows by that code, as the numbers of the other wanted columns.
std::map<std::string, std::vector<double>, std::less<>> read_by_code(const std::filesystem::path& path,
                                                                     const std::vector<std::string>& wanted,
                                                                     Diagnostics& diagnostics) {
  std::map<std::string, std::vector<double>, std::less<>> by_code;
  const RawTable table = read_raw(path.string(), diagnostics);
  if (table.header.empty()) return by_code;
  const auto code = table.column("iCode");
  std::vector<std::optional<std::size_t>> columns;
  for (const std::string& name : wanted) columns.push_back(table.column(name));
  if (!code || std::find(columns.begin(), columns.end(), std::nullopt) != columns.end()) {
    diagnostics.error(
        {path.string(), "", 1, 0, ""},
        Message("reference.lacks_columns", {{"columns", fmt::format("iCode, {}", fmt::join(wanted, ", "))}}));
    return by_code;
  }
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    std::vector<double> numbers;
    for (const auto& column : columns) {
      const std::optional<double> number = read_number(table.rows[r][*column]);
      if (!number)
        diagnostics.error({path.string(), "", static_cast<std::uint32_t>(r + 2), 0, table.header[*column]},
                          Message("reference.not_a_number", {{"found", table.rows[r][*column]}}));
      numbers.push_back(number.value_or(0));
    }
    by_code[table.rows[r][*code]] = numbers;
  }
  return by_code;
}

ImputeStep read_impute(Words& words) {
  enum class Filling { mean, median, group_mean, group_median };
  ImputeStep step;
  const Filling filling = words.choose<Filling>("method", {{"mean", Filling::mean},
                                                           {"median", Filling::median},
                                                           {"group_mean", Filling::group_mean},
                                                           {"group_median", Filling::group_median}});
  const bool median = filling == Filling::median || filling == Filling::group_median;
  step.statistic = median ? ImputeStep::Statistic::median : ImputeStep::Statistic::mean;
  if (filling == Filling::group_mean || filling == Filling::group_median) {
    step.by = ImputeStep::By::group;
    step.group = words.text("group");
  } else if (words.has("by")) {
    step.by = words.choose<ImputeStep::By>("by", {{"row", ImputeStep::By::row}});
    step.within_level = words.whole("within_level", 0);
    if (!words.flag("rescale_first", true)) words.unknown("rescale_first", "false");
  }
  step.scope = read_scope(words);
  return step;
}

ImputeOverTimeStep read_impute_over_time(Words& words) {
  using Method = ImputeOverTimeStep::Method;
  ImputeOverTimeStep step;
  step.method = words.choose<Method>("method", {{"latest", Method::last},
                                                {"constant", Method::constant},
                                                {"linear", Method::linear},
                                                {"linear-constant", Method::linear_constant}});
  if (words.has_value("max_time_points_back")) step.max_back = words.whole("max_time_points_back", 0);
  return step;
}

ScreenStep read_screen(Words& words) {
  ScreenStep step;
  step.rule = words.choose<ScreenStep::Rule>("rule", {{"availability", ScreenStep::Rule::availability},
                                                      {"nonzero", ScreenStep::Rule::nonzero},
                                                      {"both", ScreenStep::Rule::both}});
  if (step.rule != ScreenStep::Rule::nonzero) step.min_availability = words.number("min_availability");
  if (step.rule != ScreenStep::Rule::availability) step.min_nonzero = words.number("min_nonzero");
  if (words.has("force")) {
    Words force = words.object("force");
    for (const std::string& unit : force.keys()) step.force[unit] = force.flag(unit, false);
    force.done();
  }
  read_scope(words);  // a unit is screened by its own row: both scopes are the same
  return step;
}

Treatment read_treatment(Words words, const index::OutlierCheck& check) {
  using Method = Treatment::Method;
  Treatment treatment;
  treatment.method = words.choose<Method>("method", {{"none", Method::none},
                                                     {"winsorise", Method::winsorise},
                                                     {"log_shift", Method::log_shift},
                                                     {"log_unit_shift", Method::log_unit_shift},
                                                     {"log_shift_signed", Method::log_shift_signed},
                                                     {"boxcox", Method::boxcox}});
  if (treatment.method == Method::winsorise) {
    treatment.max_points = words.whole("max_points", -1);
    treatment.ties_may_overrun = true;  // ties are cut together, also over the limit
    if (words.has("skew") || words.has("kurt"))
      treatment.check = {words.number("skew", check.skew), words.number("kurt", check.kurt)};
  }
  if (treatment.method == Method::boxcox) treatment.lambda = words.number("lambda");
  words.done();
  return treatment;
}

/// The fields that are there replace those of `general`.
TreatmentPlan read_plan(Words& words, TreatmentPlan general) {
  if (words.has("check")) {
    Words check = words.object("check");
    general.check = {check.number("skew"), check.number("kurt")};
    check.done();
  }
  if (words.has("first")) general.first = read_treatment(words.object("first"), general.check);
  if (words.has("second")) general.second = read_treatment(words.object("second"), general.check);
  general.combine = words.flag("combine", general.combine);
  return general;
}

index::TreatStep read_treat(Words& words) {
  index::TreatStep step;
  words.require("first");
  words.require("check");
  step.plan = read_plan(words, {});
  if (words.has("overrides")) {
    Words overrides = words.object("overrides");
    for (const std::string& code : overrides.keys()) {
      if (overrides.is_text(code)) {
        overrides.choose<bool>(code, {{"none", true}});
        step.overrides[code] = {};
      } else {
        Words one = overrides.object(code);
        step.overrides[code] = read_plan(one, step.plan);
        one.done();
      }
    }
    overrides.done();
  }
  step.scope = read_scope(words);
  return step;
}

Ties read_ties(Words& words, Ties general) {
  if (!words.has("ties")) return general;
  return words.choose<Ties>("ties", {{"min", Ties::min}, {"average", Ties::average}, {"max", Ties::max}});
}

void read_pair(Words& words, std::string_view key, double& low, double& high) {
  if (!words.has(key)) return;
  const std::vector<double> pair = words.numbers(key);
  if (pair.size() != 2) {
    words.unknown(key, std::to_string(pair.size()));
    return;
  }
  low = pair[0];
  high = pair[1];
}

/// The fields that are there replace those of the general plan, where there is one.
Normalisation read_normalisation(Words& words, const Normalisation* general) {
  using Method = NormaliseMethod;
  Normalisation plan = general ? *general : Normalisation();
  if (words.has("method") || !general)
    plan.method = words.choose<Method>("method", {{"none", Method::none},
                                                  {"minmax", Method::minmax},
                                                  {"zscore", Method::zscore},
                                                  {"scaled", Method::scaled},
                                                  {"rank", Method::rank},
                                                  {"borda", Method::borda},
                                                  {"percentile_rank", Method::percentile_rank},
                                                  {"distance_to_max", Method::distance_to_max},
                                                  {"distance_to_reference", Method::distance_to_reference},
                                                  {"distance_to_target", Method::distance_to_target},
                                                  {"fraction_of_max", Method::fraction_of_max},
                                                  {"goalposts", Method::goalposts}});
  const bool inherits = general && general->method == plan.method;
  switch (plan.method) {
    case Method::minmax:
      if (!inherits) words.require("range");
      read_pair(words, "range", plan.lower, plan.upper);
      break;
    case Method::zscore:
      plan.mean = words.number("mean", plan.mean);
      plan.sd = words.number("sd", plan.sd);
      break;
    case Method::scaled:
      if (!inherits) words.require("bounds");
      read_pair(words, "bounds", plan.lower, plan.upper);
      plan.scale = words.number("scale", plan.scale);
      break;
    case Method::rank:
    case Method::borda:
    case Method::percentile_rank:
      plan.ties = read_ties(words, plan.ties);
      break;
    case Method::distance_to_reference:
      if (!inherits || words.has("reference_unit")) plan.reference_unit = words.text("reference_unit");
      plan.cap_at_1 = words.flag("cap_at_1", plan.cap_at_1);
      break;
    case Method::distance_to_target:
      plan.cap_at_1 = words.flag("cap_at_1", plan.cap_at_1);
      break;
    case Method::goalposts:
      plan.clamp = words.flag("clamp", plan.clamp);
      plan.scale = words.number("scale", plan.scale);
      break;
    default:  // the other methods have no parameters
      break;
  }
  return plan;
}

index::NormaliseStep read_normalise(Words& words, const std::filesystem::path& folder,
                                    Diagnostics& diagnostics) {
  index::NormaliseStep step;
  step.general = read_normalisation(words, nullptr);
  if (words.has("overrides")) {
    Words overrides = words.object("overrides");
    for (const std::string& code : overrides.keys()) {
      if (overrides.is_text(code)) {
        overrides.choose<bool>(code, {{"none", true}});
        step.overrides[code].method = NormaliseMethod::none;
        continue;
      }
      Words one = overrides.object(code);
      if (one.has("step")) one.choose<bool>("step", {{"normalise", true}});
      step.overrides[code] = read_normalisation(one, &step.general);
      one.done();
    }
    overrides.done();
  }
  if (words.has("goalposts")) {
    const auto posts = read_by_code(folder / words.text("goalposts"), {"lower", "upper"}, diagnostics);
    for (const auto& [code, post] : posts) step.goalposts[code] = {post[0], post[1]};
  }
  words.flag("from_metadata", true);  // posts of the structure serve where the file has none
  step.scope = read_scope(words);
  return step;
}

template <typename Value>
const Value& at_or_only(const std::vector<Value>& values, std::size_t i) {
  return values[values.size() == 1 ? 0 : i];
}

index::AggregateStep read_aggregate(Words& words, const std::filesystem::path& folder,
                                    Diagnostics& diagnostics) {
  using Method = AggregateMethod;
  const std::vector<Method> methods = words.choose_all<Method>("method", {{"arithmetic", Method::arithmetic},
                                                                          {"geometric", Method::geometric},
                                                                          {"harmonic", Method::harmonic},
                                                                          {"power", Method::power},
                                                                          {"copeland", Method::copeland}});
  const bool has_power = std::find(methods.begin(), methods.end(), Method::power) != methods.end();
  if (has_power) words.require("p");
  const std::vector<double> powers =
      has_power && words.has("p") ? words.numbers("p") : std::vector<double>{1.0};
  const std::vector<double> limits =
      words.has("min_availability") ? words.numbers("min_availability") : std::vector<double>{0.0};
  index::AggregateStep step;
  const std::size_t levels = std::max({methods.size(), powers.size(), limits.size()});
  for (const std::size_t size : {methods.size(), powers.size(), limits.size()}) {
    if (size == levels || size == 1) continue;
    words.unknown("method", std::to_string(size));
    return step;
  }
  step.levels.assign(levels, {});
  for (std::size_t i = 0; i < levels; ++i) {
    step.levels[i].method = at_or_only(methods, i);
    step.levels[i].power = at_or_only(powers, i);
    step.levels[i].min_availability = at_or_only(limits, i);
  }
  const std::string weights = words.has("weights") ? words.text("weights") : "metadata";
  if (weights != "metadata")
    for (const auto& [code, weight] : read_by_code(folder / weights, {"Weight"}, diagnostics))
      step.weights[code] = weight[0];
  return step;
}

}  // namespace

index::Step read_step(Words& words, const std::filesystem::path& folder, Diagnostics& diagnostics) {
  enum class Kind { denominate, impute, impute_over_time, screen, treat, normalise, aggregate };
  const Kind kind = words.choose<Kind>("step", {{"denominate", Kind::denominate},
                                                {"impute", Kind::impute},
                                                {"impute_over_time", Kind::impute_over_time},
                                                {"screen", Kind::screen},
                                                {"treat", Kind::treat},
                                                {"normalise", Kind::normalise},
                                                {"aggregate", Kind::aggregate}});
  const auto read = [&]() -> index::Step {
    switch (kind) {
      case Kind::impute:
        return read_impute(words);
      case Kind::impute_over_time:
        return read_impute_over_time(words);
      case Kind::screen:
        return read_screen(words);
      case Kind::treat:
        return read_treat(words);
      case Kind::normalise:
        return read_normalise(words, folder, diagnostics);
      case Kind::aggregate:
        return read_aggregate(words, folder, diagnostics);
      case Kind::denominate:
        break;
    }
    return index::DenominateStep{};
  };
  index::Step step = read();
  words.done();
  return step;
}

}  // namespace dajuan::reference
