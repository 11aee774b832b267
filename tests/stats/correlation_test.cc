#include "stats/correlation.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace stats = dajuan::stats;
using doctest::Approx;

namespace {
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
using Column = std::vector<double>;
}  // namespace

TEST_CASE("Anscombe's quartet: four shapes, one correlation") {
  // Anscombe (1973), The American Statistician 27(1) 17-21; R's cor() gives the digits.
  const Column x = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
  const Column y1 = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};
  const Column y2 = {9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74};
  CHECK(stats::pearson(x, y1) == Approx(0.81642051634484).epsilon(1e-12));
  CHECK(stats::pearson(x, y2) == Approx(0.816236506000243).epsilon(1e-12));
  // 1 - 6 sum d^2 / (n (n^2 - 1)) with sum d^2 = 40, no ties.
  CHECK(stats::spearman(x, y1) == Approx(1 - 6.0 * 40 / (11 * 120)).epsilon(1e-13));
}

TEST_CASE("Kendall's tau-b with ties, by hand") {
  // Of six pairs: tied in x 1, in y 1, concordant 4, discordant 1 of which none is tied.
  const Column x = {1, 2, 2, 3};
  const Column y = {1, 3, 2, 2};
  // Pairs: ++ ++ ++ 0- +- -> (1,2)+ (1,3)+ (1,4)+ (2,3) tied in x (2,4)- (3,4) tied in y.
  CHECK(stats::kendall_tau_b(x, y) == Approx((3.0 - 1.0) / 5.0).epsilon(1e-15));
}

TEST_CASE("a line is 1, turned it is -1, and a missing value takes its pair away") {
  const Column x = {1, 2, kNaN, 4, 8};
  const Column up = {3, 5, 100, 9, 17};
  const Column gap = {kNaN, 5, 1, 9, 17};
  for (const auto correlation : {stats::pearson, stats::spearman, stats::kendall_tau_b}) {
    CHECK(correlation(x, up) == Approx(1).epsilon(1e-15));
    CHECK(correlation(x, gap) == Approx(1).epsilon(1e-15));
    Column down = up;
    for (double& v : down) v = -v;
    CHECK(correlation(x, down) == Approx(-1).epsilon(1e-15));
    CHECK(correlation(up, x) == correlation(x, up));
    CHECK(std::isnan(correlation(x, Column(5, 2.0))));
    CHECK(std::isnan(correlation(Column{1, kNaN}, Column{2, 3})));
  }
  const Column curved = {1, 4, 0, 16, 64};
  CHECK(stats::spearman(x, curved) == 1);
  CHECK(stats::kendall_tau_b(x, curved) == 1);
  CHECK(stats::pearson(x, curved) < 1);
}
