#include "stats/rate_tails.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

namespace dajuan::stats {
namespace {

using doctest::Approx;

/// Probabilities of 0 .. n cases under the beta-binomial distribution of mean n p and variance
/// d n p (1 - p), by its recurrence.
std::vector<double> beta_binomial(int n, double p, double d) {
  const double sum = (n - 1) / (d - 1) - 1;  // a + b
  const double a = p * sum;
  const double b = (1 - p) * sum;
  std::vector<double> chances = {1};
  double total = 1;
  for (int k = 0; k < n; ++k) {
    chances.push_back(chances.back() * (n - k) / (k + 1) * (k + a) / (n - k - 1 + b));
    total += chances.back();
  }
  for (double& chance : chances) chance /= total;
  return chances;
}

void check_quantiles(const RateTails& tails) {
  for (const double tail : {0.1, 0.025, 0.001, 1e-6}) {
    CAPTURE(tail);
    const double upper = tails.upper(tail);
    const double lower = tails.lower(tail);
    CHECK(tails.at_least(upper) == Approx(tail).epsilon(1e-7));
    if (lower > 0) CHECK(tails.at_most(lower) == Approx(tail).epsilon(1e-7));
    if (lower == 0) CHECK(tails.at_most(0) >= tail);
    CHECK(tails.is_above(upper * (1 + 1e-7), tail));
    CHECK_FALSE(tails.is_above(upper * (1 - 1e-7), tail));
    // Whole numbers only.
    double outside = 0;
    for (double k = 0; k < 20 * (tails.expected() + 5 * tails.sd()); ++k)
      if (tails.is_above(k, tail) || tails.is_below(k, tail))
        outside += tails.at_least(k) - tails.at_least(k + 1);
    CHECK(tails.outside(tail, lower, upper) == Approx(outside).epsilon(1e-9));
    CHECK(outside <= 2 * tail);
  }
}

}  // namespace

TEST_CASE("tails of counts and cases as R's pnbinom, ppois and pbinom") {
  const RateTails five(RateKind::count, 5, 1, 2);  // negative binomial, size 5/2
  CHECK(five.sd() == Approx(std::sqrt(15.0)));
  CHECK(five.at_least(1) == Approx(0.93584997009).epsilon(1e-10));
  CHECK(five.at_least(10) == Approx(0.1225072446818).epsilon(1e-10));
  CHECK(five.at_least(40) == Approx(3.728253681121e-06).epsilon(1e-10));
  CHECK(five.at_most(0) == Approx(0.06415002990996).epsilon(1e-10));
  CHECK(five.at_most(20) == Approx(0.9965215570017).epsilon(1e-10));
  const RateTails hearts(RateKind::proportion, 215 * 208.0 / 2814, 215, 0);
  CHECK(hearts.at_least(31) == Approx(0.000285183656799).epsilon(1e-9));
  CHECK(hearts.at_most(31) == Approx(0.999872575929827).epsilon(1e-10));
  for (const RateTails& tails : {five, hearts, RateTails(RateKind::count, 8, 1, 0)}) {
    CHECK(tails.at_least(0) == 1);
    CHECK(tails.at_most(-1) == 0);
    for (double k = 0; k < 20; ++k)
      CHECK(tails.at_least(k + 1) + tails.at_most(k) == Approx(1).epsilon(1e-12));
  }
}

TEST_CASE("counts as normal z-scores") {
  const RateTails poisson(RateKind::count, 4.2, 100, 0);
  CHECK(poisson.normal_score(0) == Approx(-2.432485864571).epsilon(1e-10));
  CHECK(poisson.normal_score(3) == Approx(-0.5163050687399).epsilon(1e-9));
  CHECK(poisson.normal_score(9) == Approx(2.063562890329).epsilon(1e-10));
  CHECK(poisson.normal_score(15) == Approx(4.088871698518).epsilon(1e-10));
  const RateTails negative_binomial(RateKind::count, 5, 1, 2);
  CHECK(negative_binomial.normal_score(0) == Approx(-1.851135723629).epsilon(1e-10));
  CHECK(negative_binomial.normal_score(4) == Approx(-0.05590227506357).epsilon(1e-8));
  CHECK(negative_binomial.normal_score(40) == Approx(4.516051825876).epsilon(1e-10));
  const RateTails binomial(RateKind::proportion, 12, 30, 0);
  CHECK(binomial.normal_score(2) == Approx(-4.046333663287).epsilon(1e-10));
  CHECK(binomial.normal_score(25) == Approx(4.798134028532).epsilon(1e-10));
  // Many: the z-score of a normal distribution.
  CHECK(RateTails(RateKind::count, 1e7, 1, 3).normal_score(1e7 + 2 * std::sqrt(4e7)) ==
        Approx(2).epsilon(1e-3));
  CHECK(RateTails(RateKind::count, 1e7, 1, 3).normal_score(1e9) > 30);  // no tail is lost
}

TEST_CASE("limits are where the tails are; whole counts lie outside as often as is said") {
  for (const double excess : {0.0, 0.3, 4.0}) {
    CAPTURE(excess);
    for (const double expected : {0.2, 3.0, 25.0, 600.0}) {
      CAPTURE(expected);
      check_quantiles(RateTails(RateKind::count, expected, 1, excess));
      check_quantiles(RateTails(RateKind::proportion, expected, 4 * expected + 50, excess));
    }
  }
}

TEST_CASE("over-dispersed cases are near beta-binomial ones") {
  for (const double d : {1.2, 2.0, 5.0, 10.0})
    for (const double p : {0.02, 0.1, 0.3, 0.5}) {
      CAPTURE(d);
      CAPTURE(p);
      const int n = static_cast<int>(40 / p);
      const std::vector<double> chances = beta_binomial(n, p, d);
      const RateTails tails(RateKind::proportion, n * p, n, d - 1);
      double least = 0;
      for (int k = n; k >= 0; --k) {
        least += chances[static_cast<std::size_t>(k)];
        if (least < 0.0005 || least > 0.5) continue;
        CHECK(tails.at_least(k) > 0.8 * least);
        CHECK(tails.at_least(k) < 1.25 * least);
      }
      // Below, rare cases with much over-dispersion are found outside a little less often.
      double most = 0;
      for (int k = 0; k <= n; ++k) {
        most += chances[static_cast<std::size_t>(k)];
        if (most < 0.01 || most > 0.5) continue;
        CHECK(tails.at_most(k) > 0.85 * most);
        CHECK(tails.at_most(k) < 1.25 * most);
      }
    }
}

TEST_CASE("no count can be outside where too few are expected") {
  const RateTails few(RateKind::count, 1, 1, 0);  // P(0) = 37 %
  CHECK(few.lower(0.025) == 0);
  CHECK_FALSE(few.is_below(0, 0.025));
  const RateTails nearly_all(RateKind::proportion, 9.5, 10, 0);
  CHECK(nearly_all.upper(0.025) == 10);
  CHECK_FALSE(nearly_all.is_above(10, 0.025));
  CHECK(nearly_all.is_below(7, 0.025));
}

}  // namespace dajuan::stats
