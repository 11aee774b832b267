#pragma once
// Made-up indices of every kind: each step with each of its methods, under each scope.
#include <string>
#include <utility>
#include <vector>

#include "made_up.h"

namespace dajuan::index::made_up {

/// The tree of `drafts` with goalposts, targets and denominators.
inline Structure furnished_structure() {
  std::vector<NodeDraft> all = drafts();
  int number = 0;
  for (NodeDraft& each : all) {
    if (each.node.code.size() != 2) continue;
    if (number % 4 != 3) {
      each.node.lower_post = 2;
      each.node.upper_post = 30 + number;
    }
    if (number % 5 != 4) each.node.target = 40;
    if (number % 4 == 1) {
      each.node.denominator = "population";
      each.node.factor = 1000;
    }
    if (number % 4 == 2) each.node.factor = 2;
    ++number;
  }
  return build(all);
}

/// Four months of `units` units and a whole that does not fit ("r900"). The columns are of all sorts: skewed,
/// with outliers at either end, negative, of many ties, constant, empty.
inline Panel furnished_panel(const Structure& structure, std::size_t units, std::uint64_t seed) {
  Panel result = panel(structure, units, 4, 0.12, seed);
  for (std::size_t r = 0; r < result.units.size(); ++r) {
    if (r % units == units - 1) result.units[r] = {"r900", result.units[r].period, false};
    result.groups["region"].push_back(r % 7 == 3 ? "" : std::string(1, static_cast<char>('a' + r % 3)));
    result.denominators["population"].push_back(r % 11 == 5   ? kMissing
                                                : r % 13 == 6 ? 0
                                                              : 100 + static_cast<double>(r));
  }
  const auto change = [&](std::size_t column, auto formula) {
    std::size_t r = 0;
    for (double& value : result.values.column(column)) value = formula(value, r++);
  };
  change(1, [](double x, std::size_t r) { return r % 17 == 4 ? 40 * x : x; });
  change(2, [](double x, std::size_t) { return 0.0 - x; });
  change(3, [](double x, std::size_t) {
    return is_missing(x) ? x : static_cast<double>(static_cast<int>(x) % 3);
  });
  change(4, [](double x, std::size_t r) { return r % 19 == 3 ? -30 * x : x; });
  change(6, [](double x, std::size_t) { return is_missing(x) ? x : 7.0; });
  change(7, [](double, std::size_t) { return kMissing; });
  return result;
}

struct Kind {
  std::string name;
  Model model;
};

/// Steps of one model, each of which may be left out.
struct Chain {
  std::vector<Step> steps;
  Chain& then(Step step) {
    steps.push_back(std::move(step));
    return *this;
  }
};

inline NormaliseStep normalise(NormaliseMethod method, double lower = 1) {
  NormaliseStep step;
  step.general.method = method;
  step.general.lower = lower;
  return step;
}

inline std::vector<std::pair<std::string, std::vector<Step>>> every_chain() {
  std::vector<std::pair<std::string, std::vector<Step>>> chains;
  const AggregateStep mean;
  const auto add = [&](std::string name, std::vector<Step> steps) {
    chains.emplace_back(std::move(name), std::move(steps));
  };

  add("nothing", {});
  add("only normalise", {normalise(NormaliseMethod::minmax)});
  add("denominate", {DenominateStep{}, normalise(NormaliseMethod::minmax), mean});

  for (const auto statistic : {ImputeStep::Statistic::mean, ImputeStep::Statistic::median})
    for (const auto by : {ImputeStep::By::indicator, ImputeStep::By::group, ImputeStep::By::row})
      for (const bool variant : {false, true}) {
        ImputeStep impute;
        impute.statistic = statistic;
        impute.by = by;
        impute.group = "region";
        impute.fall_back_to_indicator = variant;
        impute.within_level = variant ? 2 : 0;
        add("impute " + std::to_string(static_cast<int>(statistic)) + std::to_string(static_cast<int>(by)) +
                std::to_string(variant),
            {DenominateStep{}, impute, normalise(NormaliseMethod::minmax), mean});
      }
  ImputeStep no_such_group;
  no_such_group.by = ImputeStep::By::group;
  no_such_group.group = "nothing";
  ImputeStep by_row;
  by_row.by = ImputeStep::By::row;
  add("impute by no group, then twice by row",
      {no_such_group, by_row, normalise(NormaliseMethod::zscore), by_row, mean});
  add("impute by row at the end", {normalise(NormaliseMethod::minmax), by_row});

  for (const auto method :
       {ImputeOverTimeStep::Method::last, ImputeOverTimeStep::Method::constant,
        ImputeOverTimeStep::Method::linear, ImputeOverTimeStep::Method::linear_constant}) {
    ImputeOverTimeStep over_time;
    over_time.method = method;
    over_time.max_back = 1;
    add("over time " + std::to_string(static_cast<int>(method)),
        {over_time, normalise(NormaliseMethod::minmax), mean});
  }

  for (const auto rule :
       {ScreenStep::Rule::availability, ScreenStep::Rule::nonzero, ScreenStep::Rule::both}) {
    ScreenStep screen;
    screen.rule = rule;
    screen.min_availability = 0.75;
    screen.min_nonzero = 0.85;
    screen.force = {{"r103", false}, {"r104", true}};
    ImputeStep impute;
    add("screen " + std::to_string(static_cast<int>(rule)),
        {screen, impute, TreatStep{}, normalise(NormaliseMethod::zscore), mean});
  }

  using Treat = Treatment::Method;
  for (const Treat first : {Treat::none, Treat::winsorise, Treat::log_shift, Treat::log_unit_shift,
                            Treat::log_shift_signed, Treat::log_gii, Treat::boxcox})
    for (const Treat second :
         {Treat::none, Treat::winsorise, Treat::log_shift, Treat::log_shift_signed, Treat::boxcox})
      for (const bool variant : {false, true}) {
        TreatStep treat;
        treat.plan.first.method = first;
        treat.plan.first.max_points = 3;
        treat.plan.first.lambda = variant ? 0.5 : 0;
        treat.plan.first.force = variant;
        treat.plan.first.ties_may_overrun = variant;
        treat.plan.check = {1, 2};
        if (second != Treat::none) {
          treat.plan.second.emplace().method = second;
          treat.plan.second->lambda = 2;
          treat.plan.combine = variant;
          treat.plan.fall_back_to_original = first == Treat::log_gii;
        }
        add("treat " + std::to_string(static_cast<int>(first)) + std::to_string(static_cast<int>(second)) +
                std::to_string(variant),
            {treat, normalise(NormaliseMethod::minmax), mean});
      }

  for (int method = 0; method <= static_cast<int>(NormaliseMethod::adjusted_mazziotta_pareto); ++method)
    for (const bool variant : {false, true}) {
      NormaliseStep step = normalise(static_cast<NormaliseMethod>(method), variant ? 1 : 0);
      Normalisation& plan = step.general;
      plan.scale = variant ? -2 : 1;
      plan.ties = variant ? Ties::average : Ties::max;
      plan.cap_at_1 = variant;
      plan.clamp = variant;
      plan.reference_unit = variant ? "r101" : "r102";
      plan.band = variant ? 0.2 : 0;
      plan.cuts = {25, 50, 80};
      plan.marks = {1, 2, 3.5, 5};
      if (variant) step.goalposts["a1"] = {5, 20};
      if (variant) step.overrides["b0"].method = NormaliseMethod::none;
      add("normalise " + std::to_string(method) + std::to_string(variant), {step, mean});
    }

  for (int method = 0; method <= static_cast<int>(AggregateMethod::benefit_of_the_doubt); ++method)
    for (const int variant : {0, 1, 2}) {
      AggregateStep aggregate;
      AggregateLevel& level = aggregate.levels.front();
      level.method = static_cast<AggregateMethod>(method);
      level.power = variant == 0 ? 0.5 : variant == 1 ? -1 : 3;
      level.min_availability = variant == 0 ? 0 : 0.7;
      level.availability_by_weight = variant == 2;
      level.zero_outside_domain = variant == 1;
      level.penalty_downwards = variant != 1;
      if (variant == 1) level.min_share = 0.1;
      if (variant == 2) aggregate.weights = {{"a0", 0.0}, {"b1", 3.0}, {"c0", 0.0}, {"c1", 0.0}, {"c2", 0.0}};
      if (variant == 2) aggregate.nodes["b"].method = AggregateMethod::geometric;
      add("aggregate " + std::to_string(method) + std::to_string(variant),
          {normalise(variant == 2 ? NormaliseMethod::zscore : NormaliseMethod::minmax, variant == 0 ? 1 : 0),
           aggregate});
    }
  return chains;
}

/// Each chain under each scope: all rows, each month by itself, the first two months.
inline std::vector<Kind> every_kind(const Structure& structure) {
  std::vector<Kind> kinds;
  for (const FitScope& scope :
       {FitScope{}, FitScope{FitScope::Kind::per_period, {}, {}},
        FitScope{FitScope::Kind::window, Period::month(2020, 1), Period::month(2020, 2)}})
    for (auto& [name, steps] : every_chain())
      kinds.push_back(
          {name + " scope " + std::to_string(static_cast<int>(scope.kind)), {structure, steps, scope}});
  return kinds;
}

}  // namespace dajuan::index::made_up
