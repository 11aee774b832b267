#include "stats/rank_set.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "stats/descriptive.h"

namespace dajuan::stats {
namespace {

struct Areas {
  std::vector<double> estimates;
  std::vector<double> variances;
};

/// Standard errors from 0.3 to 2.3, some equal, some zero; estimates `spread` wide, some tied.
Areas made_up_areas(std::size_t number, double spread, std::string_view seed) {
  Philox random(philox_key(seed), 1);
  Areas areas;
  for (std::size_t i = 0; i < number; ++i) {
    areas.estimates.push_back(i % 5 == 4 ? areas.estimates.back() : spread * random.normal());
    const double se = 0.3 + 2 * random.uniform();
    areas.variances.push_back(i % 9 == 5 ? 0 : i % 7 == 3 ? areas.variances.back() : se * se);
  }
  return areas;
}

Matrix diagonal(std::span<const double> variances) {
  Matrix matrix(variances.size(), variances.size());
  for (std::size_t i = 0; i < variances.size(); ++i) matrix(i, i) = variances[i];
  return matrix;
}

/// The definition, with every pair and every draw, for draws held in a matrix.
RankSets by_definition(const Areas& areas, const Matrix& draws, const RankSetOptions& options) {
  const std::size_t n = areas.estimates.size();
  std::vector<std::size_t> asked = options.areas;
  if (asked.empty())
    for (std::size_t i = 0; i < n; ++i) asked.push_back(i);
  const auto is_asked = [&](std::size_t i) {
    return std::find(asked.begin(), asked.end(), i) != asked.end();
  };
  struct Pair {
    std::size_t a, b;
    double sd;
    bool shown;
  };
  std::vector<Pair> family;
  for (std::size_t a = 0; a < n; ++a)
    for (std::size_t b = 0; b < n; ++b)
      if (a != b && ((options.side != RankSide::lower && is_asked(a)) ||
                     (options.side != RankSide::upper && is_asked(b))))
        family.push_back({a, b, std::sqrt(areas.variances[a] + areas.variances[b]), false});
  RankSets result;
  for (bool moved = true; moved;) {
    std::vector<double> maxima;
    for (std::size_t d = 0; d < draws.columns(); ++d) {
      double largest = 0;
      for (const Pair& pair : family)
        if (!pair.shown && pair.sd > 0)
          largest = std::max(largest, (draws(pair.a, d) - draws(pair.b, d)) / pair.sd);
      maxima.push_back(largest);
    }
    result.critical_values.push_back(quantile(maxima, options.level));
    moved = false;
    for (Pair& pair : family) {
      const double difference = areas.estimates[pair.a] - areas.estimates[pair.b];
      const bool shown = pair.sd > 0 ? difference / pair.sd > result.critical_values.back() : difference > 0;
      moved = moved || (shown && !pair.shown);
      pair.shown = pair.shown || shown;
    }
    moved = moved && options.step_down;
  }
  for (const std::size_t j : asked) {
    RankSet set{1, n};
    for (const Pair& pair : family) {
      if (pair.shown && pair.b == j && options.side != RankSide::upper) ++set.lower;
      if (pair.shown && pair.a == j && options.side != RankSide::lower) --set.upper;
    }
    result.sets.push_back(set);
  }
  return result;
}

Matrix matrix_of(const ErrorDraws& draws) {
  Matrix matrix(draws.areas(), draws.draws());
  for (std::size_t d = 0; d < draws.draws(); ++d) draws.fill(d, matrix.column(d));
  return matrix;
}

void check_same(const RankSets& found, const RankSets& expected) {
  CHECK(found.sets == expected.sets);
  REQUIRE(found.critical_values.size() == expected.critical_values.size());
  for (std::size_t i = 0; i < found.critical_values.size(); ++i)
    CHECK(found.critical_values[i] == doctest::Approx(expected.critical_values[i]).epsilon(1e-12));
}

TEST_CASE("pruned, exhaustive and by definition: the same sets and critical values") {
  for (const double spread : {0.0, 1.0, 5.0, 40.0}) {
    const Areas areas = made_up_areas(23, spread, "agree");
    const RankErrors errors = RankErrors::independent(areas.variances);
    const RankErrors with_matrix = RankErrors::correlated(diagonal(areas.variances));
    const ErrorDraws draws(errors, 203, philox_key("agree"));
    const Matrix matrix = matrix_of(draws);
    for (const RankSide side : {RankSide::two, RankSide::lower, RankSide::upper}) {
      for (const std::vector<std::size_t>& asked :
           {std::vector<std::size_t>{}, {7}, {22, 3, 5}, {1, 2, 9, 10, 11, 12, 13, 20}}) {
        for (const bool step_down : {true, false}) {
          CAPTURE(spread);
          CAPTURE(asked.size());
          const RankSetOptions options{0.9, step_down, side, asked};
          const RankSets expected = by_definition(areas, matrix, options);
          check_same(simultaneous_rank_sets(areas.estimates, errors, draws, options), expected);
          check_same(simultaneous_rank_sets(areas.estimates, with_matrix, ErrorDraws(matrix), options),
                     expected);
        }
      }
    }
  }
}

TEST_CASE("marginal sets are simultaneous sets of one area") {
  const Areas areas = made_up_areas(17, 4, "marginal");
  const RankErrors errors = RankErrors::independent(areas.variances);
  const ErrorDraws draws(errors, 150, philox_key("marginal"));
  for (const RankSide side : {RankSide::two, RankSide::lower, RankSide::upper}) {
    const RankSetOptions options{0.95, true, side, {}};
    const RankSets marginal = marginal_rank_sets(areas.estimates, errors, draws, options);
    const RankSets exhaustive =
        marginal_rank_sets(areas.estimates, RankErrors::correlated(diagonal(areas.variances)),
                           ErrorDraws(matrix_of(draws)), options);
    CHECK(marginal.sets == exhaustive.sets);
    for (std::size_t j = 0; j < 17; ++j) {
      const RankSets one = simultaneous_rank_sets(areas.estimates, errors, draws, {0.95, true, side, {j}});
      CHECK(marginal.sets[j] == one.sets.front());
      CHECK(marginal.critical_values[j] == doctest::Approx(one.critical_values.back()).epsilon(1e-12));
    }
  }
}

TEST_CASE("the same bits with any number of workers, and progress comes to its end") {
  const Areas areas = made_up_areas(60, 6, "workers");
  const RankErrors errors = RankErrors::independent(areas.variances);
  const ErrorDraws draws(errors, 1001, philox_key("workers"));
  const RankSets one = simultaneous_rank_sets(areas.estimates, errors, draws, {});
  double last = 0;
  const RankSets three = simultaneous_rank_sets(areas.estimates, errors, draws, {}, Workers(3),
                                                [&](std::size_t, double share) { last = share; });
  CHECK(last == 1);
  CHECK(one.sets == three.sets);
  CHECK(one.critical_values == three.critical_values);
  CHECK(one.critical_error == three.critical_error);
  CHECK(marginal_rank_sets(areas.estimates, errors, draws, {}).critical_values ==
        marginal_rank_sets(areas.estimates, errors, draws, {}, Workers(3)).critical_values);
}

TEST_CASE("a common error does not blur a difference; opposite ones do") {
  // Standard error of the difference 0.141 and 2: section 2 of the paper; t = 3.5 and 0.25.
  Matrix together(2, 2, 0.99);
  Matrix apart(2, 2, -1.0);
  for (std::size_t i = 0; i < 2; ++i) together(i, i) = apart(i, i) = 1;
  const std::vector<double> estimates{0.5, 0};
  for (const auto& [covariance, upper] : {std::pair{together, 1u}, std::pair{apart, 2u}}) {
    const RankErrors errors = RankErrors::correlated(covariance);
    const ErrorDraws draws(errors, 5000, philox_key("common"));
    const RankSets sets = simultaneous_rank_sets(estimates, errors, draws, {});
    CHECK(sets.sets[0] == RankSet{1, upper});
    // Two areas: the largest of a pair and its reverse is |z|.
    CHECK(std::fabs(sets.critical_values[0] - 1.95996) < 4 * sets.critical_error + 0.01);
  }
}

TEST_CASE("covariances: any rank is drawn as it is, what is none is refused") {
  // Shares of four parts: rank 3.
  const std::vector<double> p{0.1, 0.2, 0.3, 0.4};
  Matrix shares(4, 4);
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t j = 0; j < 4; ++j) shares(i, j) = (i == j ? p[i] : 0) - p[i] * p[j];
  const std::optional<Matrix> triangle = lower_triangle(shares);
  REQUIRE(triangle.has_value());
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t j = 0; j < 4; ++j) {
      double product = 0;
      for (std::size_t k = 0; k < 4; ++k) product += (*triangle)(i, k) * (*triangle)(j, k);
      CHECK(product == doctest::Approx(shares(i, j)).epsilon(1e-9));
    }
  const ErrorDraws draws(RankErrors::correlated(shares), 1, philox_key("shares"));
  std::vector<double> error(4);
  draws.fill(0, error);
  CHECK(std::fabs(error[0] + error[1] + error[2] + error[3]) < 1e-9);
  Matrix impossible(2, 2, 2.0);
  impossible(0, 0) = impossible(1, 1) = 1;
  CHECK(!lower_triangle(impossible));
  impossible(0, 0) = 0;
  CHECK(!lower_triangle(impossible));
}

/// Share of made-up data sets in which every set holds the true rank.
double coverage(std::span<const double> truth, const RankErrors& errors, bool marginal) {
  constexpr std::size_t kDataSets = 500;
  const ErrorDraws noise(errors, kDataSets, philox_key("data"));
  const ErrorDraws draws(errors, 499, philox_key("draws"));
  std::vector<double> estimates(truth.size());
  double covered = 0;
  for (std::size_t d = 0; d < kDataSets; ++d) {
    noise.fill(d, estimates);
    for (std::size_t i = 0; i < truth.size(); ++i) estimates[i] += truth[i];
    const RankSetOptions options{0.95, true, RankSide::two, {}};
    const std::vector<RankSet> sets = marginal
                                          ? marginal_rank_sets(estimates, errors, draws, options).sets
                                          : simultaneous_rank_sets(estimates, errors, draws, options).sets;
    std::size_t right = 0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
      const auto rank = 1 + static_cast<std::size_t>(std::count_if(truth.begin(), truth.end(),
                                                                   [&](double t) { return t > truth[i]; }));
      right += sets[i].lower <= rank && rank <= sets[i].upper;
    }
    covered += marginal ? static_cast<double>(right) / static_cast<double>(truth.size())
                        : (right == truth.size() ? 1.0 : 0.0);
  }
  return covered / kDataSets;
}

TEST_CASE("sets hold the true ranks as often as they say, with heavy ties and correlated estimates") {
  // Three Monte Carlo standard errors: of the data sets, and of a critical value from 499 draws.
  constexpr double kLeast = 0.95 - 3 * 0.0097 - 0.01;
  const std::vector<double> tied(10, 5.0);
  const std::vector<double> grouped{0, 0, 0, 2, 2, 2, 2, 5, 5, 5.5};
  std::vector<double> variances;
  for (std::size_t i = 0; i < 10; ++i) variances.push_back(0.2 + 0.3 * static_cast<double>(i));
  const RankErrors independent = RankErrors::independent(variances);
  Matrix covariance(10, 10);
  for (std::size_t i = 0; i < 10; ++i)
    for (std::size_t j = 0; j < 10; ++j)
      covariance(i, j) =
          std::sqrt(variances[i] * variances[j]) * (i == j ? 1 : (i % 2 == j % 2 ? 0.8 : -0.6));
  const RankErrors correlated = RankErrors::correlated(covariance);
  CHECK(coverage(tied, independent, false) >= kLeast);
  CHECK(coverage(tied, correlated, false) >= kLeast);
  CHECK(coverage(grouped, independent, false) >= kLeast);
  CHECK(coverage(grouped, correlated, false) >= kLeast);
  CHECK(coverage(tied, independent, true) >= kLeast);
  CHECK(coverage(grouped, correlated, true) >= kLeast);
  // Not by saying nothing: where all are tied the family error is used up.
  CHECK(coverage(tied, independent, false) <= 0.99);
}

TEST_CASE("critical values of equal variances are studentised range quantiles / sqrt 2") {
  // H. L. Harter, Tables of range and studentized range, Ann. Math. Statist. 31 (1960) 1122-1147: 3.314 of 3,
  // 4.474 of 10, 5.012 of 20 at 0.95 with infinite degrees of freedom.
  constexpr std::pair<std::size_t, double> kRange[] = {{3, 3.314}, {10, 4.474}, {20, 5.012}};
  for (const auto& [areas, range] : kRange) {
    const RankErrors errors = RankErrors::independent(std::vector<double>(areas, 4.0));
    const ErrorDraws draws(errors, 20'000, philox_key("range"));
    const RankSets sets = simultaneous_rank_sets(std::vector<double>(areas, 1.0), errors, draws, {});
    CHECK(sets.critical_error < 0.02);
    CHECK(std::fabs(sets.critical_values.front() - range / std::sqrt(2)) < 3 * sets.critical_error);
    CHECK(sets.sets == std::vector<RankSet>(areas, {1, areas}));
    CHECK(quantile(first_step_maxima(errors, draws, {}), 0.95) == sets.critical_values.front());
  }
}

TEST_CASE("tau-best and tau-worst are those whose bounds reach so far") {
  const std::vector<RankSet> sets{{1, 2}, {1, 3}, {2, 3}, {4, 4}};
  CHECK(tau_best(sets, 1) == std::vector<bool>{true, true, false, false});
  CHECK(tau_worst(sets, 2) == std::vector<bool>{false, true, true, true});
}

}  // namespace
}  // namespace dajuan::stats
