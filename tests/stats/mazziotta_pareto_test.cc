#include "stats/mazziotta_pareto.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace stats = dajuan::stats;
using doctest::Approx;
using stats::Phenomenon;

namespace {
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
}  // namespace

TEST_CASE("equal means, unequal balance, by hand") {
  // M = 100 both times; S^2 = 0 and 200/3, so the penalty is 0 and 2/3.
  const std::vector<double> level = {100, 100, 100};
  const std::vector<double> uneven = {90, 100, 110};
  CHECK(stats::mazziotta_pareto(level, {}, Phenomenon::positive) == 100);
  CHECK(stats::mazziotta_pareto(level, {}, Phenomenon::negative) == 100);
  CHECK(stats::mazziotta_pareto(uneven, {}, Phenomenon::positive) == Approx(100 - 2.0 / 3));
  CHECK(stats::mazziotta_pareto(uneven, {}, Phenomenon::negative) == Approx(100 + 2.0 / 3));
}

TEST_CASE("a weight of two is the value twice; missing is left out") {
  const std::vector<double> twice = {90, 120, 120, 105};
  const std::vector<double> weighted = {90, 120, kNaN, 105};
  const std::vector<double> weights = {0.2, 0.4, 0.9, 0.2};
  for (const auto phenomenon : {Phenomenon::positive, Phenomenon::negative})
    CHECK(stats::mazziotta_pareto(weighted, weights, phenomenon) ==
          Approx(stats::mazziotta_pareto(twice, {}, phenomenon)).epsilon(1e-15));
}

TEST_CASE("laws: order does not matter, size scales, more is more for a balanced unit") {
  const std::vector<double> z = {80, 105, 130};
  const std::vector<double> turned = {130, 80, 105};
  const std::vector<double> double_size = {160, 210, 260};
  const double score = stats::mazziotta_pareto(z, {}, Phenomenon::positive);
  CHECK(stats::mazziotta_pareto(turned, {}, Phenomenon::positive) == Approx(score).epsilon(1e-15));
  CHECK(stats::mazziotta_pareto(double_size, {}, Phenomenon::positive) == Approx(2 * score).epsilon(1e-15));
  CHECK(score < 105);
}

TEST_CASE("what has no index") {
  CHECK(std::isnan(stats::mazziotta_pareto({}, {}, Phenomenon::positive)));
  CHECK(std::isnan(stats::mazziotta_pareto(std::vector<double>{kNaN}, {}, Phenomenon::positive)));
  CHECK(std::isnan(stats::mazziotta_pareto(std::vector<double>{-1, 1}, {}, Phenomenon::positive)));
  CHECK(std::isnan(
      stats::mazziotta_pareto(std::vector<double>{100}, std::vector<double>{0}, Phenomenon::positive)));
}

TEST_CASE("adjusted goalposts make the reference 100, both ways") {
  const auto posts = stats::adjusted_goalposts(20, 80, 40);
  CHECK(posts.low == 10);
  CHECK(posts.high == 70);
  CHECK(stats::adjusted_value(40, posts, 1) == 100);
  CHECK(stats::adjusted_value(40, posts, -1) == 100);
  CHECK(stats::adjusted_value(70, posts, 1) == 130);
  CHECK(stats::adjusted_value(70, posts, -1) == 70);
  CHECK(stats::adjusted_value(80, posts, 1) == 140);
  CHECK(std::isnan(stats::adjusted_value(40, {40, 40}, 1)));
}
