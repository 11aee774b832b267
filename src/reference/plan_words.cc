#include "reference/plan_words.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "reference/frame.h"

namespace dajuan::reference {
namespace {

using index::FitScope;
using index::Normalisation;
using index::NormaliseMethod;
using index::Ties;
using index::Treatment;
using index::TreatmentPlan;

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

Ties read_ties(Words& words, Ties general) {
  if (!words.has("ties")) return general;
  return words.choose<Ties>("ties", {{"min", Ties::min}, {"average", Ties::average}, {"max", Ties::max}});
}

void read_pair(Words& words, std::string_view key, double& low, double& high) {
  if (!words.has(key)) return;
  const std::vector<double> pair = words.numbers(key);
  if (pair.size() != 2) {
    words.wrong_kind(key, "reference.kind.pair");
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

}  // namespace

std::optional<FitScope> read_scope(Words& words) {
  if (!words.has("per")) return std::nullopt;
  FitScope scope;
  scope.kind = words.choose<FitScope::Kind>(
      "per", {{"year", FitScope::Kind::per_period}, {"all years pooled", FitScope::Kind::pooled}});
  return scope;
}

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

}  // namespace dajuan::reference
