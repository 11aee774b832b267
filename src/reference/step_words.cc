#include "reference/step_words.h"

#include <algorithm>

#include "reference/plan_words.h"

namespace dajuan::reference {
namespace {

using index::AggregateMethod;
using index::ImputeOverTimeStep;
using index::ImputeStep;
using index::ScreenStep;

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
    words.wrong_kind("method", "reference.kind.per_level");
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
