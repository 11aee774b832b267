#include "stats/linear_program.h"

#include <doctest/doctest.h>
#include <glpk.h>

#include <cmath>
#include <initializer_list>
#include <stdexcept>

#include "made_up.h"

namespace stats = dajuan::stats;
using dajuan::Matrix;
using doctest::Approx;

namespace {

stats::LinearProgram program(std::vector<double> objective,
                             std::initializer_list<std::initializer_list<double>> limits,
                             std::vector<double> bounds) {
  Matrix matrix(limits.size(), objective.size());
  std::size_t r = 0;
  for (const auto& row : limits) {
    std::size_t c = 0;
    for (const double value : row) matrix(r, c++) = value;
    ++r;
  }
  return {std::move(objective), std::move(matrix), std::move(bounds)};
}

/// x keeps every limit, and prices prove that nothing is better (duality).
void check_proof(const stats::LinearProgram& p, const stats::LinearSolution& s) {
  REQUIRE(s.bounded);
  double by_prices = 0;
  for (std::size_t r = 0; r < p.bounds.size(); ++r) {
    double used = 0;
    for (std::size_t c = 0; c < s.x.size(); ++c) used += p.limits(r, c) * s.x[c];
    CHECK(used <= p.bounds[r] + 1e-9);
    CHECK(s.prices[r] >= 0);
    by_prices += s.prices[r] * p.bounds[r];
  }
  for (std::size_t c = 0; c < s.x.size(); ++c) {
    double cost = 0;
    for (std::size_t r = 0; r < p.bounds.size(); ++r) cost += s.prices[r] * p.limits(r, c);
    CHECK(s.x[c] >= 0);
    CHECK(cost >= p.objective[c] - 1e-9);
  }
  CHECK(by_prices == Approx(s.value).epsilon(1e-9));
}

/// The maximum as GLPK finds it; NaN when there is none.
double peer(const stats::LinearProgram& p) {
  glp_term_out(GLP_OFF);
  glp_prob* problem = glp_create_prob();
  glp_set_obj_dir(problem, GLP_MAX);
  const int rows = static_cast<int>(p.bounds.size());
  const int columns = static_cast<int>(p.objective.size());
  glp_add_rows(problem, rows);
  glp_add_cols(problem, columns);
  for (int r = 1; r <= rows; ++r)
    glp_set_row_bnds(problem, r, GLP_UP, 0, p.bounds[static_cast<std::size_t>(r - 1)]);
  for (int c = 1; c <= columns; ++c) {
    glp_set_col_bnds(problem, c, GLP_LO, 0, 0);
    glp_set_obj_coef(problem, c, p.objective[static_cast<std::size_t>(c - 1)]);
    std::vector<int> places{0};
    std::vector<double> values{0};
    for (int r = 1; r <= rows; ++r) {
      places.push_back(r);
      values.push_back(p.limits(static_cast<std::size_t>(r - 1), static_cast<std::size_t>(c - 1)));
    }
    glp_set_mat_col(problem, c, rows, places.data(), values.data());
  }
  glp_smcp parameters;
  glp_init_smcp(&parameters);
  const int failed = glp_simplex(problem, &parameters);
  const bool optimal = failed == 0 && glp_get_status(problem) == GLP_OPT;
  const double value = optimal ? glp_get_obj_val(problem) : std::nan("");
  glp_delete_prob(problem);
  return value;
}

}  // namespace

TEST_CASE("the Wyndor Glass problem") {
  // Hillier & Lieberman, Introduction to Operations Research, section 3.1: 2 doors, 6 windows, profit 36;
  // shadow prices 0, 3/2, 1 (section 4.7).
  const auto p = program({3, 5}, {{1, 0}, {0, 2}, {3, 2}}, {4, 12, 18});
  const auto s = stats::maximise(p);
  CHECK(s.value == Approx(36));
  CHECK(s.x[0] == Approx(2));
  CHECK(s.x[1] == Approx(6));
  CHECK(s.prices[0] == Approx(0));
  CHECK(s.prices[1] == Approx(1.5));
  CHECK(s.prices[2] == Approx(1));
  check_proof(p, s);
}

TEST_CASE("Beale's problem, on which the plain simplex runs in a circle") {
  // Beale (1955), Naval Research Logistics Quarterly 2, 269-275: maximum 1/20.
  const auto p =
      program({0.75, -150, 0.02, -6}, {{0.25, -60, -0.04, 9}, {0.5, -90, -0.02, 3}, {0, 0, 1, 0}}, {0, 0, 1});
  const auto s = stats::maximise(p);
  CHECK(s.value == Approx(0.05).epsilon(1e-12));
  CHECK(s.x[2] == Approx(1));
  check_proof(p, s);
}

TEST_CASE("the twisted cube of Klee and Minty takes many steps, and ends") {
  const std::size_t n = 8;
  stats::LinearProgram p;
  p.limits = Matrix(n, n);
  for (std::size_t i = 0; i < n; ++i) {
    p.objective.push_back(std::pow(10.0, static_cast<double>(n - 1 - i)));
    p.bounds.push_back(std::pow(100.0, static_cast<double>(i)));
    for (std::size_t j = 0; j < i; ++j) p.limits(i, j) = 2 * std::pow(10.0, static_cast<double>(i - j));
    p.limits(i, i) = 1;
  }
  CHECK(stats::maximise(p).value == Approx(1e14).epsilon(1e-12));
}

TEST_CASE("no maximum, nothing to do, nothing allowed") {
  CHECK_FALSE(stats::maximise(program({1, 1}, {{1, -1}}, {1})).bounded);
  CHECK_FALSE(stats::maximise(program({1}, {}, {})).bounded);
  CHECK(stats::maximise(program({-1, 0}, {{1, 1}}, {5})).value == 0);
  CHECK(stats::maximise(program({2, 1}, {{1, 1}}, {0})).value == 0);
  CHECK_THROWS_AS(stats::maximise(program({1}, {{1}}, {-1})), std::invalid_argument);
  CHECK_THROWS_AS(stats::maximise(program({1}, {{1}}, {1, 2})), std::invalid_argument);
}

TEST_CASE("GLPK agrees on four hundred problems, many of them degenerate") {
  stats::tests::MadeUp random(11);
  int bounded = 0;
  for (int trial = 0; trial < 400; ++trial) {
    const std::size_t columns = 1 + random.below(7);
    const std::size_t rows = 1 + random.below(12);
    stats::LinearProgram p;
    p.limits = Matrix(rows, columns);
    for (std::size_t c = 0; c < columns; ++c)
      p.objective.push_back(static_cast<double>(random.below(9)) - (trial % 2 == 0 ? 0 : 2));
    for (std::size_t r = 0; r < rows; ++r) {
      p.bounds.push_back(static_cast<double>(random.below(4)));
      for (std::size_t c = 0; c < columns; ++c)
        p.limits(r, c) = static_cast<double>(random.below(7)) - (trial % 3 == 0 ? 0 : 1);
    }
    const auto s = stats::maximise(p);
    const double expected = peer(p);
    CAPTURE(trial);
    CHECK(s.bounded == !std::isnan(expected));
    if (!s.bounded) continue;
    ++bounded;
    CHECK(s.value == Approx(expected).epsilon(1e-9));
    check_proof(p, s);
  }
  CHECK(bounded > 200);
}
