#include "index/light.h"

#include "flat_index.h"

namespace dajuan::index {
namespace {

using made_up::Columns;
using made_up::Flat;
using made_up::kNone;

/// Lights of the top of an index of one indicator that is its score.
std::vector<NodeLight> lights_of(Flat flat, const LightBounds& bounds) {
  flat.aggregated(AggregateMethod::arithmetic).run();
  LightRules rules;
  rules.general = bounds;
  std::vector<NodeLight> all = set_lights(rules, Engine(flat.model), flat.panel, flat.result);
  return {all.begin() + static_cast<std::ptrdiff_t>(flat.panel.units.size()), all.end()};
}

/// Scores of the same units in 2023 and 2024.
Flat two_years(std::vector<double> before, const std::vector<double>& now) {
  const std::size_t units = now.size();
  std::vector<double> both = std::move(before);
  both.insert(both.end(), now.begin(), now.end());
  Flat flat(Columns{both});
  for (std::size_t i = 0; i < both.size(); ++i)
    flat.panel.units[i] = {Flat::code(i % units), Period::year(i < units ? 2023 : 2024), true};
  return flat;
}

void check(const std::vector<NodeLight>& lights, std::size_t unit, Light light, LightReason reason) {
  CAPTURE(unit);
  CHECK(lights[unit].light == light);
  CHECK(lights[unit].reason == reason);
}

TEST_CASE("lights by level: below a bound, not at it; no score, no light") {
  LightBounds bounds;
  bounds.level_falls_short = 60;
  bounds.level_solve_now = 40;
  const auto lights = lights_of(Flat(Columns{{60, 59.9, 40, 39.9, kNone}}), bounds);
  check(lights, 0, Light::good, LightReason::none);
  check(lights, 1, Light::falls_short, LightReason::level);
  check(lights, 2, Light::falls_short, LightReason::level);
  check(lights, 3, Light::solve_now, LightReason::level);
  check(lights, 4, Light::unknown, LightReason::none);
}

TEST_CASE("no bound, no light: not even a good one") {
  for (const NodeLight& light : lights_of(Flat(Columns{{90, 10}}), {})) CHECK(light.light == Light::unknown);
}

TEST_CASE("lights by target: shortfall in points, and nothing without a target") {
  LightBounds bounds;
  bounds.target = 80;
  bounds.target_falls_short = 5;
  bounds.target_solve_now = 20;
  const auto lights = lights_of(Flat(Columns{{90, 75, 74, 59}}), bounds);
  check(lights, 0, Light::good, LightReason::none);
  check(lights, 1, Light::good, LightReason::none);
  check(lights, 2, Light::falls_short, LightReason::target);
  check(lights, 3, Light::solve_now, LightReason::target);
  bounds.target.reset();
  for (const NodeLight& light : lights_of(Flat(Columns{{90, 75, 74, 59}}), bounds))
    CHECK(light.light == Light::good);
}

TEST_CASE("lights by the own past: the fall in a year, and nothing without a year ago") {
  LightBounds bounds;
  bounds.past_falls_short = 5;
  bounds.past_solve_now = 10;
  const auto lights = lights_of(two_years({50, 50, 50, kNone, 50}, {45, 44, 39, 10, 70}), bounds);
  for (std::size_t first = 0; first < 3; ++first) check(lights, first, Light::good, LightReason::none);
  check(lights, 3, Light::unknown, LightReason::none);
  check(lights, 5, Light::good, LightReason::none);
  check(lights, 6, Light::falls_short, LightReason::past);
  check(lights, 7, Light::solve_now, LightReason::past);
  check(lights, 8, Light::good, LightReason::none);
  check(lights, 9, Light::good, LightReason::none);
}

TEST_CASE("a year ago is twelve months ago, not the month before") {
  Flat flat(Columns{{50, 90, 44}});
  flat.panel.units = {{"u", Period::month(2023, 5), true},
                      {"u", Period::month(2024, 4), true},
                      {"u", Period::month(2024, 5), true}};
  LightBounds bounds;
  bounds.past_falls_short = 5;
  bounds.past_solve_now = 10;
  check(lights_of(flat, bounds), 2, Light::falls_short, LightReason::past);
}

TEST_CASE("lights by peers: shortfall from the median in interquartile ranges") {
  LightBounds bounds;
  bounds.peers_falls_short = 0.5;
  bounds.peers_solve_now = 0.9;
  // Median 30, quartiles 20 and 40.
  const auto lights = lights_of(Flat(Columns{{10, 20, 30, 40, 50}}), bounds);
  check(lights, 0, Light::solve_now, LightReason::peers);
  check(lights, 1, Light::good, LightReason::none);  // half a range is not more than half a range
  check(lights, 4, Light::good, LightReason::none);
  // Median 30, quartiles 19 and 40: 11/21.
  check(lights_of(Flat(Columns{{10, 19, 30, 40, 50}}), bounds), 1, Light::falls_short, LightReason::peers);
}

TEST_CASE("fewer than four peers, or peers without spread, set no light; a whole is nobody's peer") {
  LightBounds bounds;
  bounds.peers_falls_short = 0.1;
  bounds.peers_solve_now = 0.2;
  for (const std::vector<double>& scores :
       {std::vector<double>{0, 50, 90}, std::vector<double>{0, 50, kNone, 90},
        std::vector<double>{0, 50, 50, 50, 50}})
    for (const NodeLight& light : lights_of(Flat(Columns{scores}), bounds))
      CHECK(light.light != Light::solve_now);
  Flat three_and_a_whole(Columns{{0, 50, 90, 40}});
  three_and_a_whole.panel.units[3].fits = false;
  for (const NodeLight& light : lights_of(three_and_a_whole, bounds)) CHECK(light.light == Light::good);
  // But it is measured against them: 40 is 20 below the median of 0, 50, 70, 90, which have a range of 37.5.
  Flat four_and_a_whole(Columns{{0, 50, 70, 90, 40}});
  four_and_a_whole.panel.units[4].fits = false;
  check(lights_of(four_and_a_whole, bounds), 4, Light::solve_now, LightReason::peers);
}

TEST_CASE("the worst bound wins and is named; of equals the first") {
  LightBounds bounds;
  bounds.level_falls_short = 60;
  bounds.target = 90;
  bounds.target_falls_short = 10;
  check(lights_of(Flat(Columns{{55}}), bounds), 0, Light::falls_short, LightReason::level);
  check(lights_of(Flat(Columns{{70}}), bounds), 0, Light::falls_short, LightReason::target);
  bounds.target_solve_now = 30;
  check(lights_of(Flat(Columns{{55}}), bounds), 0, Light::solve_now, LightReason::target);
  bounds.past_falls_short = 1;
  bounds.past_solve_now = 20;
  const auto lights = lights_of(two_years({95}, {65}), bounds);
  check(lights, 1, Light::solve_now, LightReason::past);
}

TEST_CASE("rules of a node go before those of its level, and those before the general ones") {
  Flat flat(Columns{{50}, {50}});
  flat.aggregated(AggregateMethod::arithmetic).run();
  LightRules rules;
  rules.general.level_falls_short = 60;
  rules.levels[1].level_solve_now = 60;
  rules.nodes["b"] = {};
  const auto lights = set_lights(rules, Engine(flat.model), flat.panel, flat.result);
  CHECK(lights[0].light == Light::solve_now);
  CHECK(lights[1].light == Light::unknown);
  CHECK(lights[2].light == Light::falls_short);
}

}  // namespace
}  // namespace dajuan::index
