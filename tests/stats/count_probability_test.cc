#include "stats/count_probability.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "made_up.h"

namespace stats = dajuan::stats;
using doctest::Approx;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kBound = 1e-6;

std::vector<double> poisson_series(std::size_t months, double mean, std::uint64_t seed) {
  stats::tests::MadeUp random(seed);
  std::vector<double> counts;
  for (std::size_t i = 0; i < months; ++i) counts.push_back(random.poisson(mean));
  return counts;
}

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

TEST_CASE("dispersion by its definition") {
  const std::vector<double> counts = {2, 4, kNaN, 6, 8, 100};
  const std::vector<double> means = {5, 5, 5, 5, 5, 0};
  CHECK(stats::dispersion(counts, means) == Approx((9.0 + 1 + 1 + 9) / 5 / 3));
  CHECK(stats::dispersion(counts, means, 2) == Approx((9.0 + 1 + 1 + 9) / 5 / 2));
  CHECK(stats::dispersion(std::vector<double>{5, 5, 5}, std::vector<double>{5, 5, 5}) == 1);
  CHECK(stats::dispersion(std::vector<double>{50}, std::vector<double>{5}) == 1);
  const auto poisson = poisson_series(2000, 6, 4);
  CHECK(stats::dispersion(poisson, std::vector<double>(2000, 6.0)) == Approx(1).epsilon(0.1));
}

TEST_CASE("runs of zeros are found, and a missing value ends one") {
  const std::vector<double> counts = {0, 0, 3, 0, kNaN, 0, 0, 0};
  const auto runs = stats::zero_runs(counts);
  REQUIRE(runs.size() == 3);
  CHECK(runs[0].first == 0);
  CHECK(runs[0].length == 2);
  CHECK(runs[1].first == 3);
  CHECK(runs[1].length == 1);
  CHECK(runs[2].first == 5);
  CHECK(runs[2].length == 3);
  CHECK(stats::zero_runs({}).empty());
}

TEST_CASE("single unreported months among many counts are set aside") {
  // As in Oaxaca: a dozen months printed as zero where the others have some 77.
  auto counts = poisson_series(126, 77, 1);
  const std::vector<std::size_t> unreported = {0, 2, 3, 5, 6, 8, 9, 11, 21};
  for (const std::size_t i : unreported) counts[i] = 0;
  std::size_t months = 0;
  for (const auto& run : stats::improbable_zero_runs(counts, {}, kBound)) {
    months += run.length;
    CHECK(run.log_probability < std::log(kBound));
  }
  CHECK(months == unreported.size());
}

TEST_CASE("years of zeros before the counting began are set aside") {
  auto counts = poisson_series(126, 46, 2);
  for (std::size_t i = 0; i < 33; ++i) counts[i] = 0;
  const auto runs = stats::improbable_zero_runs(counts, {}, kBound);
  REQUIRE(runs.size() == 1);
  CHECK(runs[0].first == 0);
  CHECK(runs[0].length == 33);
  CHECK(runs[0].log_probability < -300);
}

TEST_CASE("rare crimes keep their zeros") {
  for (const double mean : {0.01, 0.05, 0.3, 1.0, 3.0})
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
      CAPTURE(mean);
      CAPTURE(seed);
      CHECK(stats::improbable_zero_runs(poisson_series(126, mean, seed), {}, kBound).empty());
    }
  CHECK(stats::improbable_zero_runs(std::vector<double>(126, 0.0), {}, kBound).empty());
}

TEST_CASE("exposure says where a zero is no surprise") {
  // Nobody lives there at first: zero is all that can be counted.
  std::vector<double> counts = poisson_series(60, 40, 8);
  std::vector<double> people(60, 1000.0);
  for (std::size_t i = 0; i < 12; ++i) {
    counts[i] = 0;
    people[i] = 1;
  }
  CHECK(stats::improbable_zero_runs(counts, people, kBound).empty());
  CHECK(stats::improbable_zero_runs(counts, {}, kBound).size() == 1);
}
