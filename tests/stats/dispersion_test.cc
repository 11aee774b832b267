#include "stats/dispersion.h"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>
#include <limits>
#include <vector>

#include "base/random.h"

using doctest::Approx;
using namespace dajuan::stats;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// The mean of the estimates over many made-up series of Poisson or NB1 counts.
double mean_estimate(double mean, double slope, double dispersion, std::size_t periods) {
  constexpr std::uint32_t kSeries = 4000;
  double sum = 0;
  double number = 0;
  for (std::uint32_t draw = 0; draw < kSeries; ++draw) {
    dajuan::Philox random(dajuan::philox_key("dispersion"), 3, draw);
    std::vector<double> counts;
    for (std::size_t t = 0; t < periods; ++t) {
      const double m = mean + slope * static_cast<double>(t);
      counts.push_back(static_cast<double>(dispersion > 1 ? random.negative_binomial(m, m / (dispersion - 1))
                                                          : random.poisson(m)));
    }
    if (const auto found = local_dispersion(counts)) {
      sum += found->estimate;
      number += 1;
    }
  }
  return sum / number;
}

}  // namespace

TEST_CASE("dispersion of a series, by hand") {
  // Bends -1.5, -2.5 and 5 over sums 6, 11 and 14.
  CHECK(local_dispersion(std::vector<double>{3, 1, 2, 8, 4})->estimate ==
        Approx(2 * (1.5 * 1.5 + 2.5 * 2.5 + 5.0 * 5) / (6 + 11 + 14)).epsilon(1e-15));
  CHECK(local_dispersion(std::vector<double>{3, 1, 2, 8, 4})->terms == 3);
  // A straight line does not scatter: lifted to 1.
  const auto line = local_dispersion(std::vector<double>{10, 20, 30, 40, 50});
  CHECK(line->estimate == 0);
  CHECK(line->value == 1);
}

TEST_CASE("dispersion needs three in a row, three times, and not three zeros") {
  CHECK_FALSE(local_dispersion({}).has_value());
  CHECK_FALSE(local_dispersion(std::vector<double>{1, 2, 3, 4}).has_value());
  CHECK(local_dispersion(std::vector<double>{1, 2, 3, 4, 5}).has_value());
  CHECK_FALSE(local_dispersion(std::vector<double>{1, 2, kNaN, 4, 5, kNaN, 3}).has_value());
  CHECK_FALSE(local_dispersion(std::vector<double>(100, 0.0)).has_value());
  // Zeros around say nothing.
  const std::vector<double> counts = {0, 0, 0, 0, 2, 1, 0, 3, 0, 0, 0, 0};
  const auto with_zeros = local_dispersion(counts);
  const auto without = local_dispersion(std::vector<double>(counts.begin() + 2, counts.end() - 2));
  CHECK(with_zeros->estimate == without->estimate);
  CHECK(with_zeros->terms == without->terms);
}

TEST_CASE("dispersion is 1 on average for Poisson counts, however few, and whatever the straight trend") {
  for (const double mean : {0.2, 1.0, 7.0, 300.0}) {
    CAPTURE(mean);
    CHECK(mean_estimate(mean, 0, 1, 60) == Approx(1).epsilon(0.02));
    CHECK(mean_estimate(mean, mean / 20, 1, 60) == Approx(1).epsilon(0.02));
    CHECK(mean_estimate(mean * 7, -mean / 10, 1, 60) == Approx(1).epsilon(0.02));
  }
}

TEST_CASE("dispersion is that of over-dispersed counts (NB1)") {
  for (const double dispersion : {1.5, 4.0, 12.0}) {
    CAPTURE(dispersion);
    CHECK(mean_estimate(8 * dispersion, 0, dispersion, 120) == Approx(dispersion).epsilon(0.03));
    CHECK(mean_estimate(8 * dispersion, 1, dispersion, 120) == Approx(dispersion).epsilon(0.03));
    CHECK(mean_estimate(40, 0, dispersion, 120) == Approx(dispersion).epsilon(0.03));
  }
}

TEST_CASE("a step of level counts as scatter only where it happens") {
  std::vector<double> steps(100, 10.0);
  for (std::size_t t = 50; t < 100; ++t) steps[t] = 20;
  CHECK(local_dispersion(steps)->estimate < 0.05);
}

TEST_CASE("short series lean on the median of all") {
  using Own = std::optional<Dispersion>;
  const std::vector<Own> own = {Dispersion{4, 10, 4}, Dispersion{1, 1000000, 0.5}, std::nullopt,
                                Dispersion{2, 20, 2}, Dispersion{9, 3, 9}};
  const std::vector<double> shrunken = shrunken_dispersions(own);
  const double median = 3;  // of 0.5, 2, 4, 9
  REQUIRE(shrunken.size() == own.size());
  CHECK(shrunken[0] == Approx((10 * 4 + 10 * median) / 20).epsilon(1e-15));
  CHECK(shrunken[1] == 1);  // never below Poisson
  CHECK(shrunken[2] == median);
  CHECK(shrunken[3] == Approx((20 * 2 + 10 * median) / 30).epsilon(1e-15));
  CHECK(shrunken[4] == Approx((3 * 9 + 10 * median) / 13).epsilon(1e-15));
  CHECK(shrunken_dispersions(std::vector<Own>{std::nullopt, std::nullopt}) == std::vector<double>{1, 1});
  CHECK(shrunken_dispersions({}).empty());
  // All alike stay as they are; one more term moves an estimate towards its own.
  CHECK(shrunken_dispersions(std::vector<Own>(3, Dispersion{2.5, 7, 2.5})) == std::vector<double>(3, 2.5));
  for (std::size_t terms = 3; terms < 50; ++terms) {
    std::vector<Own> longer = own;
    longer[4]->terms = terms;
    std::vector<Own> longest = own;
    longest[4]->terms = terms + 1;
    CHECK(shrunken_dispersions(longest)[4] > shrunken_dispersions(longer)[4]);
    CHECK(shrunken_dispersions(longer)[4] < 9);
    CHECK(shrunken_dispersions(longer)[4] > median);
  }
}
