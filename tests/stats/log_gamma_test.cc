#include "stats/log_gamma.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>

using dajuan::stats::log_gamma;

TEST_CASE("logarithm of the gamma function: factorials, halves, and its law") {
  double factorial = 1;
  for (int n = 1; n < 20; ++n) {
    CHECK(std::fabs(log_gamma(n) - std::log(factorial)) < 4e-15 * std::max(1.0, std::log(factorial)));
    factorial *= n;
  }
  CHECK(log_gamma(0.5) == doctest::Approx(0.5 * std::log(std::acos(-1.0))).epsilon(1e-14));
  for (double x = 1e-8; x < 1e9; x *= 1.37) {
    CAPTURE(x);
    CHECK(std::fabs(log_gamma(x) - std::lgamma(x)) < 4e-15 * std::max(1.0, std::fabs(std::lgamma(x))));
    const double scale = std::max(1.0, std::fabs(std::lgamma(x)));
    CHECK(std::fabs(log_gamma(x + 1) - log_gamma(x) - std::log(x)) < 2e-14 * scale);
  }
  CHECK(std::isnan(log_gamma(0)));
  CHECK(std::isnan(log_gamma(-1.5)));
  CHECK(log_gamma(std::numeric_limits<double>::infinity()) == std::numeric_limits<double>::infinity());
}
