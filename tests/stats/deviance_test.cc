#include "stats/deviance.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>

#include "stats/log_gamma.h"

using namespace dajuan::stats;

TEST_CASE("u - ln(1 + u) keeps its digits where the two are nearly equal") {
  for (double u = -0.5; u <= 1; u += 0.00137) {
    CAPTURE(u);
    const long double expected = static_cast<long double>(u) - std::log1p(static_cast<long double>(u));
    const long double allowed = 1e-15L * expected + 2e-19L * std::fabs(u);
    CHECK(std::fabs(log_gap(u) - expected) <= allowed);
  }
  // The first terms of the series where nothing else is left of it.
  CHECK(log_gap(1e-9) == doctest::Approx(5e-19 * (1 - 2e-9 / 3)).epsilon(1e-15));
  CHECK(log_gap(-1e-9) == doctest::Approx(5e-19 * (1 + 2e-9 / 3)).epsilon(1e-15));
  CHECK(log_gap(0) == 0);
}

TEST_CASE("deviance: its formula, and what a count without events costs") {
  for (const double count : {0.3, 1.0, 17.0, 1e4})
    for (double ratio = 0.001; ratio < 1000; ratio *= 1.31) {
      const double mean = count * ratio;
      const long double c = count;
      const long double m = mean;
      const long double expected = c * std::log(c / m) + (m - c);
      const double largest = std::max(count, mean) * std::max(1.0, std::fabs(std::log(ratio)));
      CHECK(std::fabs(deviance(count, mean, mean - count) - expected) <= 1e-15 * largest);
    }
  CHECK(deviance(0, 3.5, 3.5) == 3.5);
  CHECK(deviance(2, 0, -2) == std::numeric_limits<double>::infinity());
  CHECK(deviance(5, 5, 0) == 0);
}

TEST_CASE("what Stirling's formula leaves out") {
  // 1/(12 x) - 1/(360 x^3) + ..., and the factorials themselves.
  CHECK(log_gamma_correction(1) == doctest::Approx(1 - std::log(2 * M_PI) / 2).epsilon(1e-14));
  CHECK(log_gamma_correction(2) ==
        doctest::Approx(2 - 1.5 * std::log(2.0) - std::log(2 * M_PI) / 2).epsilon(1e-13));
  CHECK(log_gamma_correction(1e6) == doctest::Approx(1 / 12e6).epsilon(1e-12));
  for (double x = 0.02; x < 1e8; x *= 1.7) {
    CAPTURE(x);
    const long double l = x;
    const long double expected =
        std::lgamma(l) - ((l - 0.5L) * std::log(l) - l + std::log(2 * acosl(-1.0L)) / 2);
    CHECK(std::fabs(log_gamma_correction(x) - expected) < 1e-14L + 1e-18L * l * std::log(l + 1));
  }
  CHECK(std::isnan(log_gamma_correction(0)));
}
