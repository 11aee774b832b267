// Edges that the peer leaves open or gets wrong: one test for each entry of the edge table, named by its id.
// What is decided and why stands in docs/method/edges.md.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "flat_index.h"
#include "stats/descriptive.h"
#include "stats/pca.h"

namespace dajuan::index {
namespace {

using made_up::build;
using made_up::check_equal;
using made_up::Columns;
using made_up::draft;
using made_up::Flat;
using made_up::kNone;

/// One score from one unit's components.
double mean_of(AggregateMethod method, std::vector<double> x, std::vector<double> w, double power = 1) {
  Columns columns;
  for (const double value : x) columns.push_back({value});
  Flat flat(columns, w);
  flat.aggregated(method, power).run();
  return flat.top().front();
}

Step winsorise(int max_points, OutlierCheck check = {}) {
  TreatStep step;
  step.plan.first.method = Treatment::Method::winsorise;
  step.plan.first.max_points = max_points;
  step.plan.check = check;
  return step;
}

TreatmentPlan& plan_of(Flat& flat) { return std::get<TreatStep>(flat.model.steps.back()).plan; }

Step impute_by_group(bool fall_back) {
  ImputeStep step;
  step.by = ImputeStep::By::group;
  step.group = "g";
  step.fall_back_to_indicator = fall_back;
  return step;
}

}  // namespace

TEST_CASE("outranking-missing-order") {
  Flat flat({{1, kNone, 3}, {2, 5, 1}});
  flat.aggregated(AggregateMethod::copeland).run();
  // Over what both have: u2 beats u1 and u3 on b; u1 and u3 tie.
  check_equal(flat.top(), {-1, 2, -1});
  Flat reversed({{3, kNone, 1}, {1, 5, 2}});
  reversed.aggregated(AggregateMethod::copeland).run();
  check_equal(reversed.top(), {-1, 2, -1});
}

TEST_CASE("copeland-not-callable") {
  Flat flat({{0, 25, 50, 75, 100}, {100, 0, 75, 25, 50}});
  flat.aggregated(AggregateMethod::copeland).run();
  double sum = 0;
  for (const double score : flat.top()) {
    CHECK(score == std::floor(score));
    sum += score;
  }
  CHECK(sum == 0);
}

TEST_CASE("log-gii-noop") {
  Flat flat({{1, 2, 4, 8}});
  flat.then(TreatStep{});
  plan_of(flat).first.method = Treatment::Method::log_gii;
  plan_of(flat).first.force = true;
  flat.run();
  check_equal(flat.column(0), {0, 0.69314718055994529, 1.3862943611198906, 2.0794415416798357});
}

TEST_CASE("fraction-max-negative") {
  Flat flat({{1, 2, 4, 8}}, {1}, {-1});
  flat.normalised(NormaliseMethod::fraction_of_max).run();
  check_equal(flat.column(0), {1, 0.5, 0.25, 0.125});
}

TEST_CASE("power-mean-missing") {
  CHECK(mean_of(AggregateMethod::power, {1, kNone, 3}, {1, 1, 1}, 2) ==
        doctest::Approx(2.23606797749979).epsilon(1e-14));
}

TEST_CASE("power-mean-zero-p-negative") {
  Flat flat({{0, 2}, {1, 2}});
  flat.aggregated(AggregateMethod::power, -1).run();
  check_equal(flat.top(), {kNone, 2});
  CHECK(flat.notes("engine.outside_domain", 0, 0) == 1);
  flat.level().zero_outside_domain = true;
  flat.run();
  check_equal(flat.top(), {0, 2});
  CHECK(flat.notes("engine.outside_domain", 0, 0) == 1);
}

TEST_CASE("winsorise-ties-over-limit") {
  std::vector<double> x;
  for (int i = 0; i < 60; ++i) x.push_back(i / 59.0);
  x.insert(x.end(), 3, 50.0);
  Flat flat({x});
  flat.then(winsorise(2)).run();
  CHECK(flat.result.treatments.front().winsorised == 0);
  CHECK(flat.column(0).back() == 50);
  CHECK(flat.notes("engine.ties_at_limit", -1, 0) == 1);
  plan_of(flat).first.ties_may_overrun = true;
  flat.run();
  CHECK(flat.result.treatments.front().winsorised == 3);
  CHECK(flat.column(0).back() == 1);
  CHECK(flat.notes("engine.ties_at_limit", -1, 0) == 1);
}

TEST_CASE("forced-winsorise-ignored") {
  std::vector<double> x;
  for (int i = 1; i <= 20; ++i) x.push_back(i);
  x.push_back(60);
  Flat flat({x});
  flat.then(winsorise(1, {2, 100})).run();
  CHECK(flat.column(0).back() == 60);
  plan_of(flat).first.force = true;
  flat.run();
  CHECK(flat.column(0).back() == 20);
  CHECK(flat.result.treatments.front().winsorised == 1);
}

TEST_CASE("winsorise-both-tails") {
  std::vector<double> x{-100};
  x.insert(x.end(), 30, 0.0);
  for (int i = 0; i < 30; ++i) x.push_back(i / 29.0);
  x.push_back(130);
  Flat flat({x});
  flat.then(winsorise(5)).run();
  const std::vector<double> treated = flat.column(0);
  CHECK(*std::min_element(treated.begin(), treated.end()) == 0);
  CHECK(*std::max_element(treated.begin(), treated.end()) == 1);
  REQUIRE(flat.result.changes.size() == 2);
  CHECK(flat.result.changes[0].row == 0);
  CHECK(flat.result.changes[0].change == Change::winsorised_low);
  CHECK(flat.result.changes[1].row == 61);
  CHECK(flat.result.changes[1].change == Change::winsorised_high);
}

TEST_CASE("log-second-step-bad") {
  std::vector<double> x;
  for (int i = 0; i < 40; ++i) x.push_back(i % 2 ? 0.1 * i : -0.1 * i);
  x.insert(x.end(), {-900, 40000, 50000});
  Flat flat({x});
  flat.then(winsorise(1));
  plan_of(flat).second.emplace();
  plan_of(flat).second->method = Treatment::Method::boxcox;
  plan_of(flat).second->lambda = 1;
  flat.run();
  REQUIRE(flat.result.treatments.front().passed[2] == 0);
  CHECK(flat.notes("engine.treatment_not_enough", -1, 0) == 1);
  CHECK(flat.column(0) != x);
  plan_of(flat).fall_back_to_original = true;
  flat.run();
  CHECK(flat.notes("engine.treatment_given_up", -1, 0) == 1);
  CHECK(flat.column(0) == x);
}

TEST_CASE("a combined second treatment works on the result of the first, also where both are functions") {
  const std::vector<double> x{0, 1, 2, 3, 50};
  Flat flat({x});
  flat.then(TreatStep{});
  plan_of(flat).check = {0.01, -10};
  plan_of(flat).first.method = Treatment::Method::log_unit_shift;
  plan_of(flat).second.emplace();
  plan_of(flat).second->method = Treatment::Method::boxcox;
  plan_of(flat).second->lambda = 2;
  plan_of(flat).combine = true;
  flat.run();
  std::vector<double> expected;
  for (const double value : x) expected.push_back((std::pow(std::log(value + 1) + 1, 2) - 1) / 2);
  check_equal(flat.column(0), expected);
}

TEST_CASE("constant-minmax, constant-zscore") {
  for (const NormaliseMethod method : {NormaliseMethod::minmax, NormaliseMethod::zscore}) {
    Flat flat({{1, 2, 3, 4, 5}, {7, 7, 7, 7, 7}});
    flat.normalised(method).aggregated(AggregateMethod::arithmetic).run();
    CHECK(flat.notes("engine.constant_indicator", -1, 1) == 1);
    check_equal(flat.column(1), std::vector<double>(5, kNone));
    check_equal(flat.top(), flat.column(0));
  }
}

TEST_CASE("all-missing-indicator") {
  Flat flat({{1, 2, 3, 4, 5}, std::vector<double>(5, kNone)});
  flat.normalised(NormaliseMethod::minmax).aggregated(AggregateMethod::arithmetic).run();
  CHECK(flat.notes("engine.no_data", -1, 1) == 1);
  check_equal(flat.top(), {0, 25, 50, 75, 100});
}

TEST_CASE("screen-empty-unit") {
  for (const auto rule :
       {ScreenStep::Rule::nonzero, ScreenStep::Rule::both, ScreenStep::Rule::availability}) {
    Flat flat({{kNone, 2, 3, 0, 5}, {kNone, 1, 1, 0, 1}});
    ScreenStep step;
    step.rule = rule;
    step.min_nonzero = 0.5;
    flat.then(step).run();
    const bool counts_zeros = rule != ScreenStep::Rule::availability;
    CHECK(flat.result.included ==
          std::vector<std::uint8_t>{0, 1, 1, static_cast<std::uint8_t>(!counts_zeros), 1});
    CHECK(flat.result.screens.size() == 5);
  }
}

TEST_CASE("impute-empty-group") {
  Flat flat({{kNone, kNone, 3, 4, kNone}, {1, 2, 3, 4, 5}});
  flat.panel.groups["g"] = {"x", "x", "y", "y", "y"};
  flat.then(impute_by_group(false)).run();
  check_equal(flat.column(0), {kNone, kNone, 3, 4, 3.5});
  CHECK(flat.notes("engine.nothing_to_impute_from", 0, 0) == 1);
  CHECK(flat.notes("engine.nothing_to_impute_from", 1, 0) == 1);
  std::get<ImputeStep>(flat.model.steps[0]).fall_back_to_indicator = true;
  flat.run();
  check_equal(flat.column(0), {3.5, 3.5, 3, 4, 3.5});
}

TEST_CASE("impute-missing-group") {
  Flat flat({{kNone, 2, kNone, 4, kNone}, {1, 2, 3, 4, 5}});
  flat.panel.groups["g"] = {"x", "x", "", "y", "y"};
  flat.then(impute_by_group(false)).run();
  check_equal(flat.column(0), {2, 2, kNone, 4, 4});
  CHECK(flat.notes("engine.no_group", 2, 0) == 1);
  std::get<ImputeStep>(flat.model.steps[0]).fall_back_to_indicator = true;
  flat.run();
  check_equal(flat.column(0), {2, 2, 3, 4, 4});
}

TEST_CASE("single-unit") {
  Flat flat(Columns{{3}, {4}});
  flat.normalised(NormaliseMethod::minmax).aggregated(AggregateMethod::arithmetic).run();
  check_equal(flat.top(), {kNone});
  CHECK(flat.notes("engine.needs_two_units") == 2);
}

TEST_CASE("geometric-zero") {
  Flat flat({{0, 2, 3, 4, 5}, {5, 1, 4, 2, 3}});
  flat.normalised(NormaliseMethod::minmax).aggregated(AggregateMethod::geometric).run();
  // u1 is the lowest of a, u2 of b.
  check_equal(flat.top(), {kNone, kNone, std::sqrt(60.0 * 75), std::sqrt(80.0 * 25), std::sqrt(100.0 * 50)});
  CHECK(flat.notes("engine.outside_domain", 0, 0) == 1);
  CHECK(flat.notes("engine.outside_domain", 1, 1) == 1);
  flat.level().zero_outside_domain = true;
  flat.run();
  CHECK(flat.top()[0] == 0);
  CHECK(flat.top()[1] == 0);
}

TEST_CASE("harmonic-negative, harmonic-cancel") {
  for (const double second : {4.0, 2.0}) {
    Flat flat(Columns{{-2}, {second}});
    flat.aggregated(AggregateMethod::harmonic).run();
    check_equal(flat.top(), {kNone});
    CHECK(flat.notes("engine.outside_domain", 0, 0) == 1);
    flat.level().zero_outside_domain = true;  // a negative value has no limit: still no score
    flat.run();
    check_equal(flat.top(), {kNone});
  }
}

TEST_CASE("weights-zero-sum") {
  Flat flat(Columns{{1}, {2}}, {0, 0});
  flat.aggregated(AggregateMethod::arithmetic).run();
  check_equal(flat.top(), {kNone});
  CHECK(flat.notes("engine.weights_zero", -1, 2) == 1);
}

TEST_CASE("weights-negative") {
  std::vector<StructureProblem> problems;
  build_structure({draft("top", ""), draft("a", "top", -1), draft("b", "top", 2)}, problems);
  REQUIRE(problems.size() == 1);
  CHECK(problems.front().fault == StructureFault::negative_weight);
  Flat flat(Columns{{1}, {2}});
  flat.aggregated(AggregateMethod::arithmetic);
  std::get<AggregateStep>(flat.model.steps.back()).weights = {{"a", -1.0}};
  CHECK_THROWS_AS(flat.run(), std::invalid_argument);
}

TEST_CASE("arithmetic-missing-weight, geometric-missing-weight, harmonic-missing-weight") {
  CHECK(mean_of(AggregateMethod::arithmetic, {1, kNone, 4}, {1, 5, 2}) == doctest::Approx(3).epsilon(1e-14));
  CHECK(mean_of(AggregateMethod::geometric, {1, kNone, 4}, {1, 5, 2}) ==
        doctest::Approx(2.5198420997897459).epsilon(1e-14));
  CHECK(mean_of(AggregateMethod::harmonic, {1, kNone, 4}, {1, 5, 2}) == doctest::Approx(2).epsilon(1e-14));
}

TEST_CASE("threshold-counts-not-weights") {
  Flat flat({{1, 2, 3, 4, 5}, {kNone, 1, 4, 2, 3}, {kNone, 3, 2, 1, 5}}, {10, 1, 1});
  flat.normalised(NormaliseMethod::minmax).aggregated(AggregateMethod::arithmetic);
  flat.level().min_availability = 0.5;
  flat.run();
  check_equal(flat.top(), {kNone, 25, 52.083333333333336, 65.277777777777771, 97.222222222222229});
  flat.level().availability_by_weight = true;  // u1 has 10/12 of the weight
  flat.run();
  CHECK(flat.top()[0] == 0);
}

TEST_CASE("reference-is-minimum") {
  Flat flat({{1, 2, 4}});
  flat.normalised(NormaliseMethod::distance_to_reference);
  std::get<NormaliseStep>(flat.model.steps[0]).general.reference_unit = Flat::code(0);
  flat.run();
  check_equal(flat.column(0), {kNone, kNone, kNone});
  CHECK(flat.notes("engine.reference_is_lowest", -1, 0) == 1);
}

TEST_CASE("percentile-rank-ties, rank-ties") {
  Flat flat({{3, 1, 3, kNone, 2}});
  flat.normalised(NormaliseMethod::percentile_rank).run();
  check_equal(flat.column(0), {2.0 / 3, 0, 2.0 / 3, kNone, 1.0 / 3});
  Flat ranked({{3, 1, 3, kNone, 2}});
  ranked.normalised(NormaliseMethod::rank).run();
  check_equal(ranked.column(0), {3, 1, 3, kNone, 2});
}

TEST_CASE("percentile-rank-single") {
  Flat flat(Columns{{3}});
  flat.normalised(NormaliseMethod::percentile_rank).run();
  check_equal(flat.column(0), {0.5});
}

TEST_CASE("distance-to-max") {
  Flat flat({{1, 2, 4}});
  flat.normalised(NormaliseMethod::distance_to_max).run();
  check_equal(flat.column(0), {0, 1.0 / 3, 1});
}

TEST_CASE("skewness") {
  const std::vector<double> x{1, 2, 3, 4, 10};
  const stats::Moments moments = stats::moments(x);
  CHECK(moments.skewness == doctest::Approx(1.6970562748477141).epsilon(1e-14));
  CHECK(moments.kurtosis == doctest::Approx(3.152).epsilon(1e-14));
}

TEST_CASE("rank-float-noise") {
  const std::vector<double> noisy{0.3, 0.1 + 0.2, 0.2, kNone, 0.3 * (1 + 1e-8)};
  REQUIRE(noisy[0] != noisy[1]);
  check_equal(stats::score_ranks(noisy), {2, 2, 4, kNone, 1});
  const std::vector<double> opposite{0.1 + 0.2, 0.3};
  check_equal(stats::score_ranks(opposite), {1, 1});
}

TEST_CASE("denominator-scale-ignored") {
  Flat flat({{5, 8, 3}});
  flat.model.structure.nodes[0].denominator = "population";
  flat.model.structure.nodes[0].factor = 100000;
  flat.panel.denominators["population"] = {2e6, 1e6, kNone};
  flat.then(DenominateStep{}).run();
  check_equal(flat.column(0), {0.25, 0.8, kNone});
}

TEST_CASE("pca-sign") {
  Matrix data(5, 2);
  const double a[] = {1, 2, 3, 4, 6};
  for (std::size_t r = 0; r < 5; ++r) {
    data(r, 0) = a[r];
    data(r, 1) = -a[r] * a[r];
  }
  const stats::PrincipalComponents opposed = stats::principal_components(data);
  CHECK(opposed.mixed_signs());  // no weights
  const std::vector<double> squared = opposed.squared_first_loadings();
  CHECK(squared[0] == doctest::Approx(0.5));
  CHECK(squared[1] == doctest::Approx(0.5));
  for (std::size_t r = 0; r < 5; ++r) data(r, 1) = a[r] * a[r];
  const stats::PrincipalComponents together = stats::principal_components(data);
  CHECK_FALSE(together.mixed_signs());
  for (const double loading : together.first_loadings()) CHECK(loading > 0);
}

namespace {

/// Two years of five units; in the second year all figures are ten times as large and the last unit is far
/// out.
Flat two_years() {
  Flat flat({{1, 2, 3, 4, 5, 10, 20, 30, 40, 50000}});
  for (std::size_t i = 0; i < 10; ++i)
    flat.panel.units[i] = {Flat::code(i % 5), Period::year(i < 5 ? 2023 : 2024), true};
  flat.then(winsorise(1, {1, 1})).normalised(NormaliseMethod::minmax);
  return flat;
}

}  // namespace

TEST_CASE("panel-treatment-per-year") {
  // One scope is declared for the model and holds for every step that learns.
  Flat yearly = two_years();
  yearly.model.scope.kind = FitScope::Kind::per_period;
  yearly.run();
  check_equal(yearly.column(0), {0, 25, 50, 75, 100, 0, 100.0 / 3, 200.0 / 3, 100, 100});
  Flat pooled = two_years();
  pooled.model.scope.kind = FitScope::Kind::pooled;
  pooled.run();
  const std::vector<double> all = pooled.column(0);
  CHECK(all[4] == doctest::Approx(100 * 4 / 39.0));
  CHECK(all[9] == doctest::Approx(100));
  CHECK(pooled.result.treatments.size() == 1);
  CHECK(yearly.result.treatments.size() == 2);
  // Whatever the scope, a run begins from the raw figures: it can be repeated with other settings.
  Flat frozen = two_years();
  frozen.model.scope = {FitScope::Kind::window, Period::year(2023), Period::year(2023)};
  frozen.run();
  const std::vector<double> both = frozen.column(0);
  check_equal({both.begin(), both.begin() + 5}, {0, 25, 50, 75, 100});
  frozen.model.scope.kind = FitScope::Kind::pooled;
  frozen.run();
  CHECK(frozen.column(0) == all);
}

}  // namespace dajuan::index
