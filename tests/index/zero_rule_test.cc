#include "index/zero_rule.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/random.h"
#include "figure_test_tools.h"
#include "index/figure_reader_files.h"

namespace dajuan::index {
namespace {

struct Mexico {
  Diagnostics diagnostics;
  region::Regions regions;
  Figures figures;
  std::vector<ZeroRun> runs;
  ZeroRule rule;

  Mexico() {
    const std::string folder = DAJUAN_SOURCE_DIR "/examples/mexico-states/";
    regions = region::Regions::read(read_tables(folder + "regions.csv", {}, diagnostics).at(0), diagnostics);
    figures = read_figure_files(
        {folder + "victims_monthly.csv", folder + "crimes_yearly.csv", folder + "population.csv"}, regions,
        {}, Workers(2), diagnostics);
    rule.exposure = "population";
    runs = find_zero_runs(figures, regions, rule);
  }

  /// Runs of a variable and region as "from to", in order.
  std::vector<std::string> of(std::string_view variable, std::string_view region) const {
    std::vector<std::string> result;
    for (const ZeroRun& run : runs) {
      if (run.variable == variable && regions[run.region].code == region)
        result.push_back(run.from.text() + " " + run.to.text());
    }
    return result;
  }
};

const Mexico& mexico() {
  static const Mexico data;
  return data;
}

using Texts = std::vector<std::string>;

// Every statement of examples/mexico-states/README.md about zeros that were not counted.
TEST_CASE("Oaxaca: nine months in which all 17 kinds are printed zero") {
  const std::set<std::string> months = {"2015-01", "2015-03", "2015-04", "2015-06", "2015-07",
                                        "2015-09", "2015-10", "2015-12", "2016-10"};
  std::map<std::string, std::set<std::string>> kinds;
  for (const ZeroRun& run : mexico().runs) {
    if (mexico().regions[run.region].code != "MX-20" || run.from.frequency() != Frequency::month) continue;
    for (Period at = run.from; at <= run.to; at = at.plus(1)) kinds[at.text()].insert(run.variable);
  }
  CHECK(kinds.size() == months.size());
  for (const std::string& month : months) CHECK_MESSAGE(kinds[month].size() == 17, month);
}

TEST_CASE("Intentional homicide has no other such run") {
  int zeros = 0;
  for (const ZeroRun& run : mexico().runs) {
    if (run.variable != "intentional_homicide_victims") continue;
    CHECK(mexico().regions[run.region].code == "MX-20");
    CHECK(run.mean == doctest::Approx(77).epsilon(0.1));
    zeros += run.periods;
  }
  CHECK(zeros == 9);
}

TEST_CASE("The other runs of the README") {
  CHECK(mexico().of("road_injuries", "MX-18") == Texts{"2015-01 2025-06"});
  CHECK(mexico().of("other_negligent_injury_victims", "MX-31") == Texts{"2015-01 2025-06"});
  CHECK(mexico().of("other_liberty_victims", "MX-11") == Texts{"2015-01 2025-06"});
  CHECK(mexico().of("road_injuries", "MX-27") == Texts{"2015-01 2017-12"});
  CHECK(mexico().of("road_injuries", "MX-02") == Texts{"2015-01 2017-09"});
  CHECK(mexico().of("road_injuries", "MX-22") == Texts{"2015-01 2016-04"});
  CHECK(mexico().of("firearm_injury_victims", "MX-17") == Texts{"2015-01 2024-12"});
  CHECK(mexico().of("road_deaths", "MX-12") == Texts{"2020-02 2020-08"});
  CHECK(mexico().of("road_injuries", "MX-12") == Texts{"2020-02 2020-08"});
  // Morelos prints nearly none: 126 months but one are set aside.
  int morelos = 0;
  for (const ZeroRun& run : mexico().runs) {
    if (run.variable == "road_injuries" && mexico().regions[run.region].code == "MX-17") {
      CHECK(run.basis == ZeroBasis::all_regions);
      morelos += run.periods;
    }
  }
  CHECK(morelos == 125);
}

TEST_CASE("Means are what the README says of the months after") {
  for (const ZeroRun& run : mexico().runs) {
    if (run.variable != "road_injuries") continue;
    const std::string code = mexico().regions[run.region].code;
    if (code == "MX-27") CHECK(run.mean == doctest::Approx(89).epsilon(0.01));
    if (code == "MX-02") CHECK(run.mean == doctest::Approx(46).epsilon(0.01));
    if (code == "MX-22") CHECK(run.mean == doctest::Approx(88).epsilon(0.01));
  }
}

TEST_CASE(
    "Setting aside makes zeros not reported, keeps their origin, and follows the rule of each variable") {
  Figures figures = mexico().figures;
  std::vector<ZeroRun> runs = mexico().runs;
  VariableRule off;
  off.variable = "road_injuries";
  off.zero_rule = false;
  set_aside(figures, runs, mexico().rule, {off});
  Diagnostics warnings;
  warn_of_zero_runs(figures, mexico().regions, runs, warnings);
  std::size_t left = 0;
  for (const ZeroRun& run : runs) {
    CHECK(run.set_aside == (run.variable != "road_injuries"));
    left += !run.set_aside;
    for (Period at = run.from; at <= run.to; at = at.plus(1)) {
      const Figure figure = figures.at(figures.find(run.variable), run.region, at);
      CHECK(figure.told());
      CHECK(figure.row > 1);
      CHECK(is_missing(figure.value) == run.set_aside);
      CHECK(figure.status == (run.set_aside ? ObsStatus::not_reported : ObsStatus::normal));
    }
  }
  CHECK(left > 10);
  CHECK(warnings.warnings() == left);
  CHECK_FALSE(warnings.has_errors());
}

/// Figures of one variable from a function of region and month.
template <typename Count>
Figures counts(std::size_t regions, int months, Count count) {
  Figures figures;
  figures.regions = regions;
  figures.files = {"simulated"};
  VariableSeries& series = figures.variables.emplace_back();
  series.code = "events";
  series.first = Period::month(2015, 1).ordinal();
  series.periods = months;
  std::uint32_t row = 1;
  for (int month = 0; month < months; ++month) {
    for (std::size_t region = 0; region < regions; ++region)
      series.cells.push_back({count(region, month), ++row, 0, ObsStatus::normal});
  }
  return figures;
}

region::Regions counties(std::size_t count) {
  std::string rows;
  for (std::size_t i = 0; i < count; ++i) rows += std::to_string(100000 + i) + ",,county,,,,县,County\n";
  return regions_of(rows);
}

// The law of the rule: among honest counts a run falls below the bound less often than the bound says. With a
// loose bound so that it can be seen: 3 million runs would be needed for 1e-6.
TEST_CASE("Honest zeros are not set aside: Poisson, over-dispersed, seasonal, growing") {
  constexpr std::size_t kRegions = 400;
  constexpr int kMonths = 120;
  const region::Regions regions = counties(kRegions);
  const double means[] = {0.02, 0.1, 0.5, 1, 2, 5, 15, 60};
  for (const int kind : {0, 1, 2, 3}) {
    CAPTURE(kind);
    Philox random(philox_key("honest zeros"), static_cast<std::uint32_t>(kind));
    std::size_t runs_looked_at = 0;
    std::vector<bool> zero(kRegions, false);
    const Figures figures = counts(kRegions, kMonths, [&](std::size_t region, int month) {
      double mean = means[region % std::size(means)];
      if (kind == 2) mean *= month % 12 < 6 ? 1.8 : 0.2;
      if (kind == 3) mean *= 2.0 * month / kMonths;
      const auto count = kind == 1 ? random.negative_binomial(mean, 1.5) : random.poisson(mean);
      runs_looked_at += count == 0 && !zero[region];
      zero[region] = count == 0;
      return static_cast<double>(count);
    });
    REQUIRE(runs_looked_at > 3000);
    ZeroRule rule;
    rule.bound = 1e-3;
    const std::vector<ZeroRun> found = find_zero_runs(figures, regions, rule);
    std::size_t by_own = 0;
    for (const ZeroRun& run : found) by_own += run.basis == ZeroBasis::own_periods;
    // Counts that grow from nothing are not what the law speaks of; even they must pass the bound in use.
    if (kind != 3) CHECK(static_cast<double>(by_own) < rule.bound * static_cast<double>(runs_looked_at));
    rule.bound = 1e-6;
    CHECK(find_zero_runs(figures, regions, rule).empty());
  }
}

TEST_CASE("Unreported months are found among honest ones, alone and in rows") {
  const region::Regions regions = counties(20);
  Philox random(philox_key("unreported"), 0);
  const Figures figures = counts(20, 120, [&](std::size_t region, int month) {
    const bool unreported = (region == 3 && month % 10 == 4) || (region == 7 && month >= 30 && month < 50);
    return unreported ? 0.0 : static_cast<double>(random.negative_binomial(region == 7 ? 6 : 60, 20));
  });
  std::size_t alone = 0;
  std::size_t in_a_row = 0;
  for (const ZeroRun& run : find_zero_runs(figures, regions, {})) {
    CHECK((run.region == 3 || run.region == 7));
    if (run.region == 3) {
      CHECK(run.periods == 1);
      ++alone;
    } else {
      CHECK(run.from <= Period::month(2017, 7));
      CHECK(run.periods >= 20);
      ++in_a_row;
    }
  }
  CHECK(alone == 12);
  CHECK(in_a_row == 1);
}

TEST_CASE("Rates, shares and figures below zero are not looked at") {
  const region::Regions regions = counties(1);
  const auto series = [](double one) {
    return counts(1, 100, [one](std::size_t, int month) { return month < 50 ? 0 : month == 60 ? one : 100; });
  };
  CHECK(find_zero_runs(series(100), regions, {}).size() == 1);
  CHECK(find_zero_runs(series(0.5), regions, {}).empty());
  CHECK(find_zero_runs(series(-1), regions, {}).empty());
}

}  // namespace
}  // namespace dajuan::index
