#include "stats/count_probability.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace stats = dajuan::stats;
using doctest::Approx;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("probability of nothing: Poisson, and negative binomial of the same mean") {
  const std::vector<double> means = {0.5, kNaN, 1.5, 2};
  CHECK(stats::log_probability_of_zeros(means) == -4);
  CHECK(stats::log_probability_of_zeros(means, 0.3) == -4);
  CHECK(stats::log_probability_of_zeros({}, 2) == 0);
  // Size r = mean / (d - 1) and P(0) = (r / (r + mean))^r: mean 4, d = 3 gives r = 2, P(0) = 1/9.
  CHECK(stats::log_probability_of_zeros(std::vector<double>{4}, 3) ==
        Approx(std::log(1.0 / 9)).epsilon(1e-15));
  // Towards 1 it becomes Poisson's, without a jump.
  CHECK(stats::log_probability_of_zeros(means, 1 + 1e-12) == Approx(-4).epsilon(1e-11));
  for (double d = 1; d < 50; d *= 1.3)
    CHECK(stats::log_probability_of_zeros(means, d * 1.3) > stats::log_probability_of_zeros(means, d));
}

TEST_CASE("probability of nothing here, given what was counted elsewhere") {
  // Binomial: three events that could each have fallen here with 1/4.
  CHECK(stats::log_probability_of_zero_here(3, 9, 3) == Approx(3 * std::log(0.75)).epsilon(1e-15));
  // One event in one of 126 months is no evidence against the other 125.
  CHECK(stats::log_probability_of_zero_here(1, 1, 125) == Approx(-std::log(126.0)).epsilon(1e-14));
  // Negative hypergeometric by its product over the events.
  for (const double dispersion : {1.01, 1.5, 4.0, 30.0}) {
    const double size = 200.0 / 50 / (dispersion - 1);
    double expected = 0;
    for (int k = 0; k < 200; ++k) expected += std::log((size * 45 + k) / (size * 50 + k));
    CHECK(stats::log_probability_of_zero_here(200, 45, 5, dispersion) == Approx(expected).epsilon(1e-10));
  }
  CHECK(stats::log_probability_of_zero_here(200, 45, 5, 1.00001) ==
        Approx(stats::log_probability_of_zero_here(200, 45, 5)).epsilon(1e-4));
  // With much to learn from, it is what the mean says.
  const std::vector<double> means(5, 4.0);
  CHECK(stats::log_probability_of_zero_here(4e6, 1e6, 5) ==
        Approx(stats::log_probability_of_zeros(means)).epsilon(1e-5));
  CHECK(stats::log_probability_of_zero_here(4e6, 1e6, 5, 3) ==
        Approx(stats::log_probability_of_zeros(means, 3)).epsilon(1e-5));
  CHECK(stats::log_probability_of_zero_here(0, 9, 3) == 0);
  CHECK(stats::log_probability_of_zero_here(5, 0, 3) == 0);
}
