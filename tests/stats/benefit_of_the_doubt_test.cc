#include "stats/benefit_of_the_doubt.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "made_up.h"

namespace stats = dajuan::stats;
using dajuan::Matrix;
using doctest::Approx;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

Matrix rows(const std::vector<std::vector<double>>& values) {
  Matrix matrix(values.size(), values[0].size());
  for (std::size_t r = 0; r < values.size(); ++r)
    for (std::size_t c = 0; c < values[r].size(); ++c) matrix(r, c) = values[r][c];
  return matrix;
}

/// Two indicators by trying directions: the weights (cos a, sin a) judge a unit by its distance to the best.
double by_trying(const Matrix& values, std::size_t unit) {
  double best = 0;
  for (int step = 0; step <= 100000; ++step) {
    const double angle = step * (std::acos(-1.0) / 2 / 100000);
    double largest = 0;
    for (std::size_t j = 0; j < values.rows(); ++j)
      largest = std::max(largest, std::cos(angle) * values(j, 0) + std::sin(angle) * values(j, 1));
    best = std::max(best, (std::cos(angle) * values(unit, 0) + std::sin(angle) * values(unit, 1)) / largest);
  }
  return best;
}

}  // namespace

TEST_CASE("five units and two indicators, by hand") {
  // The first three span the frontier x + y = 6: the sum of the others says how near they come.
  const auto bod = stats::benefit_of_the_doubt(rows({{1, 5}, {5, 1}, {3, 3}, {2, 2}, {1, 4}}));
  REQUIRE(bod);
  CHECK(bod->scores[0] == Approx(1));
  CHECK(bod->scores[1] == Approx(1));
  CHECK(bod->scores[2] == Approx(1));
  CHECK(bod->scores[3] == Approx(2.0 / 3));
  CHECK(bod->scores[4] == Approx(5.0 / 6));
  CHECK(bod->weights(3, 0) == Approx(1.0 / 6));
  CHECK(bod->weights(3, 1) == Approx(1.0 / 6));
  CHECK(bod->shares(3, 0) == Approx(0.5));
}

TEST_CASE("the best direction is found") {
  stats::tests::MadeUp random(3);
  Matrix values(12, 2);
  for (double& v : values.all()) v = 1 + 9 * random.next();
  const auto bod = stats::benefit_of_the_doubt(values);
  REQUIRE(bod);
  for (std::size_t unit = 0; unit < 12; ++unit)
    CHECK(bod->scores[unit] == Approx(by_trying(values, unit)).epsilon(1e-8));
}

TEST_CASE("laws: units of measurement, order, a worse unit, best in one") {
  stats::tests::MadeUp random(5);
  Matrix values(20, 5);
  for (double& v : values.all()) v = 1 + 99 * random.next();
  for (std::size_t c = 0; c < 5; ++c) values(7, c) = values(3, c) * 0.9;
  Matrix turned(20, 5);
  for (std::size_t r = 0; r < 20; ++r)
    for (std::size_t c = 0; c < 5; ++c) turned(r, c) = values(19 - r, 4 - c) * (c == 2 ? 1e4 : 0.01);
  for (const stats::ShareBounds bounds :
       {stats::ShareBounds{}, stats::ShareBounds{0.05, 0.5}, stats::ShareBounds{0.2, 1}}) {
    const auto a = stats::benefit_of_the_doubt(values, bounds);
    const auto b = stats::benefit_of_the_doubt(turned, bounds);
    REQUIRE(a);
    REQUIRE(b);
    CHECK(a->scores[7] <= a->scores[3]);
    const double best = *std::max_element(a->scores.begin(), a->scores.end());
    CHECK(best <= 1);
    if (bounds.least == 0) CHECK(best == Approx(1).epsilon(1e-12));
    for (std::size_t unit = 0; unit < 20; ++unit) {
      CHECK(a->scores[unit] == Approx(b->scores[19 - unit]).epsilon(1e-9));
      double score = 0;
      double share = 0;
      for (std::size_t c = 0; c < 5; ++c) {
        score += a->weights(unit, c) * values(unit, c);
        share += a->shares(unit, c);
        CHECK(a->shares(unit, c) >= bounds.least - 1e-9);
        CHECK(a->shares(unit, c) <= bounds.most + 1e-9);
      }
      CHECK(score == Approx(a->scores[unit]).epsilon(1e-12));
      CHECK(share == Approx(1).epsilon(1e-12));
      // Nobody scores above 1 with the weights of another.
      for (std::size_t other = 0; other < 20; ++other) {
        double foreign = 0;
        for (std::size_t c = 0; c < 5; ++c) foreign += a->weights(unit, c) * values(other, c);
        CHECK(foreign <= 1 + 1e-9);
      }
    }
  }
}

TEST_CASE("tighter bounds never raise a score; equal shares are one way of scoring") {
  stats::tests::MadeUp random(9);
  Matrix values(15, 4);
  for (double& v : values.all()) v = 1 + 9 * random.next();
  const auto free = stats::benefit_of_the_doubt(values);
  const auto bounded = stats::benefit_of_the_doubt(values, {0.1, 0.4});
  const auto fixed = stats::benefit_of_the_doubt(values, {0.25, 0.25});
  for (std::size_t unit = 0; unit < 15; ++unit) {
    CHECK(bounded->scores[unit] <= free->scores[unit] + 1e-12);
    CHECK(fixed->scores[unit] <= bounded->scores[unit] + 1e-12);
    CHECK(fixed->shares(unit, 2) == Approx(0.25).epsilon(1e-9));
    // Equal shares leave one direction: w_r = t / y_r, with t such that the best unit has 1.
    double largest = 0;
    for (std::size_t other = 0; other < 15; ++other) {
      double sum = 0;
      for (std::size_t c = 0; c < 4; ++c) sum += values(other, c) / values(unit, c);
      largest = std::max(largest, sum);
    }
    CHECK(fixed->scores[unit] == Approx(4 / largest).epsilon(1e-9));
  }
}

TEST_CASE("missing values, zeros and what has no answer") {
  const auto bod = stats::benefit_of_the_doubt(rows({{4, kNaN}, {2, 3}, {kNaN, kNaN}, {0, 0}, {kNaN, 1}}));
  REQUIRE(bod);
  CHECK(bod->scores[0] == Approx(1));
  CHECK(bod->scores[1] == Approx(1));
  CHECK(std::isnan(bod->scores[2]));
  CHECK(bod->scores[3] == 0);
  CHECK(bod->scores[4] == Approx(1.0 / 3));
  CHECK(bod->weights(0, 1) == 0);
  // One indicator left: bounds that ask for two give way.
  CHECK(stats::benefit_of_the_doubt(rows({{4, kNaN}, {2, 3}}), {0.4, 0.6})->shares(0, 0) == Approx(1));
  CHECK_FALSE(stats::benefit_of_the_doubt(rows({{1, -1}})).has_value());
  CHECK(stats::benefit_of_the_doubt(rows({{0, 0}, {0, 0}}))->scores[1] == 0);
}

TEST_CASE("measured against others: their scores do not matter, better than they is above 1") {
  const Matrix frontier = rows({{5, 1}, {3, 3}, {1, 5}});
  const auto bod = stats::benefit_of_the_doubt_against(rows({{2, 2}, {4, 4}, {5, 1}, {10, 0}}), frontier);
  REQUIRE(bod);
  CHECK(bod->scores[0] == Approx(2.0 / 3));
  CHECK(bod->scores[1] == Approx(4.0 / 3));
  CHECK(bod->scores[2] == 1);
  CHECK(bod->scores[3] == Approx(2));
  // Nothing to measure the second indicator by.
  const auto other = stats::benefit_of_the_doubt_against(rows({{2, 2}, {0, 2}, {0, 0}, {kNaN, 2}}),
                                                         rows({{4, 0}, {1, kNaN}}));
  CHECK(other->scores[0] == Approx(0.5));
  CHECK(other->scores[1] == 0);
  CHECK(other->scores[2] == 0);
  CHECK(std::isnan(other->scores[3]));
  CHECK_FALSE(stats::benefit_of_the_doubt_against(frontier, rows({{1, -1}})).has_value());
  CHECK_THROWS_AS(stats::benefit_of_the_doubt_against(frontier, rows({{1}})), std::invalid_argument);
}
