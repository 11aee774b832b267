#include "index/step_order.h"

#include <algorithm>

namespace dajuan::index {
namespace {

/// Whether normalised figures can be zero or less by the nature of the method.
bool can_give_zero(const Normalisation& rule) {
  switch (rule.method) {
    case NormaliseMethod::minmax:
      return rule.lower <= 0;
    case NormaliseMethod::rank:
    case NormaliseMethod::adjusted_mazziotta_pareto:
      return false;
    case NormaliseMethod::categorical:
      return rule.marks.empty() || rule.marks.front() <= 0;
    default:
      return true;
  }
}

/// Whether normalised figures can be below zero by the nature of the method.
bool can_give_negative(const Normalisation& rule) {
  switch (rule.method) {
    case NormaliseMethod::minmax:
      return rule.lower < 0;
    case NormaliseMethod::goalposts:
      return !rule.clamp;
    case NormaliseMethod::categorical:
      return !rule.marks.empty() && rule.marks.front() < 0;
    case NormaliseMethod::none:
    case NormaliseMethod::scaled:
    case NormaliseMethod::zscore:
    case NormaliseMethod::above_below_mean:
      return true;
    default:
      return false;
  }
}

bool is_frontier(const AggregateLevel& level) {
  return level.method == AggregateMethod::benefit_of_the_doubt;
}

bool needs_positive(const AggregateLevel& level) {
  const bool by_logarithm = level.method == AggregateMethod::geometric ||
                            level.method == AggregateMethod::harmonic ||
                            (level.method == AggregateMethod::power && level.power < 1);
  return by_logarithm && !level.zero_outside_domain;
}

}  // namespace

void check_order(const std::vector<Step>& steps, const std::vector<Section>& places,
                 const std::vector<std::string>& indicators) {
  const auto is = [](const Step& step, std::string_view name) { return step_name(step) == name; };
  std::vector<std::string> seen;
  const auto has_seen = [&](std::string_view name) {
    return std::find(seen.begin(), seen.end(), name) != seen.end();
  };
  const NormaliseStep* normalise = nullptr;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::string name(step_name(steps[i]));
    const auto after = [&](std::string_view earlier) {
      if (!has_seen(earlier)) return;
      places[i].error("step", {"scheme.step_after", {{"step", name}, {"earlier", std::string(earlier)}}});
    };
    after("aggregate");
    if (is(steps[i], "denominate") || is(steps[i], "normalise")) {
      if (has_seen(name)) places[i].error("step", {"scheme.step_twice", {{"step", name}}});
    }
    if (is(steps[i], "denominate")) {
      after("treat");
      after("normalise");
    }
    if (const auto* found = std::get_if<NormaliseStep>(&steps[i])) normalise = found;
    if (const auto* aggregate = std::get_if<AggregateStep>(&steps[i])) {
      if (normalise == nullptr) places[i].warning("step", {"scheme.no_normalise"});
      const auto any_level = [&](const auto& holds) {
        return std::any_of(aggregate->levels.begin(), aggregate->levels.end(), holds) ||
               std::any_of(aggregate->nodes.begin(), aggregate->nodes.end(),
                           [&](const auto& node) { return holds(node.second); });
      };
      const auto any_rule = [&](const auto& holds) {
        return normalise != nullptr &&
               std::any_of(indicators.begin(), indicators.end(), [&](const std::string& code) {
                 const auto own = normalise->overrides.find(code);
                 return holds(own == normalise->overrides.end() ? normalise->general : own->second);
               });
      };
      if (any_level(needs_positive) && any_rule(can_give_zero))
        places[i].warning("method", {"scheme.mean_of_zero"}, {"scheme.mean_of_zero_hint"});
      if (any_level(is_frontier) && any_rule(can_give_negative))
        places[i].warning("method", {"scheme.frontier_of_negative"}, {"scheme.frontier_of_negative_hint"});
    }
    seen.push_back(name);
  }
}

}  // namespace dajuan::index
