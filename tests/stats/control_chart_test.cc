#include "stats/control_chart.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "base/observation.h"
#include "base/random.h"
#include "stats/false_alarms.h"
#include "stats/seasonal_factors.h"

namespace dajuan::stats {
namespace {

using doctest::Approx;
using Values = std::vector<double>;

ChartPlan whole_series(RateKind kind, std::size_t periods) {
  ChartPlan plan;
  plan.kind = kind;
  plan.baseline_end = periods;
  plan.least_sigma_z = 0;
  plan.limits = ChartLimits::laney;
  return plan;
}

/// Orange juice cans, 30 samples of 50: D. C. Montgomery, Introduction to Statistical Quality Control,
/// example 7.1.
const Values kCans = {12, 15, 8, 10, 4,  7,  16, 9,  14, 10, 5,  6, 17, 12, 22,
                      8,  10, 5, 13, 11, 20, 18, 24, 15, 9,  12, 7, 13, 9,  6};

/// A made-up monthly series of counts, from `level` events a month, with a season and a dispersion.
struct Monthly {
  Values events;
  Values exposures;
};
Monthly monthly(std::size_t months, double level, double dispersion, double season, std::string_view seed) {
  Philox random(philox_key(seed), 1);
  Monthly made;
  for (std::size_t t = 0; t < months; ++t) {
    const double up = t % 12 < 6 ? season : -season;
    const double mean = level * (1 + up);
    made.exposures.push_back(1000);
    made.events.push_back(static_cast<double>(
        dispersion > 1 ? random.negative_binomial(mean, mean / (dispersion - 1)) : random.poisson(mean)));
  }
  return made;
}

std::size_t signals(const ControlChart& chart, std::size_t from) {
  std::size_t number = 0;
  for (std::size_t t = from; t < chart.points.size(); ++t) number += chart.points[t].signal != Signal::none;
  return number;
}

}  // namespace

TEST_CASE("centre and limits of a p-chart as in Montgomery, example 7.1") {
  const auto chart = control_chart(kCans, Values(30, 50), whole_series(RateKind::proportion, 30));
  REQUIRE(chart);
  CHECK(chart->centre == Approx(0.2313).epsilon(2e-4));
  // Over-dispersed: two samples are out of the classical limits, and Laney's sigma_z (by hand) is 1.66.
  CHECK(chart->sigma_z == Approx(1.66030862187).epsilon(1e-10));
  const ChartPoint& point = chart->points[0];
  CHECK(point.centre + (point.upper - point.centre) / chart->sigma_z == Approx(0.4102).epsilon(1e-4));
  CHECK(point.lower == 0);
  for (std::size_t t = 0; t < 30; ++t) {
    const bool out = t == 14 || t == 22;  // samples 15 and 23 in the book
    CHECK((std::fabs(chart->points[t].z * chart->sigma_z) > 3) == out);
    CHECK(chart->points[t].signal == Signal::none);
  }
  // Without the two, from which example 7.1 goes on: 0.2150, 0.3893, 0.0407; sample 21 is out.
  Values without = kCans;
  without[14] = without[22] = kMissing;
  const auto again = control_chart(without, Values(30, 50), whole_series(RateKind::proportion, 30));
  REQUIRE(again);
  CHECK(again->centre == Approx(0.2150).epsilon(1e-4));
  CHECK(again->baseline_points == 28);
  const ChartPoint& other = again->points[0];
  CHECK(other.centre + (other.upper - other.centre) / again->sigma_z == Approx(0.3893).epsilon(1e-4));
  CHECK(other.centre - 3 * (other.upper - other.centre) / again->sigma_z / 3 == Approx(0.0407).epsilon(1e-3));
  CHECK(again->points[20].z * again->sigma_z > 3);
  CHECK(is_missing(again->points[14].z));
  CHECK(is_missing(again->points[14].upper));
  CHECK(again->points[14].signal == Signal::none);
}

TEST_CASE("centre and limits of a u-chart with unequal rolls as in Montgomery, example 7.5; Laney by hand") {
  const Values defects = {14, 12, 20, 11, 7, 10, 21, 16, 19, 23};
  const Values rolls = {10, 8, 13, 10, 9.5, 10, 12, 10.5, 12, 12.5};
  ChartPlan plan = whole_series(RateKind::count, 10);
  const auto laney = control_chart(defects, rolls, plan);
  REQUIRE(laney);
  CHECK(laney->centre == Approx(153 / 107.5).epsilon(1e-14));
  CHECK(laney->sigma_z == Approx(0.678567460308).epsilon(1e-11));
  CHECK(laney->points[4].z * laney->sigma_z == Approx(-1.773398218244).epsilon(1e-12));
  plan.least_sigma_z = 1;
  const auto plain = control_chart(defects, rolls, plan);
  REQUIRE(plain);
  CHECK(plain->sigma_z == 1);
  CHECK(plain->sigma_z_found == laney->sigma_z);
  CHECK(plain->points[0].upper == Approx(2.55).epsilon(3e-3));  // Montgomery, table 7.11
  CHECK(plain->points[0].lower == Approx(0.29).epsilon(6e-3));
  CHECK(plain->points[9].upper == Approx(2.435552305129).epsilon(1e-12));
  CHECK(plain->points[1].lower == Approx(0.157885199984).epsilon(1e-11));
  CHECK(laney->points[0].upper - laney->centre ==
        Approx((plain->points[0].upper - plain->centre) * laney->sigma_z).epsilon(1e-13));
}

TEST_CASE("exact limits by R: upper ones further out, lower ones nearer, each with the tail of a normal 3") {
  ChartPlan plan;
  plan.baseline_end = 10;
  const auto rolls = control_chart(Values{14, 12, 20, 11, 7, 10, 21, 16, 19, 23},
                                   Values{10, 8, 13, 10, 9.5, 10, 12, 10.5, 12, 12.5}, plan);
  REQUIRE(rolls);
  CHECK(rolls->points[0].upper == Approx(2.728213366112).epsilon(1e-9));
  CHECK(rolls->points[0].lower == Approx(0.3904622196342).epsilon(1e-9));
  plan.baseline_end = 30;
  const auto calls = control_chart(kCans, Values(30, 5000), plan);
  REQUIRE(calls);
  CHECK(calls->sigma_z > 1);
  CHECK(calls->points[0].upper - calls->centre > calls->centre - calls->points[0].lower);
}

TEST_CASE("very large samples: a p'-chart where every point is out of the p-chart") {
  // Emergency patients seen within four hours, first six weeks of M. A. Mohammed et al., BMJ Quality & Safety
  // 22 (2013) 362-368; sigma_z by the formulas in R.
  const Values seen = {266501, 264225, 276532, 281461, 269071, 261215};
  const Values all = {280443, 276823, 291681, 296155, 282343, 275888};
  const auto chart = control_chart(seen, all, whole_series(RateKind::proportion, 6));
  REQUIRE(chart);
  CHECK(chart->centre == Approx(0.950492358218).epsilon(1e-11));
  CHECK(chart->sigma_z == Approx(9.42089947877).epsilon(1e-10));
  CHECK(chart->points[0].upper == Approx(0.962069510801).epsilon(1e-11));
  CHECK(chart->points[5].lower == Approx(0.938820025625).epsilon(1e-11));
  CHECK(chart->points[1].z * chart->sigma_z == Approx(9.697924254494).epsilon(1e-10));
}

TEST_CASE("CUSUM and EWMA as in Montgomery, examples 9.1 and 9.2") {
  Values z = {9.45,  7.99,  9.29,  11.66, 12.16, 10.18, 8.04,  11.46, 9.20,  10.34,
              9.03,  11.47, 10.51, 9.40,  10.08, 9.37,  10.62, 10.31, 8.52,  10.84,
              10.90, 9.33,  12.29, 11.50, 10.60, 11.08, 10.38, 11.62, 11.31, 10.52};
  for (double& value : z) value -= 10;
  const auto sums = cusum(z, {0.5, 5});
  CHECK(sums[1].below == Approx(1.56));
  CHECK(sums[4].above == Approx(2.82));
  CHECK(sums[27].above == Approx(4.47));
  CHECK(sums[27].signal == Signal::none);
  CHECK(sums[28].above == Approx(5.28));  // the book: out of control at period 29
  CHECK(sums[28].signal == Signal::above);
  const auto means = ewma(z, {0.1, 2.7});
  CHECK(10 + means[0].value == Approx(9.945));
  CHECK(10 + means[1].value == Approx(9.7495));
  CHECK(10 + means[0].limit == Approx(10.27));
  CHECK(10 + means[1].limit == Approx(10.36).epsilon(4e-4));
  CHECK(10 + means[29].limit == Approx(10.62).epsilon(2e-4));
  CHECK(10 + means[28].value == Approx(10.6468234546).epsilon(1e-10));
  CHECK(means[27].signal == Signal::none);
  CHECK(means[28].signal == Signal::above);
}

TEST_CASE("the other way round is the other side") {
  Philox random(philox_key("mirror"), 1);
  Values z;
  for (int t = 0; t < 200; ++t) z.push_back(t % 11 == 7 ? kMissing : 1.5 * random.normal() + t / 200.0);
  Values turned = z;
  for (double& value : turned) value = -value;
  const auto sums = cusum(z, {});
  const auto turned_sums = cusum(turned, {});
  const auto means = ewma(z, {});
  const auto turned_means = ewma(turned, {});
  for (std::size_t t = 0; t < z.size(); ++t) {
    CHECK(sums[t].above == turned_sums[t].below);
    CHECK(static_cast<int>(sums[t].signal) == -static_cast<int>(turned_sums[t].signal));
    CHECK(means[t].value == -turned_means[t].value);
    CHECK(static_cast<int>(means[t].signal) == -static_cast<int>(turned_means[t].signal));
  }
  // A missing point is no point: the same as leaving it out.
  Values there;
  for (const double value : z)
    if (!is_missing(value)) there.push_back(value);
  CHECK(ewma(there, {}).back().value == means.back().value);
  CHECK(ewma(there, {}).back().limit == means.back().limit);
  CHECK(cusum(there, {}).back().above == sums.back().above);
}

TEST_CASE("an EWMA of all of the last point is the rule of Shewhart") {
  const Values z = {0.5, -3.2, 2.9, 3.1, kMissing, -1};
  const auto points = ewma(z, {1, 3});
  CHECK(points[1].signal == Signal::below);
  CHECK(points[2].signal == Signal::none);
  CHECK(points[3].signal == Signal::above);
  CHECK(points[5].signal == Signal::none);
  CHECK(points[5].limit == 3);
}

TEST_CASE("a new period changes no old point, and the monitored ones teach nothing") {
  const Monthly made = monthly(60, 80, 2, 0, "frozen");
  ChartPlan plan;
  plan.baseline_end = 36;
  const auto whole = control_chart(made.events, made.exposures, plan);
  const auto shorter =
      control_chart(std::span(made.events).first(40), std::span(made.exposures).first(40), plan);
  REQUIRE((whole && shorter));
  CHECK(whole->sigma_z == shorter->sigma_z);
  for (std::size_t t = 0; t < 40; ++t) {
    CHECK(whole->points[t].z == shorter->points[t].z);
    CHECK(whole->points[t].upper == shorter->points[t].upper);
  }
  CHECK(whole->ewma.size() == 24);
  CHECK(whole->ewma[3].value == shorter->ewma[3].value);
  CHECK(whole->cusum[3].above == shorter->cusum[3].above);
}

TEST_CASE("over-dispersion is found, and widens the limits to what the figures do") {
  const Monthly made = monthly(4000, 100, 4, 0, "dispersed");
  ChartPlan plan;
  plan.baseline_end = 2000;
  const auto chart = control_chart(made.events, made.exposures, plan);
  REQUIRE(chart);
  CHECK(chart->sigma_z == Approx(2).epsilon(0.03));
  CHECK(chart->centre == Approx(0.1).epsilon(0.01));
  CHECK(signals(*chart, 2000) < 20);  // 5.4 on average if normal; all of 200 and more with sigma_z = 1
  plan.kind = RateKind::count;
  ChartPlan poisson = plan;
  poisson.rules.shewhart.limit = 3 / chart->sigma_z;
  CHECK(signals(*control_chart(made.events, made.exposures, poisson), 2000) > 200);
}

TEST_CASE("a value is outside its limits just when its z is outside the limit") {
  const Monthly made = monthly(300, 6, 3, 0.3, "limits");
  ChartPlan plan;
  plan.baseline_end = 100;
  const auto chart = control_chart(made.events, made.exposures, plan);
  REQUIRE(chart);
  std::size_t above = 0;
  for (const ChartPoint& point : chart->points) {
    CHECK((point.value > point.upper) == (point.signal == Signal::above));
    CHECK((point.value < point.lower) == (point.signal == Signal::below));
    CHECK(point.lower >= 0);
    above += point.signal == Signal::above;
  }
  CHECK(above > 0);
}

TEST_CASE("few and skewed counts cry no more often than is said; with the limits of Laney they do") {
  constexpr std::size_t kSeries = 400;
  ChartPlan plan;
  plan.baseline_end = 36;
  const double stated = learned_false_alarms(plan.rules, 36, 12, philox_key("stated"), 10'000).any;
  const auto alarmed = [&](ChartLimits limits) {
    plan.limits = limits;
    double number = 0;
    for (std::size_t i = 0; i < kSeries; ++i) {
      const Monthly made = monthly(48, 5, 3, 0, "few " + std::to_string(i));
      const auto chart = control_chart(made.events, made.exposures, plan);
      REQUIRE(chart);
      const auto is_alarm = [](const auto& point) { return point.signal != Signal::none; };
      number += signals(*chart, 36) > 0 || std::any_of(chart->ewma.begin(), chart->ewma.end(), is_alarm) ||
                std::any_of(chart->cusum.begin(), chart->cusum.end(), is_alarm);
    }
    return number / kSeries;
  };
  CHECK(stated == Approx(0.113).epsilon(0.05));
  CHECK(alarmed(ChartLimits::exact) < stated + 0.03);
  CHECK(alarmed(ChartLimits::laney) > 1.6 * stated);
}

TEST_CASE("a slow drift is found by EWMA and CUSUM before a point is out") {
  Monthly made = monthly(72, 100, 1, 0, "drift");
  for (std::size_t t = 36; t < 72; ++t)  // half a standard deviation after a year, one and a half at the end
    made.events[t] += 5 * static_cast<double>(t - 36) / 12;
  ChartPlan plan;
  plan.baseline_end = 36;
  const auto chart = control_chart(made.events, made.exposures, plan);
  REQUIRE(chart);
  const auto is_above = [](const auto& point) { return point.signal == Signal::above; };
  CHECK(std::any_of(chart->cusum.begin(), chart->cusum.end(), is_above));
  CHECK(std::any_of(chart->ewma.begin(), chart->ewma.end(), is_above));
  CHECK(signals(*chart, 36) == 0);
}

TEST_CASE("with seasons the same month is expected again; without them summers are alarms") {
  const Monthly all = monthly(48, 20000, 1, 0.3, "all regions");
  const Monthly one = monthly(600, 150, 1, 0.3, "one region");
  const Values factors = seasonal_factors(all.events, all.exposures, 12, 3, 0, 48);
  REQUIRE(factors.size() == 12);
  ChartPlan plan;
  plan.baseline_end = 48;
  plan.seasonal_factors = factors;
  plan.first_place = 3;
  const auto chart = control_chart(one.events, one.exposures, plan);
  REQUIRE(chart);
  CHECK(chart->sigma_z == Approx(1).epsilon(0.15));
  CHECK(chart->centre == Approx(0.15).epsilon(0.03));
  CHECK(chart->points[0].centre == Approx(1.3 * 0.15).epsilon(0.04));
  CHECK(chart->points[6].centre == Approx(0.7 * 0.15).epsilon(0.04));
  CHECK(signals(*chart, 48) < 12);  // 1.5 expected of 552
  plan.seasonal_factors.clear();
  const auto blind = control_chart(one.events, one.exposures, plan);
  REQUIRE(blind);
  std::size_t drifts = 0;
  for (const EwmaPoint& point : blind->ewma) drifts += point.signal != Signal::none;
  CHECK(drifts > 100);
}

TEST_CASE("nothing is charted from a baseline that says nothing") {
  const Values ten(10, 5);
  ChartPlan plan;
  plan.baseline_end = 3;  // two ranges
  CHECK_FALSE(control_chart(ten, Values(10, 100), plan));
  plan.baseline_end = 4;
  CHECK(control_chart(ten, Values(10, 100), plan));
  CHECK_FALSE(control_chart(Values(10, 0), Values(10, 100), plan));
  CHECK_FALSE(control_chart(ten, Values(10, 0), plan));
  CHECK_FALSE(control_chart(Values(10, kMissing), Values(10, 100), plan));
  plan.kind = RateKind::proportion;
  CHECK_FALSE(control_chart(ten, Values(10, 5), plan));  // all of all
  CHECK_FALSE(control_chart({}, {}, plan));
  CHECK(is_missing(moving_range_sigma(Values{1, 2, kMissing, 3, 4, kMissing, 7})));
}

TEST_CASE("an exposure of zero is a missing point, not an infinite rate") {
  Values exposures(10, 100);
  exposures[7] = 0;
  ChartPlan plan;
  plan.baseline_end = 6;
  const auto chart = control_chart(Values{5, 6, 4, 5, 7, 5, 5, 9, 5, 5}, exposures, plan);
  REQUIRE(chart);
  CHECK(is_missing(chart->points[7].value));
  CHECK(is_missing(chart->points[7].lower));
  CHECK(chart->points[7].signal == Signal::none);
  CHECK(chart->ewma[1].value == chart->ewma[0].value);
  CHECK(chart->ewma.size() == 4);
}

}  // namespace dajuan::stats
