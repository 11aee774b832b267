#include "stats/trend.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace stats = dajuan::stats;
using doctest::Approx;

namespace {
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
const std::vector<double> kYears = {2018, 2019, 2020, 2021, 2022};
}  // namespace

TEST_CASE("trends as COINr's get_trends gives them") {
  // ASEM panel, indicator Bord of Australia: a line that starts just below zero (COINr 1.1.14).
  const std::vector<double> australia = {0, 2.6944958560401577, 2.850222194893286, 14.264020139886998,
                                         8.820273040328175};
  const auto t = stats::trend(kYears, australia);
  CHECK(t.percent_change == Approx(-2513.5195961933919).epsilon(1e-9));
  CHECK(t.compound_growth == std::numeric_limits<double>::infinity());
  CHECK(t.available == 1);
  // Indicator GDPGrow of Switzerland runs from below zero to above it: no growth rate.
  CHECK(std::isnan(stats::compound_growth(-0.0198229475945908, 0.020061260583054408, 4)));
}

TEST_CASE("a straight line and steady growth are found again, gaps or not") {
  const std::vector<double> line = {50, kNaN, 54, kNaN, 58};
  const auto t = stats::trend(kYears, line);
  CHECK(t.points == 3);
  CHECK(t.available == Approx(0.6));
  CHECK(t.slope == Approx(2).epsilon(1e-14));
  CHECK(t.fitted == Approx(50).epsilon(1e-14));
  CHECK(t.percent_change == Approx(4).epsilon(1e-13));
  std::vector<double> growth = {kNaN, 100, kNaN, 121, kNaN};
  const auto g = stats::trend(kYears, growth);
  CHECK(g.first_time == 2019);
  CHECK(g.last_time == 2021);
  CHECK(g.compound_growth == Approx(0.1).epsilon(1e-15));
}

TEST_CASE("order of the points and the unit of the values do not matter") {
  const std::vector<double> values = {3, 5, 4, 8, 9};
  const std::vector<double> turned_years = {2022, 2021, 2020, 2019, 2018};
  const std::vector<double> turned = {9000, 8000, 4000, 5000, 3000};
  const auto a = stats::trend(kYears, values);
  const auto b = stats::trend(turned_years, turned);
  CHECK(b.percent_change == Approx(a.percent_change).epsilon(1e-13));
  CHECK(b.compound_growth == Approx(a.compound_growth).epsilon(1e-15));
  CHECK(b.slope == Approx(1000 * a.slope).epsilon(1e-13));
}

TEST_CASE("below two points nothing is a trend") {
  for (const auto& values : {std::vector<double>(5, kNaN), {kNaN, 7, kNaN, kNaN, kNaN}}) {
    const auto t = stats::trend(kYears, values);
    CHECK(std::isnan(t.percent_change));
    CHECK(std::isnan(t.compound_growth));
    CHECK(std::isnan(t.first_time));
  }
  CHECK(stats::trend({}, {}).available == 0);
}

TEST_CASE("ends of compound growth") {
  CHECK(stats::compound_growth(2, 8, 2) == 1);
  CHECK(stats::compound_growth(5, 0, 3) == -1);
  CHECK(std::isnan(stats::compound_growth(0, 0, 3)));
  CHECK(std::isnan(stats::compound_growth(1, 2, 0)));
  CHECK(stats::compound_growth(-1, -4, 2) == 1);
}
