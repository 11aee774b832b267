// What a release knew stays as it was: a month that comes later changes no value of an old one.
#include "index/released_panel.h"

#include <doctest/doctest.h>

#include "figure_test_tools.h"
#include "index/indicator_builder.h"
#include "made_up.h"

namespace dajuan::index {
namespace {

constexpr int kMonths = 48;
constexpr int kSilentFrom = 30;  ///< from here on K1 reports nothing, and zeros are printed

Period month(int number) { return Period::month(2020, 1).plus(number); }

region::Regions counties() {
  std::string rows = "P,,province,,,,省,Province\n";
  for (int i = 1; i <= 6; ++i) rows += "K" + std::to_string(i) + ",P,county,,,,县,County\n";
  return regions_of(rows);
}

/// Some twelve cases a month, and residents of the year, which is told in advance.
Figures figures(const region::Regions& regions) {
  made_up::Random random(11);
  std::string text = "region,period,variable,value\n";
  for (int i = 1; i <= 6; ++i) {
    const std::string code = "K" + std::to_string(i);
    for (int m = 0; m < kMonths; ++m) {
      const std::size_t cases = 8 + random.below(9);
      text += code + "," + month(m).text() + ",cases," +
              std::to_string(i == 1 && m >= kSilentFrom ? 0 : cases) + "\n";
    }
    for (int year = 2020; year < 2025; ++year)
      text += code + "," + std::to_string(year) + ",population," + std::to_string(1000 * i + year) + "\n";
  }
  Reading reading({text}, regions);
  REQUIRE_FALSE(reading.diagnostics.has_errors());
  return reading.figures;
}

Scheme scheme() {
  Scheme result;
  result.members = "county";
  result.structure = made_up::build({made_up::draft("index", ""), made_up::draft("leaf", "index")});
  IndicatorRule rule;
  rule.terms = {{"cases", 1}};
  rule.window = 3;
  rule.denominator = {{"population", 1}};
  result.rules = {rule};
  VariableRule population;
  population.variable = "population";
  population.known_after = -12;
  population.zero_rule = false;
  result.variables = {population};
  result.zero_rule.emplace().exposure = "population";
  result.scope = FitScope{FitScope::Kind::window, month(2), month(23)};
  return result;
}

std::vector<Period> months(int from, int to) {
  std::vector<Period> result;
  for (int m = from; m <= to; ++m) result.push_back(month(m));
  return result;
}

bool same(double a, double b) { return a == b || (is_missing(a) && is_missing(b)); }

TEST_CASE("a release knows figures by their delay, and no later ones") {
  const region::Regions regions = counties();
  const Figures all = figures(regions);
  Scheme rules = scheme();
  const auto last = [&](const Figures& known, const char* variable) {
    const VariableSeries& series = known.variables[static_cast<std::size_t>(known.find(variable))];
    CHECK(series.cells.size() == static_cast<std::size_t>(series.periods) * known.regions);
    return series.period(series.periods - 1).text();
  };
  const Figures known = known_at(all, Period::month(2021, 11), rules.variables);
  CHECK(last(known, "cases") == "2021-11");
  CHECK(last(known, "population") == "2021");  // 2022 is told with December
  CHECK(last(known_at(all, Period::month(2021, 12), rules.variables), "population") == "2022");
  rules.variables[0].known_after = 2;
  CHECK(last(known_at(all, Period::month(2021, 1), rules.variables), "cases") == "2021-01");
  CHECK(last(known_at(all, Period::month(2022, 1), rules.variables), "population") == "2020");
  CHECK(last(known_at(all, Period::month(2022, 2), rules.variables), "population") == "2021");
  // Nothing of a variable that begins later.
  const Figures early = known_at(all, Period::month(2020, 5), rules.variables);
  CHECK(early.variables[static_cast<std::size_t>(early.find("population"))].periods == 0);
}

TEST_CASE("a new month changes nothing before it, though zeros are judged anew") {
  const region::Regions regions = counties();
  const Figures all = figures(regions);
  const Scheme rules = scheme();
  const ReleasedPanel now = released_panel(rules, regions, all, months(2, kMonths - 1));
  REQUIRE(now.zero_runs.size() == 1);
  CHECK(now.zero_runs[0].from == month(kSilentFrom));
  for (int last = 24; last < kMonths; ++last) {
    INFO(month(last).text());
    // Figures that came later were not there at all.
    const Figures then = known_at(all, month(last), rules.variables);
    const ReleasedPanel before = released_panel(rules, regions, then, months(2, last));
    for (std::size_t row = 0; row < before.panel.units.size(); ++row) {
      CHECK(before.panel.units[row].code == now.panel.units[row].code);
      CHECK(before.panel.units[row].period == now.panel.units[row].period);
      CHECK(same(before.panel.values(row, 0), now.panel.values(row, 0)));
      CHECK(before.panel.status[row] == now.panel.status[row]);
    }
  }
  // One silent month in three is believed, a window of them is not.
  const auto value = [&](int m) {
    return now.panel.values(static_cast<std::size_t>(now.panel.row("K1", month(m))), 0);
  };
  CHECK(value(kSilentFrom - 1) > 0);
  CHECK(is_missing(value(kMonths - 1)));
}

TEST_CASE("the base window is judged by all that was known at its end") {
  const region::Regions regions = counties();
  const Figures all = figures(regions);
  Scheme rules = scheme();
  rules.scope.to = month(kMonths - 1);
  const ReleasedPanel whole = released_panel(rules, regions, all, months(2, kMonths - 1));
  for (int m = kSilentFrom; m < kMonths; ++m)
    CHECK(is_missing(whole.panel.values(static_cast<std::size_t>(whole.panel.row("K1", month(m))), 0)));
}

TEST_CASE("a study, and a scale that moves with every month, judge once by everything") {
  const region::Regions regions = counties();
  const Figures all = figures(regions);
  for (const bool released : {false, true}) {
    Scheme rules = scheme();
    rules.released = released;
    if (released) rules.scope = FitScope();
    const ReleasedPanel panel = released_panel(rules, regions, all, months(2, kMonths - 1));
    CHECK(is_missing(
        panel.panel.values(static_cast<std::size_t>(panel.panel.row("K1", month(kSilentFrom))), 0)));
  }
}

TEST_CASE("without a zero rule runs are found and nothing is set aside") {
  const region::Regions regions = counties();
  Scheme rules = scheme();
  rules.zero_rule.reset();
  const ReleasedPanel panel = released_panel(rules, regions, figures(regions), months(2, kMonths - 1));
  CHECK(panel.zero_runs.size() == 1);
  CHECK_FALSE(panel.zero_runs[0].set_aside);
  CHECK(panel.panel.values(static_cast<std::size_t>(panel.panel.row("K1", month(kMonths - 1))), 0) == 0);
}

TEST_CASE("panels of consecutive periods joined are the panel of all of them") {
  const region::Regions regions = counties();
  const Figures all = figures(regions);
  const Scheme rules = scheme();
  const IndicatorBuilder builder(rules, regions, all);
  const Panel whole = builder.build(months(0, 9));
  const Panel parts =
      joined({builder.build(months(0, 3)), builder.build(months(4, 4)), builder.build(months(5, 9))});
  REQUIRE(parts.units.size() == whole.units.size());
  CHECK(parts.groups == whole.groups);
  CHECK(parts.status == whole.status);
  for (std::size_t row = 0; row < whole.units.size(); ++row) {
    CHECK(parts.units[row].code == whole.units[row].code);
    CHECK(same(parts.values(row, 0), whole.values(row, 0)));
  }
}

}  // namespace
}  // namespace dajuan::index
