#include "index/series.h"

#include <doctest/doctest.h>

#include <cmath>

#include "figure_test_tools.h"
#include "index/indicator_builder.h"
#include "index/peers.h"
#include "made_up.h"

namespace dajuan::index {
namespace {

/// Two cities of two counties each; months 2023-01 to 2024-03.
constexpr int kMonths = 15;
const Period kFirst = Period::month(2023, 1);

region::Regions made_regions() {
  return regions_of(
      "P,,province,,,,省,Province\nC1,P,city,,,,一市,One\nC2,P,city,,,,二市,Two\nK1,C1,county,,,,甲,A\n"
      "K2,C1,county,,,,乙,B\nK3,C2,county,,,,丙,C\nK4,C2,county,,,,丁,D\n");
}

std::string made_figures() {
  made_up::Random random(3);
  std::string text = "region,period,variable,value,status\n";
  const char* counties[] = {"K1", "K2", "K3", "K4"};
  for (int k = 0; k < 4; ++k) {
    for (int m = 0; m < kMonths; ++m)
      for (const char* variable : {"theft", "fraud"})
        text += std::string(counties[k]) + "," + kFirst.plus(m).text() + "," + variable + "," +
                std::to_string(20 * (k + 1) + random.below(30)) + ",\n";
    for (const char* year : {"2022", "2023"})
      text += std::string(counties[k]) + "," + year + ",people," + std::to_string(1000 * (1 << k)) + ",\n";
  }
  return text;
}

Scheme made_scheme() {
  Scheme scheme;
  scheme.members = "county";
  scheme.structure =
      made_up::build({made_up::draft("top", ""), made_up::draft("a", "top"), made_up::draft("b", "top", 2)});
  for (const char* variable : {"theft", "fraud"}) {
    IndicatorRule rule;
    rule.terms = {{variable, 1}};
    rule.denominator = {{"people", 1}};
    rule.factor = 1000;
    scheme.rules.push_back(rule);
  }
  NormaliseStep normalise;
  normalise.general.lower = 1;
  AggregateStep aggregate;
  aggregate.levels.front().method = AggregateMethod::geometric;
  scheme.steps = {normalise, aggregate};
  scheme.lights.general.level_falls_short = 50;
  scheme.uncertainty.base = Period::month(2023, 4);
  return scheme;
}

struct Made {
  Scheme scheme = made_scheme();
  region::Regions regions = made_regions();
  Reading reading{{made_figures()}, regions};
  Panel panel = build();
  Series series{scheme, regions, Model{scheme.structure, scheme.steps, scheme.scope}, panel};

  Panel build() const {
    const IndicatorBuilder builder(scheme, regions, reading.figures);
    return builder.build(builder.periods());
  }
  std::size_t row(std::string_view code, Period period) const {
    const std::ptrdiff_t found = panel.row(code, period);
    REQUIRE(found >= 0);
    return static_cast<std::size_t>(found);
  }
  std::vector<std::string> codes(const std::vector<std::size_t>& rows, Period period) const {
    std::vector<std::string> result;
    for (const std::size_t r : rows) {
      CHECK(panel.units[r].period == period);
      result.push_back(panel.units[r].code);
    }
    return result;
  }
  std::vector<double> scores(std::size_t row) const {
    std::vector<double> result;
    for (std::size_t n = 0; n < series.structure().nodes.size(); ++n) result.push_back(series.score(row, n));
    return result;
  }
};

const Made& made() {
  static const Made data;
  return data;
}

using Codes = std::vector<std::string>;
const Period kMarch = Period::month(2024, 3);

TEST_CASE("a series knows wholes, members and peers by level") {
  CHECK(made().series.first() == kFirst);
  CHECK(made().series.last() == kMarch);
  const auto whole = [](const char* code) { return made().series.whole_of(made().row(code, kMarch)); };
  CHECK(whole("K2") == made().panel.row("C1", kMarch));
  CHECK(whole("K3") == made().panel.row("C2", kMarch));
  CHECK(whole("C2") == made().panel.row("P", kMarch));
  CHECK(whole("P") == -1);
  const auto peers = [](const char* code) {
    return made().codes(made().series.peers_of(made().row(code, kMarch)), kMarch);
  };
  CHECK(peers("K2") == Codes{"K1", "K2", "K3", "K4"});
  CHECK(peers("C1") == Codes{"C1", "C2"});
  CHECK(peers("P").empty());
  const auto members = [](const char* code) {
    return made().codes(made().series.members_of(made().row(code, kMarch)), kMarch);
  };
  CHECK(members("P") == Codes{"K1", "K2", "K3", "K4"});
  CHECK(members("C2") == Codes{"K3", "K4"});
  CHECK(members("K1").empty());
}

TEST_CASE("what each comparison compares with") {
  const std::size_t row = made().row("K2", kMarch);
  const Series& series = made().series;
  CHECK(series.reference(row, Comparison::previous) ==
        made().scores(made().row("K2", Period::month(2024, 2))));
  CHECK(series.reference(row, Comparison::year_ago) ==
        made().scores(made().row("K2", Period::month(2023, 3))));
  CHECK(series.reference(row, Comparison::base) == made().scores(made().row("K2", Period::month(2023, 4))));
  CHECK(series.reference(row, Comparison::whole) == made().scores(made().row("C1", kMarch)));
  for (std::size_t n = 0; n < 2; ++n) {
    double sum = 0;
    std::vector<double> all;
    for (const char* code : {"K1", "K2", "K3", "K4"})
      all.push_back(series.score(made().row(code, kMarch), n));
    for (const double value : all) sum += value;
    std::sort(all.begin(), all.end());
    CHECK(series.reference(row, Comparison::peers_mean)[n] == doctest::Approx(sum / 4).epsilon(1e-14));
    CHECK(series.reference(row, Comparison::peers_median)[n] ==
          doctest::Approx((all[1] + all[2]) / 2).epsilon(1e-14));
  }
  // The made-up unit's aggregate follows from its indicators.
  const std::vector<double> peers = series.reference(row, Comparison::peers_mean);
  CHECK(peers[2] == doctest::Approx(std::cbrt(peers[0] * peers[1] * peers[1])).epsilon(1e-12));
}

TEST_CASE("a comparison that does not exist is empty, and explains nothing") {
  const std::size_t first = made().row("K2", kFirst);
  CHECK(made().series.reference(first, Comparison::previous).empty());
  CHECK(made().series.reference(first, Comparison::year_ago).empty());
  CHECK_FALSE(made().series.explain(first, 2, Comparison::previous).possible);
  const std::size_t province = made().row("P", kMarch);
  for (const Comparison comparison : {Comparison::whole, Comparison::peers_mean, Comparison::peers_median})
    CHECK(made().series.reference(province, comparison).empty());
}

TEST_CASE("every comparison is explained to the last digit") {
  const std::size_t row = made().row("K3", kMarch);
  for (const Comparison comparison : kComparisons) {
    const Decomposition why = made().series.explain(row, 2, comparison);
    REQUIRE(why.possible);
    CHECK(why.to == made().series.score(row, 2));
    CHECK(why.from == made().series.reference(row, comparison)[2]);
    double sum = 0;
    for (const Part& part : why.parts) sum += part.amount;
    CHECK(std::abs(sum - (why.to - why.from)) < 1e-9);
  }
}

TEST_CASE("the whole is scored from pooled figures, which is not the mean of its members' scores") {
  const Series& series = made().series;
  const std::size_t province = made().row("P", kMarch);
  double theft = 0;
  for (const char* code : {"K1", "K2", "K3", "K4"})
    theft += made().reading.value("theft", made().regions.find(code), "2024-03");
  CHECK(made().panel.values(province, 0) == doctest::Approx(theft / 15000 * 1000).epsilon(1e-14));
  const std::vector<double> mean = mean_of_scores(series.result(), series.members_of(province));
  // The larger counties have the lower rates.
  CHECK(series.score(province, 2) < mean[2] - 1);
  // Wholes teach nothing: without them the members' scores are the same.
  const Panel& panel = made().panel;
  std::vector<std::size_t> kept;
  for (std::size_t r = 0; r < panel.units.size(); ++r)
    if (panel.units[r].fits) kept.push_back(r);
  Panel alone;
  alone.values.reshape(kept.size(), panel.values.columns());
  for (std::size_t i = 0; i < kept.size(); ++i) {
    alone.units.push_back(panel.units[kept[i]]);
    for (std::size_t c = 0; c < panel.values.columns(); ++c) alone.values(i, c) = panel.values(kept[i], c);
  }
  Result result;
  series.engine().run(alone, result);
  for (std::size_t i = 0; i < kept.size(); ++i) CHECK(result.scores(i, 2) == series.score(kept[i], 2));
}

TEST_CASE("what if: one figure changed, everything learned anew") {
  const Series& series = made().series;
  const std::size_t row = made().row("K4", kMarch);
  CHECK(series.what_if(row, 0, made().panel.values(row, 0)) == made().scores(row));
  // So large that the range is learned anew.
  Panel changed = made().panel;
  changed.values(row, 0) = 1000;
  const Series again(made().scheme, made().regions, Model(series.engine().model()), changed);
  const std::vector<double> scores = series.what_if(row, 0, 1000);
  for (std::size_t n = 0; n < scores.size(); ++n) CHECK(scores[n] == again.score(row, n));
  CHECK(scores[0] == 100);
  CHECK(again.score(made().row("K1", kMarch), 0) < series.score(made().row("K1", kMarch), 0));
}

TEST_CASE("lights of a series are those of its scheme") {
  for (std::size_t r = 0; r < made().panel.units.size(); ++r)
    for (std::size_t n = 0; n < 3; ++n)
      CHECK((made().series.light(r, n).light == Light::falls_short) == (made().series.score(r, n) < 50));
}

}  // namespace
}  // namespace dajuan::index
