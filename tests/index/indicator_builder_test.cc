#include "index/indicator_builder.h"

#include <doctest/doctest.h>

#include <stdexcept>

#include "figure_test_tools.h"
#include "index/figure_reader_files.h"

namespace dajuan::index {
namespace {

const std::string kHead = "region,period,variable,value,status\n";

/// A scheme of one indicator over counties.
Scheme scheme_of(const IndicatorRule& rule) {
  Scheme scheme;
  scheme.members = "county";
  NodeDraft top;
  top.node.code = "index";
  top.node.level = 2;
  NodeDraft leaf;
  leaf.node.code = "leaf";
  leaf.parent_code = "index";
  std::vector<StructureProblem> problems;
  scheme.structure = build_structure({top, leaf}, problems);
  REQUIRE(problems.empty());
  scheme.rules = {rule};
  return scheme;
}

region::Regions county_regions() {
  return regions_of(
      "P,,province,,,,省,Province\nC1,P,city,,,,一市,One\nC2,P,city,,,,二市,Two\nK1,C1,county,,,,甲,A\n"
      "K2,C1,county,,2020-06,K3,乙,B\nK3,C1,county,2020-07,,,丙,C\nK4,C2,county,,,,丁,D\n");
}

/// crimes: K1 10 a month, K2 20 to 2020-06, K3 30 from 2020-07, K4 month number of 2020 to 2021 (1 … 24);
/// population: yearly, 1000 times 1, 2, 3, 4 and 10 % more in 2021.
std::string county_figures() {
  std::string text = kHead;
  for (int month = 0; month < 24; ++month) {
    const std::string period = Period::month(2020, 1).plus(month).text();
    text += "K1," + period + ",crimes,10,\n";
    if (month < 6) text += "K2," + period + ",crimes,20,\n";
    if (month >= 6) text += "K3," + period + ",crimes,30,\n";
    text += "K4," + period + ",crimes," + std::to_string(month + 1) + ",\n";
  }
  text += "K1,2019,population,900,\nK2,2019,population,1900,\nK4,2019,population,3900,\n";
  text += "K1,2020,population,1000,\nK3,2020,population,3000,\nK4,2020,population,4000,\n";
  text += "K1,2021,population,1100,\nK3,2021,population,3300,\nK4,2021,population,4400,E\n";
  return text;
}

struct World {
  region::Regions regions = county_regions();
  Reading reading{{county_figures()}, regions};
  int region(std::string_view code) const { return regions.find(code); }
};

double value(const Panel& panel, std::string_view code, Period period) {
  const auto row = panel.row(code, period);
  REQUIRE(row >= 0);
  return panel.values(static_cast<std::size_t>(row), 0);
}
ObsStatus status(const Panel& panel, std::string_view code, Period period) {
  return panel.status[static_cast<std::size_t>(panel.row(code, period))];
}

VariableRule population_known(int months_after) {
  VariableRule rule;
  rule.variable = "population";
  rule.known_after = months_after;
  return rule;
}

IndicatorRule rolling_sum() {
  IndicatorRule rule;
  rule.terms = {{"crimes", 1}};
  rule.window = 12;
  return rule;
}

TEST_CASE("A window has a value only when it is full; a new county's fills from its birth") {
  const World world;
  CHECK(text(Language::en, world.reading.diagnostics) == "");
  const Scheme scheme = scheme_of(rolling_sum());
  const IndicatorBuilder builder(scheme, world.regions, world.reading.figures);
  const std::vector<Period> periods = builder.periods();
  REQUIRE(periods.size() == 24);
  const Panel panel = builder.build(periods);
  CHECK(panel.blocks().size() == 24);
  CHECK(is_missing(value(panel, "K1", Period::month(2020, 11))));
  CHECK(status(panel, "K1", Period::month(2020, 11)) == ObsStatus::missing);
  CHECK(value(panel, "K1", Period::month(2020, 12)) == 120);
  CHECK(value(panel, "K4", Period::month(2020, 12)) == 78);   // 1 + … + 12
  CHECK(value(panel, "K4", Period::month(2021, 12)) == 222);  // 13 + … + 24
  CHECK(panel.row("K2", Period::month(2020, 7)) == -1);
  CHECK(panel.row("K3", Period::month(2020, 6)) == -1);
  CHECK(is_missing(value(panel, "K3", Period::month(2021, 5))));
  CHECK(value(panel, "K3", Period::month(2021, 6)) == 360);

  const Trace young = builder.trace(world.region("K3"), Period::month(2021, 5), 0);
  CHECK(young.why.id == "figures.why.born_in_window");
  CHECK(young.cells.size() == 12);
  CHECK(builder.trace(world.region("K2"), Period::month(2020, 7), 0).why.id == "figures.why.not_valid");
  CHECK(builder.trace(world.region("K1"), Period::month(2020, 11), 0).why.id == "figures.why.no_figure");
}

TEST_CASE("Wholes pool their members' figures, do not fit, and groups name the regions above") {
  const World world;
  IndicatorRule rule = rolling_sum();
  rule.denominator = {{"population", 1}};
  rule.factor = 100000;
  rule.max_age = 12;
  const Scheme scheme = scheme_of(rule);
  const IndicatorBuilder builder(scheme, world.regions, world.reading.figures);
  const Panel panel = builder.build(builder.periods());
  const Period end = Period::month(2021, 12);
  CHECK(value(panel, "K1", end) == 120 / 1100.0 * 100000);
  CHECK(value(panel, "C1", end) == (120 + 360) / (1100.0 + 3300) * 100000);
  CHECK(value(panel, "P", end) == (120 + 360 + 222) / (1100.0 + 3300 + 4400) * 100000);
  // Before the end of 2021 the newest known population is that of 2020; K4's of 2021 is an estimate.
  CHECK(value(panel, "K1", Period::month(2021, 11)) == 120 / 1000.0 * 100000);
  CHECK(status(panel, "K4", end) == ObsStatus::estimated);
  CHECK(status(panel, "P", end) == ObsStatus::estimated);
  // In 2020-12 K3's window is not full: the city is its other member alone.
  CHECK(value(panel, "C1", Period::month(2020, 12)) == 120 / 1000.0 * 100000);
  const Trace city = builder.trace(world.region("C1"), Period::month(2020, 12), 0);
  CHECK(city.members == 1);
  CHECK(city.members_valid == 2);

  for (std::size_t row = 0; row < panel.units.size(); ++row) {
    const std::string& code = panel.units[row].code;
    CHECK(panel.units[row].fits == (code[0] == 'K'));
    CHECK(panel.groups.at("province")[row] == "P");
    if (code == "P") CHECK(panel.groups.at("city")[row] == "");
    if (code == "K4") CHECK(panel.groups.at("city")[row] == "C2");
  }
}

TEST_CASE("A denominator over the window is added up as the terms are, in members and wholes") {
  const World world;
  IndicatorRule rule = rolling_sum();
  rule.denominator = {{"crimes", 4}};
  const Period end = Period::month(2021, 12);
  for (const bool over_window : {false, true}) {
    rule.denominator_over_window = over_window;
    const Scheme scheme = scheme_of(rule);
    const IndicatorBuilder builder(scheme, world.regions, world.reading.figures);
    const Panel panel = builder.build({{end}});
    CHECK(value(panel, "K1", end) == 120 / (4.0 * (over_window ? 120 : 10)));
    if (over_window) CHECK(value(panel, "C1", end) == 0.25);
    const Trace trace = builder.trace(world.region("K1"), end, 0);
    CHECK(trace.cells.size() == (over_window ? 24u : 13u));
  }
}

TEST_CASE("A trace shows every cell with its row, and gives the value of the panel") {
  const World world;
  IndicatorRule rule = rolling_sum();
  rule.terms = {{"crimes", 2}, {"population", -1}};
  rule.denominator = {{"population", 1}};
  const Scheme scheme = scheme_of(rule);
  const IndicatorBuilder builder(scheme, world.regions, world.reading.figures);
  const Period end = Period::month(2021, 12);
  const Trace trace = builder.trace(world.region("K4"), end, 0);
  CHECK(trace.why.empty());
  CHECK(trace.numerator == 2 * 222 - 4400);
  CHECK(trace.denominator == 4400);
  CHECK(trace.value == value(builder.build({{end}}), "K4", end));
  REQUIRE(trace.cells.size() == 14);
  CHECK(trace.cells[0].period == Period::month(2021, 1));
  CHECK(trace.cells[0].figure.value == 13);
  CHECK(trace.cells[0].coefficient == 2);
  CHECK(trace.cells[0].figure.row > 2);
  CHECK(trace.cells[12].variable == "population");
  CHECK(trace.cells[13].role == TraceCell::Role::denominator);
  const Panel all = builder.build(builder.periods());
  for (std::size_t row = 0; row < all.units.size(); ++row) {
    const Trace of_row = builder.trace(world.region(all.units[row].code), all.units[row].period, 0);
    CHECK(
        (of_row.value == all.values(row, 0) || (is_missing(of_row.value) && is_missing(all.values(row, 0)))));
    CHECK(of_row.status == all.status[row]);
    CHECK(of_row.why.empty() == !is_missing(of_row.value));
  }
}

TEST_CASE("Yearly figures in months: last known, with lag and age; same year; straight line") {
  const World world;
  IndicatorRule rule;
  rule.terms = {{"population", 1}};
  rule.reduce = Reduce::last;
  const auto at = [&](const char* period, int known_after) {
    Scheme scheme = scheme_of(rule);
    scheme.variables = {population_known(known_after)};
    return IndicatorBuilder(scheme, world.regions, world.reading.figures)
        .trace(world.region("K1"), *Period::parse(period), 0);
  };
  rule.max_age = 14;
  CHECK(at("2020-11", 0).value == 900);
  CHECK(at("2020-12", 0).value == 1000);
  CHECK(at("2021-01", 2).value == 900);
  CHECK(at("2021-02", 2).value == 1000);
  CHECK(at("2020-01", -12).value == 1000);  // known ahead, but not of a year to come
  CHECK(at("2021-02", 6).value == 900);     // 14 months old
  CHECK(at("2021-03", 6).why.id == "figures.why.none_known");
  rule.bridging = Bridging::same_period;
  CHECK(at("2021-01", 0).value == 1100);
  CHECK(at("2022-01", 0).why.id == "figures.why.no_figure");
  rule.bridging = Bridging::linear;
  // Middles of years are the ends of June: half a month before the middle of July.
  CHECK(at("2020-07", 0).value == doctest::Approx(1000 + 100 * 0.5 / 12));
  CHECK(at("2021-06", 0).value == doctest::Approx(1100 - 100 * 0.5 / 12));
  CHECK(at("2021-12", 0).value == 1100);
}

TEST_CASE("Means, annualised sums, last figures and pooling without denominators") {
  const World world;
  const auto at = [&](const IndicatorRule& rule, const char* code) {
    const Scheme scheme = scheme_of(rule);
    return IndicatorBuilder(scheme, world.regions, world.reading.figures)
        .trace(world.region(code), Period::month(2021, 12), 0)
        .value;
  };
  IndicatorRule rule;
  rule.terms = {{"crimes", 1}};
  rule.window = 3;
  CHECK(at(rule, "K4") == 22 + 23 + 24);
  CHECK(at(rule, "P") == 69 + 30 + 90);
  rule.annualise = true;
  CHECK(at(rule, "K4") == 69 * 4);
  rule.annualise = false;
  rule.reduce = Reduce::mean;
  CHECK(at(rule, "K4") == 23);
  rule.pool_mean = true;
  CHECK(at(rule, "P") == (23 + 10 + 30) / 3.0);
  rule.pool_mean = false;
  rule.pool_weight = "population";
  CHECK(at(rule, "P") == (23 * 4400 + 10 * 1100 + 30 * 3300) / 8800.0);
  rule.reduce = Reduce::last;
  CHECK(at(rule, "K4") == 24);
}

TEST_CASE("What is missing says why: not reported, no variable, no denominator") {
  const region::Regions regions = county_regions();
  const Reading reading({kHead + "K1,2020-01,a,1,\nK1,2020-01,d,0,\nK4,2020-01,a,,L\nK4,2020-01,d,5,\n"},
                        regions);
  IndicatorRule rule;
  rule.terms = {{"a", 1}};
  rule.denominator = {{"d", 1}};
  const auto why = [&](const char* code) {
    const Scheme scheme = scheme_of(rule);
    return IndicatorBuilder(scheme, regions, reading.figures)
        .trace(regions.find(code), Period::month(2020, 1), 0);
  };
  CHECK(why("K1").why.id == "figures.why.denominator_not_positive");
  CHECK(why("K4").why.id == "figures.why.told_missing");
  CHECK(why("K4").status == ObsStatus::not_reported);
  CHECK(why("K2").why.id == "figures.why.no_figure");
  CHECK(why("C1").why.id == "figures.why.no_members");
  rule.terms = {{"zzz", 1}};
  CHECK(why("K1").why.id == "figures.why.no_such_variable");
  Scheme wrong = scheme_of(rule);
  wrong.rules.clear();
  CHECK_THROWS_AS(IndicatorBuilder(wrong, regions, reading.figures), std::invalid_argument);
}

TEST_CASE("Denominators that the structure names become columns of the panel, pooled for wholes") {
  const World world;
  Scheme scheme = scheme_of(rolling_sum());
  scheme.structure.nodes[0].denominator = "population";
  const IndicatorBuilder builder(scheme, world.regions, world.reading.figures);
  const Period end = Period::month(2021, 12);
  const Panel panel = builder.build({{end}});
  const auto& column = panel.denominators.at("population");
  CHECK(column[static_cast<std::size_t>(panel.row("K1", end))] == 1100);
  CHECK(column[static_cast<std::size_t>(panel.row("P", end))] == 8800);
}

// examples/mexico-states/README.md: 29,721 victims in 2023; CONAPO's population of that year from the file
// itself.
TEST_CASE("Mexico's homicide rate of 2023 is the publishers' total over the population") {
  const std::string folder = DAJUAN_SOURCE_DIR "/examples/mexico-states/";
  Diagnostics diagnostics;
  const auto regions =
      region::Regions::read(read_tables(folder + "regions.csv", {}, diagnostics).at(0), diagnostics);
  const Figures figures = read_figure_files({folder + "victims_monthly.csv", folder + "population.csv"},
                                            regions, {}, Workers(1), diagnostics);
  IndicatorRule rule;
  rule.terms = {{"intentional_homicide_victims", 1}};
  rule.window = 12;
  rule.denominator = {{"population", 1}};
  rule.factor = 100000;
  Scheme scheme = scheme_of(rule);
  scheme.members = "state";
  scheme.variables = {population_known(-12)};
  const Trace country =
      IndicatorBuilder(scheme, regions, figures).trace(regions.find("MX-00"), Period::month(2023, 12), 0);
  double population = 0;
  for (int region = 1; region < 33; ++region)
    population += figures.at(figures.find("population"), region, Period::year(2023)).value;
  CHECK(country.numerator == 29721);
  CHECK(country.denominator == population);
  CHECK(country.members == 32);
}

}  // namespace
}  // namespace dajuan::index
