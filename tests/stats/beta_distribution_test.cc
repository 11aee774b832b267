#include "stats/beta_distribution.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <limits>

#include "made_up.h"

using doctest::Approx;
using namespace dajuan::stats;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

double error(double computed, double expected) {
  return computed == expected ? 0 : std::fabs(computed / expected - 1);
}

}  // namespace

TEST_CASE("beta tails: 80 digits of the series and of the continued fraction") {
  struct Case {
    double a, b, odds, lower, upper;
  };
  // DLMF 8.17.8 and 8.17.22 with mpmath.
  const Case cases[] = {
      {0.01, 0.5, 1e-40, 0.39268997180772721, 0.60731002819227279},
      {0.5, 0.5, 1.0, 0.5, 0.5},
      {0.01, 1e6, 1e-07, 0.98186467910239909, 0.01813532089760091},
      {1.0, 3.0, 0.25, 0.488, 0.512},
      {2.5, 0.02, 30.0, 0.043281136821560705, 0.9567188631784393},
      {3.0, 8.0, 0.05, 0.01006487866552551, 0.98993512133447449},
      {3.0, 8.0, 4.0, 0.9999220736, 7.79264e-5},
      {41.0, 16.0, 1.4728931, 0.023830181759784712, 0.97616981824021529},
      {198.5, 1e9, 2.5e-07, 0.99966677648929682, 0.00033322351070318167},
      {201.0, 199.5, 1.2, 0.95967018545151705, 0.04032981454848295},
      {250.0, 1e8, 2.2e-06, 0.025129283117059739, 0.97487071688294026},
      {1000.0, 1001.0, 1.0, 0.50891950557292716, 0.49108049442707284},
      {1e4, 3e6, 0.0034, 0.97652684229849582, 0.023473157701504183},
      {1e7, 1e7, 1.0006, 0.91007847332982757, 0.089921526670172428},
      {1e9, 2.5, 4e8, 0.41588018730061172, 0.58411981269938828},
      {1e9, 3e8, 3.3334, 0.6193623090069707, 0.3806376909930293},
  };
  for (const Case& c : cases) {
    CAPTURE(c.a);
    CAPTURE(c.b);
    CAPTURE(c.odds);
    const Tails tails = beta_tails_at_odds(c.odds, c.a, c.b);
    CHECK(error(tails.lower, c.lower) < 1e-12);
    CHECK(error(tails.upper, c.upper) < 1e-12);
    // Swapping a and b inverts the odds; 1 / odds is rounded.
    const Tails swapped = beta_tails_at_odds(1 / c.odds, c.b, c.a);
    CHECK(error(swapped.upper, c.lower) < 1e-11);
    CHECK(error(swapped.lower, c.upper) < 1e-11);
  }
}

TEST_CASE("beta tails: Boost, the recurrence, and binomial sums") {
  tests::MadeUp random(6);
  for (int i = 0; i < 4000; ++i) {
    const double a = std::pow(10, -1.5 + 7 * random.next());
    const double b = std::pow(10, -1.5 + 7 * random.next());
    const double width = std::sqrt(1 / a + 1 / b);
    const double odds = a / b * std::exp((i % 2 == 0 ? 3 : 20) * width * (2 * random.next() - 1));
    const double x = odds / (1 + odds);
    CAPTURE(a);
    CAPTURE(b);
    CAPTURE(x);
    if (!(x > 0 && x < 1)) continue;
    const double lower = beta_lower_tail(x, a, b);
    const double upper = beta_upper_tail(x, a, b);
    const double peer_lower = boost::math::ibeta(a, b, x);
    const double peer_upper = boost::math::ibetac(a, b, x);
    if (peer_lower > 1e-280) CHECK(error(lower, peer_lower) < 1e-11);
    if (peer_upper > 1e-280) CHECK(error(upper, peer_upper) < 1e-11);
    CHECK(std::fabs(lower + upper - 1) <= 0x1p-52);
  }
  // P(X >= k) of a binomial is the beta tail with k and n - k + 1 (DLMF 8.17.5).
  for (const int n : {1, 2, 7, 40})
    for (const double p : {0.01, 0.3, 0.5, 0.99}) {
      double sum = 0;
      double term = std::pow(p, n);
      for (int k = n; k >= 1; --k) {
        sum += term;
        CHECK(beta_lower_tail(p, k, n - k + 1) == Approx(sum).epsilon(1e-12));
        term *= (1 - p) / p * k / (n - k + 1);
      }
    }
  CHECK(beta_lower_tail(0.3, 1, 1) == Approx(0.3).epsilon(1e-15));
  CHECK(beta_lower_tail(0.25, 0.5, 0.5) == Approx(2 / M_PI * std::asin(0.5)).epsilon(1e-14));
}

TEST_CASE("beta tails: monotone, also across the borders between the methods") {
  for (const double a : {0.4, 3.0, 199.9, 200.0, 5000.0})
    for (const double b : {0.7, 30.0, 200.0, 1e6}) {
      const double width = std::sqrt(1 / a + 1 / b);
      double last_lower = 0;
      double last_upper = 1;
      for (int i = -400; i <= 400; ++i) {
        const Tails at = beta_tails_at_odds(a / b * std::exp(width * i / 50), a, b);
        CHECK(at.lower >= last_lower);
        CHECK(at.upper <= last_upper);
        last_lower = at.lower;
        last_upper = at.upper;
      }
    }
  for (int i = 0; i < 400; ++i) {
    const double a = 190 + i * 0.05;
    CHECK(beta_lower_tail(0.5, a + 0.05, 210) < beta_lower_tail(0.5, a, 210));
    CHECK(beta_lower_tail(0.5, 210, a + 0.05) > beta_lower_tail(0.5, 210, a));
  }
}

TEST_CASE("a beta quantile inverts the smaller tail to the last bits, also where it is near 1") {
  tests::MadeUp random(7);
  for (int i = 0; i < 6000; ++i) {
    const double a = std::pow(10, -1 + 10 * random.next());
    const double b = std::pow(10, -1 + 10 * random.next());
    double p = i % 2 == 0 ? random.next() : std::pow(10, -12 * random.next());
    if (i % 3 == 0) p = 1 - p;
    if (!(p > 0 && p < 1)) continue;
    const double odds = beta_odds_quantile(p, a, b);
    CAPTURE(a);
    CAPTURE(b);
    CAPTURE(p);
    const Tails at = beta_tails_at_odds(odds, a, b);
    const Tails next = beta_tails_at_odds(std::nextafter(odds, kInfinity), a, b);
    const bool lower = p <= 0.5;
    CHECK(error(lower ? at.lower : at.upper, lower ? p : 1 - p) <
          1e-13 + 4 * error(lower ? next.lower : next.upper, lower ? at.lower : at.upper));
    if (p < 0.99) CHECK(beta_odds_quantile(p * (1 + 1e-9), a, b) >= odds);
    CHECK(beta_odds_quantile(p, a * (1 + 1e-9), b) > odds);
    CHECK(beta_odds_quantile(p, a, b * (1 + 1e-9)) < odds);
    CHECK(beta_quantile(p, a, b) == Approx(odds / (1 + odds)).epsilon(1e-15));
  }
  CHECK(beta_quantile(0.5, 1, 1) == Approx(0.5).epsilon(1e-15));
  CHECK(beta_quantile(0.2, 1, 3) == Approx(1 - std::cbrt(0.8)).epsilon(1e-14));
}

TEST_CASE("beta at the edges of what it is defined for") {
  CHECK(beta_lower_tail(0, 2, 3) == 0);
  CHECK(beta_upper_tail(0, 2, 3) == 1);
  CHECK(beta_lower_tail(1, 2, 3) == 1);
  CHECK(beta_upper_tail(1, 2, 3) == 0);
  CHECK(beta_lower_tail(0, 0, 3) == 1);
  CHECK(beta_lower_tail(0.9, 2, 0) == 0);
  CHECK(beta_upper_tail(1, 2, 0) == 0);
  CHECK(beta_quantile(0.5, 0, 3) == 0);
  CHECK(beta_quantile(0.5, 3, 0) == 1);
  CHECK(beta_quantile(0, 2, 3) == 0);
  CHECK(beta_quantile(1, 2, 3) == 1);
  CHECK(beta_quantile(1e-300, 0.001, 2) == 0);
  CHECK(beta_odds_quantile(0.5, 3, 0) == kInfinity);
  CHECK(beta_tails_at_odds(kInfinity, 2, 3).upper == 0);
  CHECK(beta_tails_at_odds(1e300, 2, 0.01).upper > 0);
  CHECK(std::isnan(beta_lower_tail(0.5, 0, 0)));
  CHECK(std::isnan(beta_quantile(0.5, -1, 2)));
  CHECK(std::isnan(beta_quantile(0.5, std::nan(""), 2)));
  CHECK(std::isnan(beta_upper_tail(std::nan(""), 1, 2)));
}
