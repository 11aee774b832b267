#include "index/simulate.h"

#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <tuple>

#include "figure_test_tools.h"
#include "stats/descriptive.h"

namespace dajuan::index {
namespace {

using Kind = SimulationRule::Kind;

/// A province of forty counties; K39 ends in 2021-06 and K40 begins in 2021-07.
region::Regions made_regions(int counties = 40) {
  std::string text = "P,,province,,,,省,Province\n";
  for (int k = 1; k <= counties; ++k) {
    const std::string number = (k < 10 ? "0" : "") + std::to_string(k);
    const std::string validity = k == 39 ? ",2021-06,K40" : k == 40 ? "2021-07,," : ",,";
    text += "K" + number + ",P,county," + validity + ",县,County\n";
  }
  return regions_of(text);
}

SimulationPlan made_plan(const region::Regions& regions) {
  SimulationPlan plan;
  plan.seed = "a seed";
  plan.from = Period::month(2019, 1);
  plan.to = Period::month(2023, 12);
  plan.level = "county";
  plan.rules = {{Kind::per_100000_residents, "crime_theft", 600, 2},
                {Kind::per_100000_residents, "fires", 300, 3},
                {Kind::percent, "checks", 90, 1},
                {Kind::mean, "answer_time", 12, 1}};
  plan.residents.assign(regions.size(), kMissing);
  return plan;
}

using Key = std::tuple<std::string, std::string, std::string>;  // variable, region, period

std::map<Key, double> by_key(const SimulatedFigures& figures, const region::Regions& regions) {
  std::map<Key, double> result;
  for (const SimulatedFigure& row : figures.rows) {
    const bool added =
        result.emplace(Key{row.variable, regions[row.region].code, row.period.text()}, row.value).second;
    REQUIRE(added);
  }
  return result;
}

bool same(double a, double b) { return a == b || (is_missing(a) && is_missing(b)); }

/// Monthly values of a variable, region by region, missing ones left out.
std::map<int, std::vector<double>> series_of(const SimulatedFigures& figures, std::string_view variable) {
  std::map<int, std::vector<double>> result;
  for (const SimulatedFigure& row : figures.rows)
    if (row.variable == variable && !is_missing(row.value)) result[row.region].push_back(row.value);
  return result;
}

/// Variance over mean of what is left of a series after its slow course: of independent values the mean
/// square of second differences is six variances.
double dispersion_of(const std::vector<double>& counts) {
  double squares = 0;
  for (std::size_t i = 2; i < counts.size(); ++i) {
    const double bend = counts[i] - 2 * counts[i - 1] + counts[i - 2];
    squares += bend * bend;
  }
  return squares / static_cast<double>(counts.size() - 2) / 6 / stats::mean(counts);
}

TEST_CASE("the same seed makes the same rows, another one others") {
  const region::Regions regions = made_regions();
  SimulationPlan plan = made_plan(regions);
  const SimulatedFigures a = simulate(plan, regions);
  const SimulatedFigures b = simulate(plan, regions);
  REQUIRE(a.rows.size() == b.rows.size());
  for (std::size_t i = 0; i < a.rows.size(); ++i) {
    CHECK(a.rows[i].variable == b.rows[i].variable);
    CHECK(a.rows[i].region == b.rows[i].region);
    CHECK(a.rows[i].period == b.rows[i].period);
    CHECK(same(a.rows[i].value, b.rows[i].value));
  }
  plan.seed = "another";
  const SimulatedFigures other = simulate(plan, regions);
  std::size_t equal = 0;
  for (std::size_t i = 0; i < a.rows.size(); ++i) equal += same(a.rows[i].value, other.rows[i].value);
  CHECK(equal < a.rows.size() / 4);
}

TEST_CASE("a further indicator changes no other figure") {
  const region::Regions regions = made_regions();
  SimulationPlan plan = made_plan(regions);
  const auto before = by_key(simulate(plan, regions), regions);
  plan.rules.insert(plan.rules.begin(), {Kind::per_10000_vehicles, "accidents", 20, 1.5});
  const auto after = by_key(simulate(plan, regions), regions);
  CHECK(after.size() > before.size());
  for (const auto& [key, value] : before) CHECK(same(after.at(key), value));
}

TEST_CASE("a further region changes no figure of another, but for the one that is massaged") {
  const region::Regions fewer = made_regions(37);
  const region::Regions more = made_regions(38);
  const SimulatedFigures small = simulate(made_plan(fewer), fewer);
  const SimulatedFigures large = simulate(made_plan(more), more);
  const auto before = by_key(small, fewer);
  const auto after = by_key(large, more);
  for (const auto& [key, value] : before) {
    const std::string& region = std::get<1>(key);
    if (region == fewer[small.massaged].code || region == more[large.massaged].code) continue;
    CHECK(same(after.at(key), value));
  }
}

TEST_CASE("regions report only while they are valid") {
  const region::Regions regions = made_regions();
  const int ended = regions.find("K39");
  const int begun = regions.find("K40");
  std::size_t rows_of_ended = 0;
  std::size_t rows_of_begun = 0;
  for (const SimulatedFigure& row : simulate(made_plan(regions), regions).rows) {
    CHECK(regions.valid(row.region, row.period));
    CHECK(regions[row.region].level == "county");
    rows_of_ended += row.region == ended && row.variable == "fires";
    rows_of_begun += row.region == begun && row.variable == "fires";
  }
  CHECK(rows_of_ended == 30);
  CHECK(rows_of_begun == 30);
}

TEST_CASE("counts scatter as their rule says, and missing reports are as rare as said") {
  const region::Regions regions = made_regions();
  const SimulatedFigures figures = simulate(made_plan(regions), regions);
  std::vector<double> dispersions;
  for (const auto& [region, counts] : series_of(figures, "fires"))
    dispersions.push_back(dispersion_of(counts));
  // The rule's 3 and what season and disturbance add to counts of some hundred; shocks make a few larger.
  const double typical = stats::median(dispersions);
  CHECK(typical > 2.5);
  CHECK(typical < 4);
  double missing = 0;
  double monthly = 0;
  for (const SimulatedFigure& row : figures.rows) {
    if (row.period.frequency() != Frequency::month) continue;
    monthly += 1;
    missing += is_missing(row.value);
    CHECK((row.status == ObsStatus::not_reported) == is_missing(row.value));
  }
  CHECK(monthly > 10000);
  CHECK(missing / monthly > 0.002);
  CHECK(missing / monthly < 0.006);
}

TEST_CASE("what is counted is a whole number, what is done is no more than what was due") {
  const region::Regions regions = made_regions();
  const SimulatedFigures figures = simulate(made_plan(regions), regions);
  const auto values = by_key(figures, regions);
  for (const auto& [key, value] : values) {
    const auto& [variable, region, period] = key;
    if (is_missing(value)) continue;
    CHECK(value >= 0);
    if (variable == "crime_theft" || variable == "fires" || variable == "checks_due")
      CHECK(value == std::floor(value));
    if (variable == "checks_done") CHECK(value <= values.at({"checks_due", region, period}));
  }
}

TEST_CASE("one region reports too few crimes and too smoothly, from the second year on") {
  const region::Regions regions = made_regions();
  const SimulatedFigures figures = simulate(made_plan(regions), regions);
  REQUIRE(figures.massaged >= 0);
  const auto crimes = series_of(figures, "crime_theft");
  const std::vector<double>& all = crimes.at(figures.massaged);
  const std::vector<double> honest(all.begin(), all.begin() + 11);
  const std::vector<double> massaged(all.begin() + 12, all.end());
  CHECK(dispersion_of(massaged) < 0.3);
  CHECK(dispersion_of(honest) > 0.8);
  CHECK(stats::mean(massaged) < 0.9 * stats::mean(honest));
  for (const auto& [region, counts] : crimes)
    if (region != figures.massaged) CHECK(dispersion_of(counts) > 0.8);
  // Only crime is massaged.
  CHECK(dispersion_of(series_of(figures, "fires").at(figures.massaged)) > 0.8);
}

}  // namespace
}  // namespace dajuan::index
