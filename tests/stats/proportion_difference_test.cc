#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <vector>

#include "made_up.h"
#include "stats/rate_ratio.h"

using doctest::Approx;
using namespace dajuan::stats;

namespace {

constexpr double kNinetyFive = 0.95;

/// E. B. Wilson, J. American Statistical Association 22 (1927) 209-212.
Interval wilson(double cases, double trials) {
  const double z = 1.959963984540054;
  const double share = cases / trials;
  const double middle = (2 * trials * share + z * z) / (2 * (trials + z * z));
  const double half = z * std::sqrt(z * z + 4 * trials * share * (1 - share)) / (2 * (trials + z * z));
  return {middle - half, middle + half};
}

double choose(double n, double k) {
  return std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1));
}

/// Fisher's p-value by the sum of its terms; whole numbers.
double fisher_by_sums(int now, int trials_now, int then, int trials_then) {
  const int cases = now + then;
  double at_least = 0;
  double at_most = 0;
  for (int k = std::max(0, cases - trials_then); k <= std::min(cases, trials_now); ++k) {
    const double p =
        choose(trials_now, k) * choose(trials_then, cases - k) / choose(trials_now + trials_then, cases);
    if (k >= now) at_least += p;
    if (k <= now) at_most += p;
  }
  return std::min(1.0, 2 * std::min(at_least, at_most));
}

std::vector<double> binomial_probabilities(int n, double share) {
  std::vector<double> result;
  for (int k = 0; k <= n; ++k)
    result.push_back(choose(n, k) * std::pow(share, k) * std::pow(1 - share, n - k));
  return result;
}

}  // namespace

TEST_CASE("square and add: R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10") {
  struct Row {
    double cases, trials, cases_then, trials_then, lower, upper;
  };
  const Row table[] = {{56, 70, 48, 80, 0.0524, 0.3339}, {9, 10, 3, 10, 0.1705, 0.8090},
                       {6, 7, 2, 7, 0.0582, 0.8062},     {5, 56, 0, 29, -0.0381, 0.1926},
                       {0, 10, 0, 20, -0.1611, 0.2775},  {0, 10, 0, 10, -0.2775, 0.2775},
                       {10, 10, 0, 20, 0.6791, 1.0000},  {10, 10, 0, 10, 0.6075, 1.0000}};
  for (const Row& row : table) {
    const Interval limits =
        difference_interval(row.cases / row.trials, wilson(row.cases, row.trials),
                            row.cases_then / row.trials_then, wilson(row.cases_then, row.trials_then));
    CHECK(std::fabs(limits.lower - row.lower) < 0.00006);
    CHECK(std::fabs(limits.upper - row.upper) < 0.00006);
    // With Clopper and Pearson's limits it is wider.
    const ProportionDifference exact =
        compare_proportions(row.cases, row.trials, row.cases_then, row.trials_then, kNinetyFive);
    CHECK(exact.interval.lower <= limits.lower);
    CHECK(exact.interval.upper >= limits.upper - 1e-12);
  }
}

TEST_CASE("Fisher: the tea, the twins, and sums of terms") {
  // Three of four cups right: 17/70 (The Design of Experiments, 1935). Thirteen and seventeen twins of
  // criminals: 619/1330665 (J. Royal Statistical Society 98, 1935, 39-82).
  CHECK(compare_proportions(3, 4, 1, 4, kNinetyFive).p == Approx(2 * 17.0 / 70).epsilon(1e-13));
  CHECK(compare_proportions(10, 13, 2, 17, kNinetyFive).p == Approx(2 * 619.0 / 1330665).epsilon(1e-13));
  for (const int trials_now : {1, 6, 30, 200})
    for (const int trials_then : {2, 11, 90})
      for (int now = 0; now <= trials_now; now += 1 + trials_now / 7)
        for (int then = 0; then <= trials_then; then += 1 + trials_then / 6) {
          CAPTURE(now);
          CAPTURE(trials_now);
          CAPTURE(then);
          CAPTURE(trials_then);
          CHECK(compare_proportions(now, trials_now, then, trials_then, kNinetyFive).p ==
                Approx(fisher_by_sums(now, trials_now, then, trials_then)).epsilon(1e-10));
        }
}

TEST_CASE("Fisher: large samples, far tails, and nothing to tell") {
  // Ten millions each; z with Yates's half taken off both counts.
  const double z = (1001000 - 1000000 - 1) / std::sqrt(2001000 * (1 - 0.10005));
  CHECK(compare_proportions(1e6, 1e7, 1.001e6, 1e7, kNinetyFive).p ==
        Approx(std::erfc(z / std::sqrt(2.0))).epsilon(1e-4));
  CHECK(compare_proportions(5e8, 1e9, 5e8, 1e9, kNinetyFive).p == 1);
  CHECK(compare_proportions(0, 1e7, 1e7, 1e7, kNinetyFive).p == 0);
  CHECK(compare_proportions(0, 300, 300, 300, kNinetyFive).p == Approx(2 / choose(600, 300)).epsilon(1e-9));
  CHECK(compare_proportions(0, 10, 0, 20, kNinetyFive).p == 1);
  CHECK(compare_proportions(10, 10, 20, 20, kNinetyFive).p == 1);
  CHECK(std::isnan(compare_proportions(std::nan(""), 10, 20, 20, kNinetyFive).p));
}

TEST_CASE("differences of proportions: laws, also for cases that are not whole") {
  tests::MadeUp random(31);
  for (int i = 0; i < 600; ++i) {
    const bool whole = i % 3 == 0;
    double trials_now = std::pow(10, 0.5 + 4 * random.next());
    double trials_then = std::pow(10, 0.5 + 4 * random.next());
    double now = trials_now * random.next();
    double then = trials_then * std::min(1.0, now / trials_now * (0.5 + random.next()));
    if (whole)
      for (double* value : {&trials_now, &trials_then, &now, &then}) *value = std::floor(*value);
    CAPTURE(now);
    CAPTURE(trials_now);
    CAPTURE(then);
    CAPTURE(trials_then);
    const ProportionDifference forth = compare_proportions(now, trials_now, then, trials_then, kNinetyFive);
    const ProportionDifference back = compare_proportions(then, trials_then, now, trials_now, kNinetyFive);
    const ProportionDifference others =
        compare_proportions(trials_now - now, trials_now, trials_then - then, trials_then, kNinetyFive);
    CHECK(forth.difference == Approx(now / trials_now - then / trials_then).epsilon(1e-14));
    for (const ProportionDifference& mirrored : {back, others}) {
      CHECK(mirrored.difference == Approx(-forth.difference).epsilon(1e-12).scale(1e-3));
      CHECK(mirrored.interval.lower == Approx(-forth.interval.upper).epsilon(1e-9));
      CHECK(mirrored.interval.upper == Approx(-forth.interval.lower).epsilon(1e-9));
      CHECK(mirrored.p == Approx(forth.p).epsilon(1e-8));
    }
    CHECK(forth.interval.lower >= -1 - 1e-12);
    CHECK(forth.interval.upper <= 1 + 1e-12);
    CHECK(forth.interval.lower < forth.difference + 1e-12);
    CHECK(forth.interval.upper > forth.difference - 1e-12);
    CHECK(forth.p >= 0);
    CHECK(forth.p <= 1);
  }
  // Between whole numbers the p-value runs smoothly.
  for (double x = 20; x < 27; x += 0.25) {
    const double here = compare_proportions(x, 60, 35, 70, kNinetyFive).p;
    const double there = compare_proportions(x + 0.25, 60, 35, 70, kNinetyFive).p;
    CHECK(here < 1);
    CHECK(there > here);
    CHECK(there < here * 1.4);
  }
}

TEST_CASE(
    "differences of proportions: how often the interval holds the true one, and how often Fisher errs") {
  double least = 1;
  double largest = 0;
  for (const int trials_now : {12, 40})
    for (const int trials_then : {20, 40}) {
      std::vector<std::vector<ProportionDifference>> results;
      for (int i = 0; i <= trials_now; ++i) {
        results.emplace_back();
        for (int j = 0; j <= trials_then; ++j)
          results.back().push_back(compare_proportions(i, trials_now, j, trials_then, kNinetyFive));
      }
      for (double now = 0.025; now < 1; now += 0.05)
        for (double then = 0.025; then < 1; then += 0.05) {
          const std::vector<double> p = binomial_probabilities(trials_now, now);
          const std::vector<double> q = binomial_probabilities(trials_then, then);
          double covered = 0;
          double found = 0;
          for (std::size_t i = 0; i < p.size(); ++i)
            for (std::size_t j = 0; j < q.size(); ++j) {
              const ProportionDifference& result = results[i][j];
              if (result.interval.lower <= now - then && now - then <= result.interval.upper)
                covered += p[i] * q[j];
              if (result.p <= 0.05) found += p[i] * q[j];
            }
          least = std::min(least, covered);
          if (now == then) largest = std::max(largest, found);
        }
    }
  CHECK(least >= 0.95);
  CHECK(least < 0.97);
  CHECK(largest <= 0.05);
}
