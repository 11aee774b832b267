#include "stats/count_interval.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <vector>

#include "made_up.h"

using doctest::Approx;
using namespace dajuan::stats;

namespace {

constexpr double kNinetyFive = 0.95;

/// Probabilities of 0, 1, 2 ... of a count with this mean: Poisson, or NB1 where the dispersion is above 1.
std::vector<double> count_probabilities(double mean, double dispersion) {
  std::vector<double> result;
  const double size = mean / (dispersion - 1);
  double sum = 0;
  double p = dispersion > 1 ? std::pow(dispersion, -size) : std::exp(-mean);
  for (int k = 0; k <= mean || sum < 1 - 1e-11; ++k) {
    result.push_back(p);
    sum += p;
    p *= dispersion > 1 ? (size + k) / (k + 1) * (dispersion - 1) / dispersion : mean / (k + 1);
  }
  return result;
}

/// Probability that the interval of what will be counted holds the mean.
double coverage(const std::vector<Interval>& intervals, double mean, double dispersion) {
  const std::vector<double> p = count_probabilities(mean, dispersion);
  double covered = 1;
  for (std::size_t k = 0; k < p.size(); ++k) {
    REQUIRE(k < intervals.size());
    if (mean < intervals[k].lower || mean > intervals[k].upper) covered -= p[k];
  }
  return covered;
}

std::vector<Interval> count_intervals(int counts, double dispersion) {
  std::vector<Interval> result;
  for (int k = 0; k < counts; ++k) result.push_back(count_interval(k, dispersion, kNinetyFive));
  return result;
}

}  // namespace

TEST_CASE(
    "Poisson limits of 0 to 10 events: K. Ulm, American J. Epidemiology 131 (1990) 373-375, after Garwood") {
  const double published[][2] = {{0, 3.689},      {0.025, 5.572},  {0.242, 7.225},  {0.619, 8.767},
                                 {1.090, 10.242}, {1.623, 11.668}, {2.202, 13.059}, {2.814, 14.423},
                                 {3.454, 15.763}, {4.115, 17.085}, {4.795, 18.390}};
  for (int events = 0; events <= 10; ++events) {
    const Interval limits = count_interval(events, 1, kNinetyFive);
    CHECK(std::fabs(limits.lower - published[events][0]) < 0.00052);
    CHECK(std::fabs(limits.upper - published[events][1]) < 0.00052);
  }
  CHECK(count_interval(0, 1, 0.9).upper == Approx(-std::log(0.05)).epsilon(1e-14));
}

TEST_CASE("Poisson limits cover at least 95 % of the time, whatever the mean") {
  const std::vector<Interval> intervals = count_intervals(260, 1);
  double least = 1;
  for (double mean = 0.02; mean < 80; mean *= 1.003) least = std::min(least, coverage(intervals, mean, 1));
  // It is least beside the ends of the intervals.
  for (const Interval& interval : intervals)
    for (const double end : {interval.lower, interval.upper})
      if (end > 0.02 && end < 80)
        for (const double mean : {end * (1 - 1e-10), end * (1 + 1e-10)})
          least = std::min(least, coverage(intervals, mean, 1));
  CHECK(least >= 0.95);
  CHECK(least < 0.951);
}

TEST_CASE(
    "over-dispersed counts (NB1) of known dispersion are covered 94 % at least and 97.2 % at most from 10 "
    "on") {
  for (const double dispersion : {1.01, 1.1, 1.2, 2.0, 3.0, 5.0}) {
    const std::vector<Interval> intervals = count_intervals(1200, dispersion);
    double least = 1;
    double least_from_10 = 1;
    double most_from_10 = 0;
    for (double mean = 0.02; mean < 300; mean *= 1.013) {
      const double covered = coverage(intervals, mean, dispersion);
      least = std::min(least, covered);
      if (mean < 10) continue;
      least_from_10 = std::min(least_from_10, covered);
      most_from_10 = std::max(most_from_10, covered);
    }
    CAPTURE(dispersion);
    CHECK(least >= 0.94);
    CHECK(least_from_10 >= 0.944);
    CHECK(most_from_10 <= 0.972);
  }
}

TEST_CASE("count intervals: laws") {
  tests::MadeUp random(12);
  for (int i = 0; i < 500; ++i) {
    const double events = i % 5 == 0 ? 0 : std::floor(std::pow(10, 8 * random.next()));
    const double dispersion = i % 2 == 0 ? 1 : 1.01 + 8 * random.next();
    const double level = 0.9 + 0.099 * random.next();
    CAPTURE(events);
    CAPTURE(dispersion);
    CAPTURE(level);
    const Interval limits = count_interval(events, dispersion, level);
    CHECK(limits.upper > events);
    CHECK((events == 0 ? limits.lower == 0 : limits.lower < events));
    // More dispersion widens, more events move up, a higher level widens.
    if (dispersion > 1) {
      const Interval wider = count_interval(events, dispersion * 1.1, level);
      CHECK(wider.upper > limits.upper);
      CHECK((events <= dispersion || wider.lower < limits.lower));
    }
    const Interval more = count_interval(events + 1 + std::floor(events / 100), dispersion, level);
    CHECK(more.lower > limits.lower);
    CHECK(more.upper > limits.upper);
    const Interval surer = count_interval(events, dispersion, level + 0.0005);
    CHECK(surer.upper > limits.upper);
    CHECK((events == 0 || surer.lower < limits.lower));
  }
  // Many events: half the width is 1.96 standard deviations.
  const Interval many = count_interval(1e7, 4, kNinetyFive);
  CHECK((many.upper - many.lower) / 2 == Approx(1.959964 * std::sqrt(4e7)).epsilon(0.001));
}

TEST_CASE(
    "limits of proportions: R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 5") {
  const double published[][4] = {
      {81, 263, 0.2527, 0.3676}, {15, 148, 0.0578, 0.1617}, {0, 20, 0, 0.1684}, {1, 29, 0.0009, 0.1776}};
  for (const auto& row : published) {
    const Interval limits = proportion_interval(row[0], row[1], kNinetyFive);
    CHECK(std::fabs(limits.lower - row[2]) < 0.00006);
    CHECK(std::fabs(limits.upper - row[3]) < 0.00006);
  }
  // Closed forms: 0 of n and n of n.
  CHECK(proportion_interval(0, 7, kNinetyFive).upper == Approx(1 - std::pow(0.025, 1.0 / 7)).epsilon(1e-14));
  CHECK(proportion_interval(7, 7, kNinetyFive).lower == Approx(std::pow(0.025, 1.0 / 7)).epsilon(1e-14));
  CHECK(proportion_interval(7, 7, kNinetyFive).upper == 1);
}

TEST_CASE("limits of proportions cover at least 95 % of the time, whatever the proportion") {
  for (const int trials : {1, 5, 20, 67, 150}) {
    std::vector<Interval> intervals;
    for (int cases = 0; cases <= trials; ++cases)
      intervals.push_back(proportion_interval(cases, trials, kNinetyFive));
    double least = 1;
    for (double share = 0.01; share < 0.99; share += 0.0017) {
      double p = std::pow(1 - share, trials);
      double covered = 0;
      for (int cases = 0; cases <= trials; ++cases) {
        const Interval& limits = intervals[static_cast<std::size_t>(cases)];
        if (share >= limits.lower && share <= limits.upper) covered += p;
        p *= share / (1 - share) * (trials - cases) / (cases + 1);
      }
      least = std::min(least, covered);
    }
    CAPTURE(trials);
    CHECK(least >= 0.95 - 1e-9);
  }
}

TEST_CASE("limits of proportions: laws, and counts that are not whole") {
  tests::MadeUp random(13);
  for (int i = 0; i < 500; ++i) {
    const double trials = std::pow(10, 0.3 + 6 * random.next());
    const double cases = i % 7 == 0 ? 0 : trials * random.next();
    const double level = 0.5 + 0.499 * random.next();
    CAPTURE(cases);
    CAPTURE(trials);
    const Interval limits = proportion_interval(cases, trials, level);
    const Interval others = proportion_interval(trials - cases, trials, level);
    CHECK(limits.lower == Approx(1 - others.upper).epsilon(1e-9));
    CHECK(limits.upper == Approx(1 - others.lower).epsilon(1e-9));
    CHECK(limits.lower <= cases / trials);
    CHECK(limits.upper > cases / trials);
    // A larger sample of the same share says more.
    const Interval larger = proportion_interval(2 * cases, 2 * trials, level);
    CHECK(larger.upper < limits.upper);
    CHECK((cases == 0 || larger.lower > limits.lower));
  }
  // Few cases among many: Poisson's limits.
  CHECK(proportion_interval(3, 1e9, kNinetyFive).upper * 1e9 ==
        Approx(count_interval(3, 1, kNinetyFive).upper).epsilon(1e-7));
}
