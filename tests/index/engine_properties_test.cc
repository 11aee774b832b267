// Laws that hold for every index, on made-up figures.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "index/engine.h"
#include "index/row_score.h"
#include "made_up.h"

using namespace dajuan;
using namespace dajuan::index;

namespace {

bool same_bits(const Matrix& a, const Matrix& b) {
  return a.rows() == b.rows() && a.columns() == b.columns() &&
         std::memcmp(a.all().data(), b.all().data(), a.all().size_bytes()) == 0;
}

Normalisation minmax(double lower, double upper) {
  Normalisation result;
  result.lower = lower;
  result.upper = upper;
  return result;
}

std::vector<AggregateLevel> means() {
  std::vector<AggregateLevel> levels(5);
  levels[1].method = AggregateMethod::geometric;
  levels[2].method = AggregateMethod::harmonic;
  levels[3].method = AggregateMethod::power;
  levels[3].power = 0.5;
  levels[4].method = AggregateMethod::mazziotta_pareto;
  return levels;
}

}  // namespace

TEST_CASE("the order of rows in the structure's file changes no bit") {
  std::vector<NodeDraft> drafts = made_up::drafts();
  const Structure structure = made_up::build(drafts);
  const Panel panel = made_up::panel(structure, 12, 2, 0.1, 7);
  Result straight;
  Engine(made_up::model(structure, {}, minmax(1, 100))).run(panel, straight);
  std::reverse(drafts.begin(), drafts.end());
  Result reversed;
  Engine(made_up::model(made_up::build(drafts), {}, minmax(1, 100))).run(panel, reversed);
  CHECK(same_bits(straight.scores, reversed.scores));
}

TEST_CASE("renaming regions so that their order changes leaves every score as it was") {
  const Structure structure = made_up::build(made_up::drafts());
  const Panel panel = made_up::panel(structure, 12, 1, 0.1, 11);
  Panel turned = panel;
  const std::size_t n = panel.units.size();
  for (std::size_t r = 0; r < n; ++r)
    for (std::size_t c = 0; c < structure.indicators; ++c) turned.values(n - 1 - r, c) = panel.values(r, c);
  const Engine engine(made_up::model(structure, {}, minmax(0, 100)));
  Result a;
  Result b;
  engine.run(panel, a);
  engine.run(turned, b);
  for (std::size_t r = 0; r < n; ++r)
    for (std::size_t c = 0; c < a.scores.columns(); ++c)
      if (!is_missing(a.scores(r, c)))
        CHECK(a.scores(r, c) == doctest::Approx(b.scores(n - 1 - r, c)).epsilon(1e-12));
}

TEST_CASE("another unit of measure changes nothing after min-max") {
  const Structure structure = made_up::build(made_up::drafts());
  Panel panel = made_up::panel(structure, 15, 1, 0.05, 3);
  const Engine engine(made_up::model(structure, {}, minmax(0, 100)));
  Result before;
  engine.run(panel, before);
  for (double& value : panel.values.column(2)) value *= 1000;
  Result after;
  engine.run(panel, after);
  for (std::size_t i = 0; i < before.scores.all().size(); ++i)
    if (!is_missing(before.scores.all()[i]))
      CHECK(std::abs(before.scores.all()[i] - after.scores.all()[i]) < 1e-9);
}

TEST_CASE("a weight of zero removes an indicator") {
  for (const AggregateLevel& level : means()) {
    std::vector<NodeDraft> drafts = made_up::drafts();
    const std::size_t removed = 4;
    REQUIRE(drafts[removed].node.code == "a2");
    std::vector<NodeDraft> without = drafts;
    without.erase(without.begin() + removed);
    drafts[removed].node.weight = 0;
    const Structure with_zero = made_up::build(drafts);
    const Structure smaller = made_up::build(without);
    const Panel panel = made_up::panel(with_zero, 10, 1, 0.15, 5);
    Panel reduced = panel;
    reduced.values.reshape(panel.units.size(), smaller.indicators);
    for (std::size_t c = 0; c < smaller.indicators; ++c) {
      const auto from = static_cast<std::size_t>(with_zero.find(smaller.nodes[c].code));
      std::copy(panel.values.column(from).begin(), panel.values.column(from).end(),
                reduced.values.column(c).begin());
    }
    AggregateLevel strict = level;
    strict.min_availability = 0.8;
    Result a;
    Result b;
    Engine(made_up::model(with_zero, strict, minmax(1, 100))).run(panel, a);
    Engine(made_up::model(smaller, strict, minmax(1, 100))).run(reduced, b);
    for (std::size_t r = 0; r < panel.units.size(); ++r) {
      const double x = a.scores(r, with_zero.top());
      const double y = b.scores(r, smaller.top());
      CHECK((is_missing(x) == is_missing(y)));
      if (!is_missing(x)) CHECK(x == doctest::Approx(y).epsilon(1e-12));
    }
  }
}

TEST_CASE("a better figure never lowers a score") {
  const Structure structure = made_up::build(made_up::drafts());
  for (AggregateLevel level : means()) {
    if (level.method == AggregateMethod::mazziotta_pareto) continue;  // it punishes imbalance on purpose
    Model model = made_up::model(structure, level, minmax(1, 100));
    model.scope = {FitScope::Kind::window, Period::month(2020, 1), Period::month(2020, 6)};
    const Engine engine(model);
    Panel panel = made_up::panel(structure, 8, 8, 0.0, 17);
    Result before;
    engine.run(panel, before);
    made_up::Random random(23);
    for (int trial = 0; trial < 60; ++trial) {
      const std::size_t row = panel.units.size() - 1 - random.below(16);  // after the base window
      const std::size_t column = random.below(structure.indicators);
      Panel better = panel;
      better.values(row, column) +=
          5 * random.uniform() * static_cast<double>(structure.nodes[column].direction);
      Result after;
      engine.run(better, after);
      for (std::size_t n = 0; n < structure.nodes.size(); ++n)
        if (!is_missing(before.scores(row, n)) && !is_missing(after.scores(row, n)))
          CHECK(after.scores(row, n) >= before.scores(row, n) - 1e-12);
    }
  }
}

TEST_CASE("with a base window a new month changes no old score") {
  const Structure structure = made_up::build(made_up::drafts());
  Model model = made_up::model(structure, {}, minmax(0, 100));
  model.scope = {FitScope::Kind::window, Period::month(2020, 1), Period::month(2020, 4)};
  const Engine engine(model);
  const Panel longer = made_up::panel(structure, 9, 12, 0.1, 31);
  const Panel shorter = made_up::first_rows(longer, 9 * 11);
  Result a;
  Result b;
  engine.run(shorter, a);
  engine.run(longer, b);
  for (std::size_t r = 0; r < shorter.units.size(); ++r)
    for (std::size_t n = 0; n < structure.nodes.size(); ++n)
      CHECK(std::memcmp(&std::as_const(a.scores).column(n)[r], &std::as_const(b.scores).column(n)[r],
                        sizeof(double)) == 0);
}

TEST_CASE("the whole is scored and never learned from") {
  const Structure structure = made_up::build(made_up::drafts());
  for (const NormaliseMethod method :
       {NormaliseMethod::minmax, NormaliseMethod::zscore, NormaliseMethod::percentile_rank}) {
    Normalisation normalisation;
    normalisation.method = method;
    const Engine engine(made_up::model(structure, {}, normalisation));
    Panel panel = made_up::panel(structure, 10, 1, 0.0, 41);
    Result before;
    engine.run(panel, before);
    panel.units.insert(panel.units.begin(), {"r000", panel.units[0].period, false});
    Matrix wider(panel.units.size(), structure.indicators);
    for (std::size_t c = 0; c < structure.indicators; ++c) {
      wider(0, c) = 1e6;  // an absurd whole must not move the members
      for (std::size_t r = 1; r < panel.units.size(); ++r) wider(r, c) = panel.values(r - 1, c);
    }
    panel.values = wider;
    Result after;
    engine.run(panel, after);
    for (std::size_t r = 0; r < before.scores.rows(); ++r)
      for (std::size_t n = 0; n < structure.nodes.size(); ++n)
        CHECK(before.scores(r, n) == after.scores(r + 1, n));
    CHECK_FALSE(is_missing(after.scores(0, structure.top())));
  }
}

TEST_CASE("one row scored by itself has the bits of the whole run") {
  const Structure structure = made_up::build(made_up::drafts());
  for (AggregateLevel level : means()) {
    level.min_availability = 0.5;
    const Engine engine(made_up::model(structure, level, minmax(1, 100)));
    const Panel panel = made_up::panel(structure, 20, 2, 0.3, 53);
    Result result;
    engine.run(panel, result);
    for (std::size_t r = 0; r < panel.units.size(); ++r) {
      std::vector<double> row = row_of(result.scores, r);
      score_row(engine, row);
      for (std::size_t n = 0; n < row.size(); ++n)
        CHECK((row[n] == result.scores(r, n) || (is_missing(row[n]) && is_missing(result.scores(r, n)))));
    }
  }
}

TEST_CASE("running again into the same result gives the same") {
  const Structure structure = made_up::build(made_up::drafts());
  const Engine engine(made_up::model(structure, {}));
  Result used;
  engine.run(made_up::panel(structure, 30, 3, 0.2, 1), used);
  Result fresh;
  const Panel panel = made_up::panel(structure, 10, 1, 0.1, 2);
  engine.run(panel, used);
  engine.run(panel, fresh);
  CHECK(same_bits(used.scores, fresh.scores));
  CHECK(used.changes.size() == fresh.changes.size());
  CHECK(used.stages.size() == fresh.stages.size());
}
