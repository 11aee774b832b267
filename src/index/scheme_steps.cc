#include "index/scheme_steps.h"

#include <algorithm>

#include "index/fit_file.h"
#include "index/normalise_file.h"
#include "index/step_order.h"
#include "index/words.h"

namespace dajuan::index {
namespace {

/// Keys of a table that are codes; each value is read by `read(section, code)`.
template <typename Read>
void each_code(Section& section, std::string_view key, const std::vector<std::string>& known, Read read) {
  std::optional<Section> table = section.table(key);
  if (!table) return;
  for (const std::string& code : table->keys()) {
    check_code(*table, code, code, known);
    read(*table, code);
  }
}

OutlierCheck read_check(Section& section, OutlierCheck check) {
  check.skew = section.number("skew", 0).value_or(check.skew);
  check.kurt = section.number("kurt").value_or(check.kurt);
  return check;
}

Treatment read_treatment(Section& section) {
  Treatment treatment;
  treatment.method = section.word("method", Words<Treatment::Method>(kTreatments), Need::required)
                         .value_or(Treatment::Method::none);
  if (treatment.method == Treatment::Method::winsorise) {
    treatment.max_points = section.whole("max_points", 1).value_or(-1);
    if (section.has("skew") || section.has("kurt")) treatment.check = read_check(section, {});
  }
  if (treatment.method == Treatment::Method::boxcox) {
    treatment.lambda = section.number("lambda").value_or(0);
  }
  treatment.force = section.flag("force").value_or(false);
  section.finish();
  return treatment;
}

/// Fields that are there replace those of `plan`.
TreatmentPlan read_plan(Section& section, TreatmentPlan plan) {
  if (std::optional<Section> check = section.table("check")) {
    plan.check = read_check(*check, plan.check);
    check->finish();
  }
  if (std::optional<Section> first = section.table("first")) plan.first = read_treatment(*first);
  if (std::optional<Section> second = section.table("second")) plan.second = read_treatment(*second);
  plan.combine = section.flag("combine").value_or(plan.combine);
  plan.fall_back_to_original = section.flag("fall_back_to_original").value_or(plan.fall_back_to_original);
  return plan;
}

AggregateLevel read_level(Section& section, AggregateLevel level) {
  using M = AggregateMethod;
  level.method = section.word("method", Words<M>(kAggregations)).value_or(level.method);
  level.min_availability = section.number("min_availability", 0, 1).value_or(level.min_availability);
  level.availability_by_weight =
      section.flag("availability_by_weight").value_or(level.availability_by_weight);
  switch (level.method) {
    case M::power:
      level.power = section.number("p").value_or(level.power);
      if (level.power == 0) section.error("p", {"scheme.power_zero"});
      [[fallthrough]];
    case M::geometric:
    case M::harmonic:
      level.zero_outside_domain = section.flag("zero_outside_domain").value_or(level.zero_outside_domain);
      break;
    case M::mazziotta_pareto: {
      constexpr Word<bool> kPenalties[] = {{"downwards", true}, {"upwards", false}};
      level.penalty_downwards =
          section.word("penalty", Words<bool>(kPenalties)).value_or(level.penalty_downwards);
      break;
    }
    case M::benefit_of_the_doubt:
      level.min_share = section.number("min_share", 0, 1).value_or(level.min_share);
      level.max_share = section.number("max_share", 0, 1).value_or(level.max_share);
      if (level.min_share > level.max_share) section.error("min_share", {"scheme.shares"});
      break;
    case M::arithmetic:
    case M::copeland:
      break;
  }
  return level;
}

class StepReader {
 public:
  explicit StepReader(const StepContext& context) : context_(context) {}

  std::optional<Step> read(Section& section) {
    constexpr Word<Step (StepReader::*)(Section&)> kReaders[] = {
        {"denominate", &StepReader::denominate},
        {"impute", &StepReader::impute},
        {"impute_over_time", &StepReader::impute_over_time},
        {"screen", &StepReader::screen},
        {"treat", &StepReader::treat},
        {"normalise", &StepReader::normalise},
        {"aggregate", &StepReader::aggregate}};
    const auto reader = section.word("step", Words<Step (StepReader::*)(Section&)>(kReaders), Need::required);
    if (!reader) return std::nullopt;
    Step step = (this->**reader)(section);
    section.finish();
    return step;
  }

 private:
  std::optional<FitScope> fit(Section& section) {
    return read_fit(section, "fit", context_.frequency, Need::optional);
  }

  Step denominate(Section&) { return DenominateStep{}; }

  Step impute(Section& section) {
    ImputeStep step;
    using Kind = std::pair<ImputeStep::Statistic, ImputeStep::By>;
    constexpr Word<Kind> kMethods[] = {
        {"mean", {ImputeStep::Statistic::mean, ImputeStep::By::indicator}},
        {"median", {ImputeStep::Statistic::median, ImputeStep::By::indicator}},
        {"group_mean", {ImputeStep::Statistic::mean, ImputeStep::By::group}},
        {"group_median", {ImputeStep::Statistic::median, ImputeStep::By::group}},
        {"row_mean", {ImputeStep::Statistic::mean, ImputeStep::By::row}},
        {"row_median", {ImputeStep::Statistic::median, ImputeStep::By::row}}};
    const auto kind = section.word("method", Words<Kind>(kMethods), Need::required);
    if (kind) std::tie(step.statistic, step.by) = *kind;
    if (step.by == ImputeStep::By::group) {
      step.group = section.text("group", Need::required).value_or("");
      step.fall_back_to_indicator = section.flag("fall_back_to_indicator").value_or(false);
    }
    if (step.by == ImputeStep::By::row) step.within_level = level(section, "within_level").value_or(0);
    step.scope = fit(section);
    return step;
  }

  Step impute_over_time(Section& section) {
    using M = ImputeOverTimeStep::Method;
    ImputeOverTimeStep step;
    step.method = section.word("method", Words<M>(kOverTime), Need::required).value_or(M::last);
    if (step.method == M::last) step.max_back = section.whole("max_back", 1);
    if (step.method != M::last && context_.released) {
      section.error("method",
                    {"scheme.over_time_ahead", {{"found", std::string(word_of(kOverTime, step.method))}}},
                    {"scheme.bridging_ahead_hint"});
    }
    return step;
  }

  Step screen(Section& section) {
    ScreenStep step;
    using R = ScreenStep::Rule;
    step.rule = section.word("rule", Words<R>(kScreenRules), Need::required).value_or(R::availability);
    if (step.rule != R::nonzero) step.min_availability = section.number("min_availability", 0, 1).value_or(0);
    if (step.rule != R::availability) step.min_nonzero = section.number("min_nonzero", 0, 1).value_or(0);
    if (std::optional<Section> force = section.table("force")) {
      for (const std::string& unit : force->keys()) step.force[unit] = force->flag(unit).value_or(true);
    }
    return step;
  }

  Step treat(Section& section) {
    TreatStep step;
    step.plan = read_plan(section, {});
    if (!section.has("first")) {
      section.error("first", {"scheme.missing_key", {{"expected", "@scheme.expect.treatment"}}});
    }
    each_code(section, "overrides", context_.codes.indicators, [&](Section& table, const std::string& code) {
      const TomlValue* value = table.raw(code);
      if (value->kind == TomlKind::text && value->text == "none") {
        step.overrides[code] = {};
      } else if (std::optional<Section> plan = table.table(code)) {
        step.overrides[code] = read_plan(*plan, step.plan);
        plan->finish();
      }
    });
    step.scope = fit(section);
    return step;
  }

  Step normalise(Section& section) {
    NormaliseStep step;
    if (!section.has("method")) {
      section.word("method", Words<NormaliseMethod>(kNormalisations), Need::required);
    }
    step.general = read_normalisation(section, {});
    each_code(section, "overrides", context_.codes.indicators, [&](Section& table, const std::string& code) {
      if (std::optional<Section> rule = table.table(code)) {
        step.overrides[code] = read_normalisation(*rule, step.general);
        rule->finish();
      }
    });
    each_code(section, "goalposts", context_.codes.indicators, [&](Section& table, const std::string& code) {
      if (const auto ends = read_range(table, code)) step.goalposts[code] = *ends;
    });
    step.scope = fit(section);
    return step;
  }

  Step aggregate(Section& section) {
    AggregateStep step;
    const AggregateLevel general = read_level(section, {});
    const std::vector<std::string>& names = context_.codes.levels;
    step.levels = {general};
    if (section.has("levels")) {
      step.levels.assign(std::max<std::size_t>(names.size(), 2) - 1, general);
      const std::vector<std::string> made(names.begin() + (names.empty() ? 0 : 1), names.end());
      each_code(section, "levels", made, [&](Section& table, const std::string& name) {
        std::optional<Section> level = table.table(name);
        const auto at = std::find(made.begin(), made.end(), name);
        if (!level || at == made.end()) return;
        step.levels[static_cast<std::size_t>(at - made.begin())] = read_level(*level, general);
        level->finish();
      });
    }
    each_code(section, "nodes", context_.codes.aggregates, [&](Section& table, const std::string& code) {
      if (std::optional<Section> level = table.table(code)) {
        step.nodes[code] = read_level(*level, general);
        level->finish();
      }
    });
    return step;
  }

  std::optional<int> level(Section& section, std::string_view key) {
    const std::optional<std::string> name = section.text(key);
    if (!name) return std::nullopt;
    const std::vector<std::string>& names = context_.codes.levels;
    const auto at = std::find(names.begin(), names.end(), *name);
    if (at != names.end()) return static_cast<int>(at - names.begin()) + 1;
    section.bad_word(key, *name, names);
    return std::nullopt;
  }

  const StepContext& context_;
};

}  // namespace

void check_code(const Section& section, std::string_view key, const std::string& code,
                const std::vector<std::string>& known) {
  if (known.empty() || std::find(known.begin(), known.end(), code) != known.end()) return;
  const std::string near = nearest(code, known);
  section.error(key, {"scheme.unknown_code", {{"found", code}}},
                near.empty() ? Message() : Message("scheme.did_you_mean", {{"nearest", near}}));
}

std::vector<Step> read_steps(std::vector<Section> sections, const StepContext& context) {
  StepReader reader(context);
  std::vector<Step> steps;
  std::vector<Section> places;
  for (Section& section : sections) {
    if (std::optional<Step> step = reader.read(section)) {
      steps.push_back(std::move(*step));
      places.push_back(section);
    }
  }
  check_order(steps, places, context.codes.indicators);
  return steps;
}

}  // namespace dajuan::index
