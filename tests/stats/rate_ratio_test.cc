#include "stats/rate_ratio.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <vector>

#include "made_up.h"

using doctest::Approx;
using namespace dajuan::stats;

namespace {

constexpr double kNinetyFive = 0.95;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::vector<double> binomial_probabilities(int n, double share) {
  std::vector<double> result;
  for (int k = 0; k <= n; ++k)
    result.push_back(std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) +
                              k * std::log(share) + (n - k) * std::log(1 - share)));
  return result;
}

/// Twice the smaller tail by the sum of its terms.
double p_by_sums(int now, int then, double share, double own_weight) {
  const std::vector<double> p = binomial_probabilities(now + then, share);
  double at_least = own_weight * p[static_cast<std::size_t>(now)];
  double at_most = at_least;
  for (int k = 0; k <= now + then; ++k) {
    if (k > now) at_least += p[static_cast<std::size_t>(k)];
    if (k < now) at_most += p[static_cast<std::size_t>(k)];
  }
  return std::min(1.0, 2 * std::min(at_least, at_most));
}

/// Poisson, or NB1 where the dispersion is above 1.
std::vector<double> count_probabilities(double mean, double dispersion) {
  std::vector<double> result;
  const double size = mean / (dispersion - 1);
  double sum = 0;
  double p = dispersion > 1 ? std::pow(dispersion, -size) : std::exp(-mean);
  for (int k = 0; k <= mean || sum < 1 - 1e-9; ++k) {
    result.push_back(p);
    sum += p;
    p *= dispersion > 1 ? (size + k) / (k + 1) * (dispersion - 1) / dispersion : mean / (k + 1);
  }
  return result;
}

/// How often equal rates are found different at 5 %.
double size_of_test(double mean, double exposure, double dispersion, TailCount tails) {
  const std::vector<double> now = count_probabilities(mean * exposure, dispersion);
  const std::vector<double> then = count_probabilities(mean, dispersion);
  double size = 0;
  for (std::size_t i = 0; i < now.size(); ++i)
    for (std::size_t j = 0; j < then.size(); ++j)
      if (compare_rates({static_cast<double>(i), exposure, dispersion},
                        {static_cast<double>(j), 1, dispersion}, kNinetyFive, tails)
              .p < 0.05)
        size += now[i] * then[j];
  return size;
}

}  // namespace

TEST_CASE("two rates: Przyborowski & Wilenski's dodder seeds, and person-years") {
  // No seed of dodder in the first 100 g of clover, three in the second: 2 × (1/2)^3. (As told by K.
  // Krishnamoorthy, J. Thomson, J. Statistical Planning and Inference 119 (2004) 23-35.)
  const RateRatio dodder = compare_rates({3, 100}, {0, 100}, kNinetyFive);
  CHECK(dodder.p == Approx(0.25).epsilon(1e-14));
  CHECK(dodder.ratio == kInfinity);
  CHECK(dodder.interval.upper == kInfinity);
  // Heart disease and breast cancer in person-years: K. Gu, H. K. T. Ng, M. L. Tang, W. R. Schucany,
  // Biometrical Journal 50 (2008) 283-298, conditional test (C) and its mid-p (M), one-sided. In print C and
  // M of the first are exchanged. The second asks whether the ratio is 1.5 (2e-4 off, as statsmodels found
  // too).
  const CountedRate heart_now{60, 51477.5};
  const CountedRate heart_then{30, 54308.7};
  CHECK(std::fabs(compare_rates(heart_now, heart_then, kNinetyFive).p - 2 * 0.000428) < 1.1e-6);
  CHECK(std::fabs(compare_rates(heart_now, heart_then, kNinetyFive, TailCount::mid_p).p - 2 * 0.000310) <
        1.1e-6);
  const CountedRate cancer_now{41, 1.5 * 28010};
  const CountedRate cancer_then{15, 19017};
  CHECK(std::fabs(compare_rates(cancer_now, cancer_then, kNinetyFive).p - 2 * 0.2913) < 4e-4);
  CHECK(std::fabs(compare_rates(cancer_now, cancer_then, kNinetyFive, TailCount::mid_p).p - 2 * 0.2450) <
        4e-4);
  // R's example of poisson.test: lung cancer in Fredericia and three other Danish cities.
  const RateRatio cities = compare_rates({11, 800}, {21, 3011}, kNinetyFive);
  CHECK(cities.ratio == Approx(1.971488).epsilon(1e-6));
  CHECK(cities.interval.lower == Approx(0.8584264).epsilon(1e-7));
  CHECK(cities.interval.upper == Approx(4.2772659).epsilon(1e-7));
}

TEST_CASE("two rates: p-values are sums of binomial terms") {
  for (const int now : {0, 1, 4, 30})
    for (const int then : {0, 2, 9, 55})
      for (const double share : {0.5, 0.1, 0.93}) {
        const CountedRate a{static_cast<double>(now), share};
        const CountedRate b{static_cast<double>(then), 1 - share};
        CHECK(compare_rates(a, b, kNinetyFive).p == Approx(p_by_sums(now, then, share, 1)).epsilon(1e-11));
        CHECK(compare_rates(a, b, kNinetyFive, TailCount::mid_p).p ==
              Approx(p_by_sums(now, then, share, 0.5)).epsilon(1e-11));
      }
}

TEST_CASE("two rates: laws") {
  tests::MadeUp random(21);
  for (int i = 0; i < 1500; ++i) {
    const double scale = std::pow(10, 7 * random.next());
    CountedRate now{i % 9 == 0 ? 0 : std::floor(scale * random.next()), std::pow(10, 9 * random.next()),
                    1 + (i % 3) * random.next()};
    const double rate = now.events / now.exposure;
    CountedRate then{0, std::pow(10, 9 * random.next()), i % 2 == 0 ? now.dispersion : 1};
    // Most of the time not far apart.
    then.events =
        i % 11 == 0 ? 0 : std::floor(std::min(1e7, rate * then.exposure) * (0.7 + 0.6 * random.next()));
    const double level = 0.8 + 0.19 * random.next();
    const TailCount tails = i % 2 == 0 ? TailCount::exact : TailCount::mid_p;
    CAPTURE(now.events);
    CAPTURE(now.exposure);
    CAPTURE(then.events);
    CAPTURE(then.exposure);
    const RateRatio forth = compare_rates(now, then, level, tails);
    const RateRatio back = compare_rates(then, now, level, tails);
    // Swapping now and then inverts ratio and interval.
    CHECK(forth.p == Approx(back.p).epsilon(1e-9));
    CHECK(forth.interval.lower == Approx(1 / back.interval.upper).epsilon(1e-10));
    CHECK(back.interval.lower == Approx(1 / forth.interval.upper).epsilon(1e-10));
    if (now.events > 0 && then.events > 0) {
      CHECK(forth.ratio == Approx(1 / back.ratio).epsilon(1e-14));
      CHECK(forth.interval.lower < forth.ratio);
      CHECK(forth.interval.upper > forth.ratio);
    }
    // p < 1 - level just where the interval leaves out 1.
    const bool leaves_out = forth.interval.lower > 1 || forth.interval.upper < 1;
    CHECK(leaves_out == (forth.p < 1 - level));
    // Both exposures in another unit.
    CountedRate now_scaled = now;
    CountedRate then_scaled = then;
    now_scaled.exposure *= 1000;
    then_scaled.exposure *= 1000;
    const RateRatio scaled = compare_rates(now_scaled, then_scaled, level, tails);
    CHECK(scaled.p == Approx(forth.p).epsilon(1e-9));
    CHECK(scaled.interval.lower == Approx(forth.interval.lower).epsilon(1e-12));
    // More dispersion in both widens; mid-p narrows.
    CountedRate now_wide = now;
    CountedRate then_wide = then;
    now_wide.dispersion *= 1.2;
    then_wide.dispersion *= 1.2;
    const RateRatio wide = compare_rates(now_wide, then_wide, level, tails);
    CHECK((wide.interval.lower < forth.interval.lower || forth.interval.lower == 0));
    CHECK((wide.interval.upper > forth.interval.upper || forth.interval.upper == kInfinity));
    const RateRatio exact = compare_rates(now, then, level, TailCount::exact);
    const RateRatio half = compare_rates(now, then, level, TailCount::mid_p);
    CHECK((half.interval.lower > exact.interval.lower || half.interval.lower == 0));
    CHECK((half.interval.upper < exact.interval.upper || half.interval.upper == kInfinity));
    CHECK(half.p <= exact.p);
  }
}

TEST_CASE("two rates: more events now move the interval up and the tails along") {
  double last_lower = -1;
  double last_upper = -1;
  for (int events = 0; events < 200; ++events) {
    const RateRatio ratio = compare_rates({static_cast<double>(events), 3}, {40, 2}, kNinetyFive);
    CHECK(ratio.interval.lower > last_lower);
    CHECK(ratio.interval.upper > last_upper);
    last_lower = ratio.interval.lower;
    last_upper = ratio.interval.upper;
    const RateRatio fewer_then = compare_rates({static_cast<double>(events), 3}, {39, 2}, kNinetyFive);
    CHECK(fewer_then.interval.upper > ratio.interval.upper);
  }
}

TEST_CASE("two rates: nothing counted, and what is not known") {
  for (const TailCount tails : {TailCount::exact, TailCount::mid_p}) {
    const RateRatio nothing = compare_rates({0, 5}, {0, 7}, kNinetyFive, tails);
    CHECK(std::isnan(nothing.ratio));
    CHECK(nothing.interval.lower == 0);
    CHECK(nothing.interval.upper == kInfinity);
    CHECK(nothing.p == 1);
    const RateRatio gone = compare_rates({0, 5}, {9, 5}, kNinetyFive, tails);
    CHECK(gone.ratio == 0);
    CHECK(gone.interval.lower == 0);
    CHECK(gone.interval.upper < 1);
    const RateRatio unknown = compare_rates({std::nan(""), 5}, {9, 5}, kNinetyFive, tails);
    CHECK(std::isnan(unknown.p));
    CHECK(std::isnan(unknown.interval.upper));
  }
  // All of 9 events then: P = 2^-9 in each tail.
  CHECK(compare_rates({0, 5}, {9, 5}, kNinetyFive).p == Approx(2 * std::pow(0.5, 9)).epsilon(1e-13));
}

TEST_CASE("two rates: a test at 5 % errs at most so often, given any number of events") {
  double largest = 0;
  double sum_of_half = 0;
  double largest_of_half = 0;
  int tests = 0;
  for (const double share : {0.5, 0.3, 0.08, 0.01})
    for (int n = 1; n <= 90; ++n) {
      const std::vector<double> p = binomial_probabilities(n, share);
      double exact = 0;
      double half = 0;
      for (int k = 0; k <= n; ++k) {
        const CountedRate now{static_cast<double>(k), share};
        const CountedRate then{static_cast<double>(n - k), 1 - share};
        if (compare_rates(now, then, kNinetyFive).p <= 0.05) exact += p[static_cast<std::size_t>(k)];
        if (compare_rates(now, then, kNinetyFive, TailCount::mid_p).p <= 0.05)
          half += p[static_cast<std::size_t>(k)];
      }
      largest = std::max(largest, exact);
      largest_of_half = std::max(largest_of_half, half);
      sum_of_half += half;
      ++tests;
    }
  CHECK(largest <= 0.05);
  CHECK(largest > 0.045);
  // Mid-p keeps the level on average, not always.
  CHECK(sum_of_half / tests < 0.05);
  CHECK(largest_of_half > 0.05);
  CHECK(largest_of_half < 0.1);
}

TEST_CASE("two rates: equal rates are found different at most so often, over-dispersed ones too") {
  for (const double dispersion : {1.0, 3.0})
    for (const double exposure : {1.0, 4.0})
      for (const double mean : {0.7, 5.0, 20.0}) {
        CAPTURE(dispersion);
        CAPTURE(exposure);
        CAPTURE(mean);
        CHECK(size_of_test(mean, exposure, dispersion, TailCount::exact) <= 0.05);
        CHECK(size_of_test(mean, exposure, dispersion, TailCount::mid_p) <= 0.05);
      }
}
