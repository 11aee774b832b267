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
      bool wants_positive = std::any_of(aggregate->levels.begin(), aggregate->levels.end(), needs_positive);
      for (const auto& [node, level] : aggregate->nodes)
        wants_positive = wants_positive || needs_positive(level);
      bool zero = false;
      for (const std::string& code : indicators) {
        if (normalise == nullptr) break;
        const auto own = normalise->overrides.find(code);
        zero = zero || can_give_zero(own == normalise->overrides.end() ? normalise->general : own->second);
      }
      if (wants_positive && zero) {
        places[i].warning("method", {"scheme.mean_of_zero"}, {"scheme.mean_of_zero_hint"});
      }
    }
    seen.push_back(name);
  }
}

}  // namespace dajuan::index
