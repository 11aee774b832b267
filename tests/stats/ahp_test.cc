#include "stats/ahp.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <numeric>

namespace stats = dajuan::stats;
using doctest::Approx;
using Kind = stats::ComparisonProblem::Kind;

namespace {

/// The half above the diagonal, row by row, completed by reciprocals.
stats::Comparisons from_upper(std::size_t n, const std::vector<double>& upper) {
  stats::Comparisons a(n, std::vector<double>(n, 1.0));
  std::size_t next = 0;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = i + 1; j < n; ++j) {
      a[i][j] = upper[next++];
      a[j][i] = 1 / a[i][j];
    }
  return a;
}

/// Choosing a house, Saaty (1990), European Journal of Operational Research 48, 9-26, table 2: size,
/// transport, neighbourhood, age, yard, modern facilities, condition, financing.
stats::Comparisons house() {
  return from_upper(8,
                    {5,       3,       7,       6,       6,       1.0 / 3, 1.0 / 4, 1.0 / 3, 5,       3,
                     3,       1.0 / 5, 1.0 / 7, 6,       3,       4,       6,       1.0 / 5, 1.0 / 3, 1.0 / 4,
                     1.0 / 7, 1.0 / 8, 1.0 / 2, 1.0 / 5, 1.0 / 6, 1.0 / 5, 1.0 / 6, 1.0 / 2});
}

}  // namespace

TEST_CASE("priorities and consistency of Saaty's house") {
  // Printed there: .173 .054 .188 .018 .031 .036 .167 .333, lambda_max = 9.669, CI = .238, CR = .169. The
  // longer figures were computed from the matrix with 60 digits.
  const std::array<double, 8> expected = {0.17301747464834766,  0.053975722999039306, 0.18811029885744079,
                                          0.017507911308195692, 0.031043736403902296, 0.036322202154656091,
                                          0.16683367362634788,  0.33318898000207031};
  const auto a = house();
  CHECK(stats::check_comparisons(a).empty());
  const auto w = stats::eigenvector_priorities(a);
  for (std::size_t i = 0; i < 8; ++i) CHECK(std::fabs(w[i] - expected[i]) < 1e-14);
  const auto c = stats::consistency(a);
  CHECK(c.lambda_max == Approx(9.6688873171181537).epsilon(1e-14));
  CHECK(c.index == Approx(0.23841247387402192).epsilon(1e-13));
  CHECK(c.ratio == Approx(0.16908686090356165).epsilon(1e-13));
  CHECK(stats::consistency(a, stats::RandomIndex::saaty_2005).ratio ==
        Approx(0.17029462419572994).epsilon(1e-13));
  CHECK(stats::geometric_mean_priorities(a)[1] == Approx(0.062646513445268531).epsilon(1e-14));
  CHECK(stats::column_mean_priorities(a)[7] == Approx(0.31229285019835157).epsilon(1e-14));
}

TEST_CASE("the comparison that offends most, and what the ratio would be without it") {
  // Neighbourhood is called 6 times as important as condition: both w are near 0.17 to 0.19.
  const auto worst = stats::worst_comparisons(house(), 3);
  REQUIRE(worst.size() == 3);
  CHECK(worst[0].i == 2);
  CHECK(worst[0].j == 6);
  CHECK(worst[0].given == 6);
  CHECK(worst[0].consistent == Approx(0.18811029885744079 / 0.16683367362634788));
  CHECK(worst[0].error == Approx(6 / worst[0].consistent));
  CHECK(worst[0].ratio_if_changed < 0.1);
  CHECK(worst[1].error == Approx(3.2617).epsilon(1e-4));
  CHECK(stats::worst_comparisons(house(), 100).size() == 28);
}

TEST_CASE("three ways to priorities agree on consistent comparisons") {
  const std::vector<double> w = {0.4, 0.3, 0.2, 0.1};
  stats::Comparisons a(4, std::vector<double>(4));
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t j = 0; j < 4; ++j) a[i][j] = w[i] / w[j];
  for (const auto& found : {stats::eigenvector_priorities(a), stats::geometric_mean_priorities(a),
                            stats::column_mean_priorities(a)})
    for (std::size_t i = 0; i < 4; ++i) CHECK(found[i] == Approx(w[i]).epsilon(1e-14));
  CHECK(stats::consistency(a).lambda_max == Approx(4).epsilon(1e-14));
  CHECK(std::fabs(stats::consistency(a).ratio) < 1e-14);
  CHECK(stats::worst_comparisons(a, 10).empty());
}

TEST_CASE("every matrix of three over the scale: closed form, and the order of things does not matter") {
  // For n = 3 the eigenvector is the geometric mean and lambda = 1 + c + 1/c, c = (a12 a23 / a13)^(1/3).
  const std::array<double, 9> scale = {1.0 / 9, 1.0 / 5, 1.0 / 3, 1.0 / 2, 1, 2, 4, 7, 9};
  for (const double a12 : scale)
    for (const double a13 : scale)
      for (const double a23 : scale) {
        const auto a = from_upper(3, {a12, a13, a23});
        const auto w = stats::eigenvector_priorities(a);
        const auto g = stats::geometric_mean_priorities(a);
        const double c = std::cbrt(a12 * a23 / a13);
        CHECK(stats::consistency(a).lambda_max == Approx(1 + c + 1 / c).epsilon(1e-13));
        const auto turned = stats::eigenvector_priorities(from_upper(3, {1 / a23, 1 / a13, 1 / a12}));
        for (std::size_t i = 0; i < 3; ++i) {
          CHECK(w[i] == Approx(g[i]).epsilon(1e-13));
          CHECK(w[i] == Approx(turned[2 - i]).epsilon(1e-13));
        }
      }
}

TEST_CASE("one and two things are always consistent, sixteen have no random index") {
  CHECK(stats::eigenvector_priorities({{1}})[0] == 1);
  CHECK(stats::consistency({{1}}).ratio == 0);
  const auto two = stats::eigenvector_priorities(from_upper(2, {4}));
  CHECK(two[0] == Approx(0.8).epsilon(1e-15));
  CHECK(stats::consistency(from_upper(2, {9})).ratio == 0);
  CHECK(stats::random_index(15, stats::RandomIndex::saaty_1980) == 1.59);
  CHECK(stats::random_index(3, stats::RandomIndex::saaty_2005) == 0.52);
  CHECK(std::isnan(stats::random_index(16, stats::RandomIndex::saaty_1980)));
  CHECK(std::isnan(stats::consistency(from_upper(16, std::vector<double>(120, 1.0))).ratio));
}

TEST_CASE("all problems of a matrix are told at once") {
  const stats::Comparisons a = {{1, 2, -3}, {0.5, 2, 4}, {1.0 / 3, 0.3, 1}, {1}};
  const auto problems = stats::check_comparisons(a);
  std::vector<Kind> kinds;
  for (const auto& p : problems) kinds.push_back(p.kind);
  CHECK(kinds == std::vector<Kind>{Kind::row_length, Kind::not_positive, Kind::row_length, Kind::diagonal,
                                   Kind::row_length, Kind::not_reciprocal, Kind::row_length});
  const auto& reciprocal = problems[5];
  CHECK(reciprocal.i == 1);
  CHECK(reciprocal.j == 2);
  CHECK(reciprocal.found == 0.3);
  CHECK(reciprocal.expected == 0.25);
  CHECK(stats::check_comparisons({})[0].kind == Kind::empty);
  CHECK(stats::check_comparisons({{1, std::nan("")}, {1, 1}})[0].kind == Kind::not_positive);
}
