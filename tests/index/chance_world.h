#pragma once
// Two cities of two counties each, counts and shares of 30 months, and everything that chance is told from.
#include <doctest/doctest.h>

#include <memory>

#include "figure_test_tools.h"
#include "index/uncertainty.h"
#include "made_up.h"

namespace dajuan::index::chance_world {

inline constexpr int kMonths = 30;
inline const Period kFirst = Period::month(2022, 1);
inline const Period kLast = kFirst.plus(kMonths - 1);

inline region::Regions regions() {
  return regions_of(
      "P,,province,,,,省,Province\nC1,P,city,,,,一市,One\nC2,P,city,,,,二市,Two\nK1,C1,county,,,,甲,A\n"
      "K2,C1,county,,,,乙,B\nK3,C2,county,,,,丙,C\nK4,C2,county,,,,丁,D\n");
}

/// theft: about 40 a month and 1,000 people; passed of checked: about 3 of 4 among 50; safe: a survey's share
/// in percent of 400 asked.
inline std::string figures() {
  Philox random(philox_key("chance world"), 0);
  std::string text = "region,period,variable,value,status\n";
  const auto add = [&](int k, const std::string& period, const char* variable, double value) {
    text += "K" + std::to_string(k) + "," + period + "," + variable + "," + std::to_string(value) + ",\n";
  };
  for (int k = 1; k <= 4; ++k) {
    for (int m = 0; m < kMonths; ++m) {
      const std::string period = kFirst.plus(m).text();
      add(k, period, "theft", static_cast<double>(random.poisson(40.0 * k)));
      add(k, period, "robbery", static_cast<double>(random.poisson(0.5)));
      add(k, period, "checked", 50);
      add(k, period, "passed", 35 + random.below(6));
      add(k, period, "safe", 80 + random.below(10));
      add(k, period, "asked", 400);
    }
    for (const char* year : {"2021", "2022", "2023"}) add(k, year, "people", 1000.0 * k);
  }
  return text;
}

/// Indicators a (theft, 3 months), b (theft + 2 robbery, 1 month), c (passed of checked), d (safe, of asked).
inline Scheme scheme() {
  Scheme scheme;
  scheme.id = "chance";
  scheme.version = "1";
  scheme.members = "county";
  scheme.structure =
      made_up::build({made_up::draft("top", ""), made_up::draft("x", "top"), made_up::draft("y", "top"),
                      made_up::draft("a", "x"), made_up::draft("b", "x"), made_up::draft("c", "y"),
                      made_up::draft("d", "y")});
  scheme.rules.resize(4);
  for (std::size_t i : {0, 1}) {
    scheme.structure.nodes[i].direction = Direction::lower_is_better;
    scheme.rules[i].denominator = {{"people", 1}};
    scheme.rules[i].factor = 1000;
    scheme.rules[i].error.kind = ErrorKind::poisson;
  }
  scheme.rules[0].terms = {{"theft", 1}};
  scheme.rules[0].window = 3;
  scheme.rules[1].terms = {{"theft", 1}, {"robbery", 2}};
  scheme.rules[2].terms = {{"passed", 1}};
  scheme.rules[2].denominator = {{"checked", 1}};
  scheme.rules[2].denominator_over_window = true;
  scheme.rules[2].error.kind = ErrorKind::proportion;
  scheme.rules[3].terms = {{"safe", 1}};
  scheme.rules[3].pool_weight = "asked";
  scheme.rules[3].error.kind = ErrorKind::proportion;
  scheme.rules[3].error.sample_size = "asked";
  scheme.variables.push_back({"safe", 0, true, false});
  NormaliseStep normalise;
  AggregateStep aggregate;
  scheme.steps = {normalise, aggregate};
  scheme.scope = {FitScope::Kind::window, kFirst, kFirst.plus(23)};
  return scheme;
}

struct World {
  Scheme scheme;
  region::Regions tree = regions();
  Reading reading{{figures()}, tree};
  IndicatorBuilder builder;
  Panel panel;
  Series series;

  explicit World(Scheme made = chance_world::scheme())
      : scheme(std::move(made)),
        builder(scheme, tree, reading.figures),
        panel(builder.build(builder.periods())),
        series(scheme, tree, Model{scheme.structure, scheme.steps, scheme.scope}, panel) {}
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  std::size_t row(std::string_view code, Period period) const {
    const std::ptrdiff_t found = panel.row(code, period);
    REQUIRE(found >= 0);
    return static_cast<std::size_t>(found);
  }
  SeriesSources sources() const { return {scheme, tree, reading.figures, builder, series}; }
  ChanceModel model(std::vector<std::size_t> rows) const {
    return ChanceModel(scheme, reading.figures, builder, tree, panel, std::move(rows));
  }
};

}  // namespace dajuan::index::chance_world
