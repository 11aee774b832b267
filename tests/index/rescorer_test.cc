// Scoring other figures by what was learned: the same bits as a run, wherever a run has the answer.
#include "index/rescorer.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <new>
#include <numeric>
#include <stdexcept>

#include "every_kind.h"
#include "flat_index.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define DAJUAN_OWN_NEW 0
#elif defined(__has_feature)
#define DAJUAN_OWN_NEW !(__has_feature(address_sanitizer) || __has_feature(thread_sanitizer))
#else
#define DAJUAN_OWN_NEW 1
#endif

#if DAJUAN_OWN_NEW
namespace {
thread_local std::size_t allocations = 0;
}
void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
#endif

using namespace dajuan;
using namespace dajuan::index;

namespace {

using Rows = std::vector<std::size_t>;

Rows all_rows(const Panel& panel) {
  Rows rows(panel.units.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  return rows;
}

Rows every(std::size_t step, const Panel& panel) {
  Rows rows;
  for (std::size_t r = 1; r < panel.units.size(); r += step) rows.push_back(r);
  return rows;
}

/// All but the second period.
Rows without_second(const Panel& panel) {
  const std::vector<Panel::Block> blocks = panel.blocks();
  Rows rows;
  for (std::size_t r = 0; r < panel.units.size(); ++r)
    if (r < blocks[1].begin || r >= blocks[1].end) rows.push_back(r);
  return rows;
}

Matrix at_rows(const Matrix& all, const Rows& rows) {
  Matrix chosen(rows.size(), all.columns());
  for (std::size_t c = 0; c < all.columns(); ++c)
    for (std::size_t i = 0; i < rows.size(); ++i) chosen(i, c) = all(rows[i], c);
  return chosen;
}

Matrix rescored(const Engine& engine, const Fitted& fitted, const Matrix& figures, const Rows& rows) {
  Rescorer::Scratch scratch;
  Matrix scores;
  Rescorer(engine, fitted, rows).scores(at_rows(figures, rows), scores, scratch);
  return scores;
}

bool same_bits(const Matrix& a, const Matrix& b) {
  return a.rows() == b.rows() && a.columns() == b.columns() &&
         (a.all().empty() || std::memcmp(a.all().data(), b.all().data(), a.all().size_bytes()) == 0);
}

template <typename S>
const S* step_of(const Model& model) {
  for (const Step& step : model.steps)
    if (const auto* found = std::get_if<S>(&step)) return found;
  return nullptr;
}

bool looks_at_others(const Model& model) {
  const auto* step = step_of<AggregateStep>(model);
  if (!step) return false;
  const AggregateMethod method = step->levels.front().method;
  return method == AggregateMethod::copeland || method == AggregateMethod::benefit_of_the_doubt;
}

const Structure& tree() {
  static const Structure structure = made_up::furnished_structure();
  return structure;
}

}  // namespace

TEST_CASE("every step, method and scope: the fitted figures give the bits of the run") {
  const Panel panel = made_up::furnished_panel(tree(), 14, 5);
  for (const made_up::Kind& kind : made_up::every_kind(tree())) {
    CAPTURE(kind.name);
    const Engine engine(kind.model);
    Result result;
    engine.run(panel, result);
    const std::shared_ptr<const Fitted> fitted = engine.fit(panel);
    std::vector<Rows> choices{all_rows(panel), without_second(panel), {}};
    if (!looks_at_others(kind.model))
      choices.insert(choices.end(), {every(3, panel), {7}, {2, 2, 2, 7, 30, 30}});
    for (const Rows& rows : choices)
      CHECK(same_bits(rescored(engine, *fitted, panel.values, rows), at_rows(result.scores, rows)));
  }
}

TEST_CASE("blocks of rows leave no seams") {
  const Panel panel = made_up::furnished_panel(tree(), 300, 6);
  for (const made_up::Kind& kind : made_up::every_kind(tree())) {
    if (looks_at_others(kind.model)) continue;
    CAPTURE(kind.name);
    const Engine engine(kind.model);
    Result result;
    engine.run(panel, result);
    const std::shared_ptr<const Fitted> fitted = engine.fit(panel);
    for (const Rows& rows : {all_rows(panel), every(2, panel)})
      CHECK(same_bits(rescored(engine, *fitted, panel.values, rows), at_rows(result.scores, rows)));
  }
}

TEST_CASE("a frozen window: changed figures after it score as a run over the changed panel scores them") {
  const Panel panel = made_up::furnished_panel(tree(), 14, 7);
  const std::size_t after_window = panel.blocks()[2].begin;
  for (const made_up::Kind& kind : made_up::every_kind(tree())) {
    if (kind.model.scope.kind != FitScope::Kind::window) continue;
    if (step_of<ImputeOverTimeStep>(kind.model)) continue;  // fills are part of what was learned
    CAPTURE(kind.name);
    Panel changed = panel;
    made_up::Random random(99);
    for (std::size_t c = 0; c < changed.values.columns(); ++c)
      for (std::size_t r = after_window; r < changed.units.size(); ++r) {
        double& value = changed.values(r, c);
        value *= 0.3 + 1.6 * random.uniform();
        // Who is screened out is part of what was learned: there nothing goes missing.
        if (!step_of<ScreenStep>(kind.model) && random.uniform() < 0.1)
          value = is_missing(value) ? 50 * random.uniform() : kMissing;
      }
    const Engine engine(kind.model);
    Result result;
    engine.run(changed, result);
    CHECK(same_bits(rescored(engine, *engine.fit(panel), changed.values, all_rows(panel)), result.scores));
  }
}

TEST_CASE("other weights score as an engine that was made with them") {
  const Panel panel = made_up::furnished_panel(tree(), 14, 8);
  made_up::Random random(3);
  for (made_up::Kind& kind : made_up::every_kind(tree())) {
    if (kind.name.rfind("aggregate", 0) != 0) continue;
    CAPTURE(kind.name);
    const Engine engine(kind.model);
    const std::shared_ptr<const Fitted> fitted = engine.fit(panel);
    for (int trial = 0; trial < 5; ++trial) {
      auto& weights = std::get<AggregateStep>(kind.model.steps.back()).weights;
      for (const Node& node : tree().nodes)
        weights[node.code] = random.uniform() < 0.25 ? 0.0 : 0.1 + random.uniform();
      const Engine other(kind.model);
      Result result;
      other.run(panel, result);
      Rescorer::Scratch scratch;
      Matrix scores;
      Rescorer(engine, *fitted, all_rows(panel)).scores(panel.values, other.weights(), scores, scratch);
      CHECK(same_bits(scores, result.scores));
    }
  }
}

namespace {

/// Learned in 2023 on 1, 2, 3, 4, 100 and 10, 20, 30, 40, 50 (less is better); then a year without limits.
made_up::Flat learned_flat() {
  made_up::Flat flat({{1, 2, 3, 4, 100, 7, 8, 9, 10, 11}, {10, 20, 30, 40, 50, 5, 6, 7, 8, 9}}, {3, 1},
                     {1, -1});
  for (std::size_t i = 0; i < 10; ++i)
    flat.panel.units[i] = {made_up::Flat::code(i % 5), Period::year(i < 5 ? 2023 : 2024), true};
  flat.model.scope = {FitScope::Kind::window, Period::year(2023), Period::year(2023)};
  return flat;
}

std::vector<double> scores_of(const made_up::Flat& flat, const std::vector<double>& a,
                              const std::vector<double>& b, std::size_t node) {
  Matrix figures(a.size(), 2);
  std::copy(a.begin(), a.end(), figures.column(0).begin());
  std::copy(b.begin(), b.end(), figures.column(1).begin());
  const Engine engine(flat.model);
  Rows rows(a.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  Rescorer::Scratch scratch;
  Matrix scores;
  Rescorer(engine, *engine.fit(flat.panel), rows).scores(figures, scores, scratch);
  return {scores.column(node).begin(), scores.column(node).end()};
}

}  // namespace

TEST_CASE("changed figures by hand: winsorised, min-max, weighted mean") {
  made_up::Flat flat = learned_flat();
  TreatStep treat;
  treat.plan.first.method = Treatment::Method::winsorise;
  treat.plan.first.max_points = 1;
  flat.then(treat).normalised(NormaliseMethod::minmax).aggregated(AggregateMethod::arithmetic);
  const std::vector<double> a{0, 2.5, 4, 5, kMissing, -5};  // the outlier moved to 4: 1 to 4 become 0 to 100
  const std::vector<double> b{50, 40, 10, 0, 20, 60};       // 10 is best, 50 is worst
  made_up::check_equal(scores_of(flat, a, b, 0), {0, 50, 100, 100, kMissing, 0});
  made_up::check_equal(scores_of(flat, a, b, 1), {0, 25, 100, 125, 75, -25});
  made_up::check_equal(scores_of(flat, a, b, 2), {0, 43.75, 100, 106.25, 75, -6.25});
}

TEST_CASE("changed figures by hand: logarithm within its domain, standard score, places") {
  made_up::Flat flat = learned_flat();
  TreatStep treat;
  treat.plan.first.method = Treatment::Method::log_unit_shift;
  treat.plan.first.force = true;
  NormaliseStep normalise;
  normalise.general.method = NormaliseMethod::none;
  normalise.overrides["b"].method = NormaliseMethod::rank;
  flat.then(treat).then(normalise);
  const std::vector<double> a{1, 5, 250, -7, kMissing};
  const std::vector<double> b{50, 45, 10, 0, kMissing};
  // ln(x - 1 + 1), and what is below the learned minimum moves to it.
  made_up::check_equal(scores_of(flat, a, b, 0), {0, std::log(5), std::log(250), 0, kMissing});
  made_up::check_equal(scores_of(flat, a, b, 1), {1, 2, 5, 5, kMissing});

  flat.model.steps.clear();
  flat.normalised(NormaliseMethod::zscore);
  const double sd = std::sqrt(250.0);  // of 10, 20, 30, 40, 50
  made_up::check_equal(scores_of(flat, a, b, 1), {-20 / sd, -15 / sd, 20 / sd, 30 / sd, kMissing});
}

TEST_CASE("cells that are missing now are filled by what was learned, also where nothing was missing then") {
  made_up::Flat flat = learned_flat();
  flat.panel.groups["g"] = {"x", "x", "y", "y", "", "x", "x", "y", "y", ""};
  ImputeStep impute;
  flat.then(impute);
  const std::vector<double> none(5, kMissing);
  const std::vector<double> b{1, 2, kMissing, 4, 5};
  made_up::check_equal(scores_of(flat, none, b, 0), {22, 22, 22, 22, 22});
  made_up::check_equal(scores_of(flat, none, b, 1), {1, 2, 30, 4, 5});
  impute.by = ImputeStep::By::group;
  impute.group = "g";
  flat.model.steps = {impute};
  made_up::check_equal(scores_of(flat, none, b, 0), {1.5, 1.5, 3.5, 3.5, kMissing});
  impute.statistic = ImputeStep::Statistic::median;
  impute.fall_back_to_indicator = true;
  flat.model.steps = {impute};
  made_up::check_equal(scores_of(flat, none, b, 0), {1.5, 1.5, 3.5, 3.5, 3});
  // By row: 20 is at three quarters of the good way of b (50 to 10), so a is at three quarters of 1 to 100.
  impute.by = ImputeStep::By::row;
  flat.model.steps = {impute};
  made_up::check_equal(scores_of(flat, {kMissing, 5}, {20, kMissing}, 0), {75.25, 5});
  made_up::check_equal(scores_of(flat, {kMissing, 50.5}, {20, kMissing}, 1), {20, 30});
}

TEST_CASE("over time a missing cell has what it was filled with, and no other cell is filled") {
  made_up::Flat flat = learned_flat();
  flat.panel.values(5, 0) = kMissing;  // was filled with the year before: 1
  flat.then(ImputeOverTimeStep{});
  std::vector<double> a(10, kMissing);
  const std::vector<double> b(10, 2.0);
  std::vector<double> filled(10, made_up::kNone);
  filled[5] = 1;
  made_up::check_equal(scores_of(flat, a, b, 0), filled);
  a[5] = filled[5] = 3;
  made_up::check_equal(scores_of(flat, a, b, 0), filled);
}

TEST_CASE("after the first call nothing is allocated") {
  const Panel panel = made_up::furnished_panel(tree(), 14, 9);
  for (const made_up::Kind& kind : made_up::every_kind(tree())) {
    const auto* aggregate = step_of<AggregateStep>(kind.model);
    if (aggregate && aggregate->levels.front().method == AggregateMethod::benefit_of_the_doubt) continue;
    CAPTURE(kind.name);
    const Engine engine(kind.model);
    const Rescorer rescorer(engine, *engine.fit(panel), all_rows(panel));
    Rescorer::Scratch scratch;
    Matrix scores;
    rescorer.scores(panel.values, scores, scratch);
#if DAJUAN_OWN_NEW
    const std::size_t before = allocations;
    rescorer.scores(panel.values, scores, scratch);
    CHECK(allocations == before);
#endif
  }
}

TEST_CASE("what makes no sense is refused") {
  const Panel panel = made_up::furnished_panel(tree(), 14, 10);
  AggregateLevel level;
  const Engine engine(made_up::model(tree(), level));
  const std::shared_ptr<const Fitted> fitted = engine.fit(panel);
  CHECK_THROWS_AS(Rescorer(engine, *fitted, {4, 3}), std::invalid_argument);
  CHECK_THROWS_AS(Rescorer(engine, *fitted, {panel.units.size()}), std::invalid_argument);
  CHECK_THROWS_AS(Rescorer(Engine(made_up::model(tree(), level, {}, false)), *fitted, {3}),
                  std::invalid_argument);

  const Rescorer rescorer(engine, *fitted, {3, 5});
  Rescorer::Scratch scratch;
  Matrix scores;
  CHECK_THROWS_AS(rescorer.scores(panel.values, scores, scratch), std::invalid_argument);
  const Matrix figures = at_rows(panel.values, {3, 5});
  CHECK_THROWS_AS(rescorer.scores(figures, std::vector<double>(3, 1.0), scores, scratch),
                  std::invalid_argument);

  for (const AggregateMethod method : {AggregateMethod::copeland, AggregateMethod::benefit_of_the_doubt}) {
    level.method = method;
    const Engine relative(made_up::model(tree(), level));
    const std::shared_ptr<const Fitted> learned = relative.fit(panel);
    Rows rows = without_second(panel);
    CHECK_NOTHROW(Rescorer(relative, *learned, rows));
    rows.pop_back();
    CHECK_THROWS_AS(Rescorer(relative, *learned, rows), std::invalid_argument);
  }
}
