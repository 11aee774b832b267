// Benefit of the doubt as a method of the step `aggregate`.
#include "stats/benefit_of_the_doubt.h"

#include "flat_index.h"
#include "index/decompose.h"
#include "index/row_score.h"

namespace dajuan::index {
namespace {

using made_up::check_equal;
using made_up::Columns;
using made_up::Flat;
using made_up::kNone;

/// Three units on the frontier x + y = 6 and two below it: their sum says how near they come.
Flat five_units() {
  Flat flat({{1, 5, 3, 2, 1}, {5, 1, 3, 2, 4}});
  flat.aggregated(AggregateMethod::benefit_of_the_doubt);
  return flat;
}

Model two_levels(double least = 0, double most = 1) {
  AggregateLevel level;
  level.method = AggregateMethod::benefit_of_the_doubt;
  level.min_share = least;
  level.max_share = most;
  Normalisation normalisation;
  normalisation.lower = 1;
  Model model = made_up::model(made_up::build(made_up::drafts()), level, normalisation);
  model.scope = {FitScope::Kind::window, Period::month(2020, 1), Period::month(2020, 3)};
  return model;
}

/// Scores of a node in the rows of a block.
std::vector<double> scores(const Result& result, std::size_t node, const Panel::Block& block) {
  const auto column = result.scores.column(node).subspan(block.begin, block.end - block.begin);
  return {column.begin(), column.end()};
}

TEST_CASE("benefit of the doubt: five units and two indicators, by hand") {
  Flat flat = five_units();
  flat.run();
  check_equal(flat.top(), {1, 1, 1, 2.0 / 3, 5.0 / 6});
  // Equal shares leave one way of weighing: 2 / max over j of (x_j / x + y_j / y).
  flat.level().min_share = flat.level().max_share = 0.5;
  flat.run();
  check_equal(flat.top(), {2 / 5.2, 2 / 5.2, 1, 2.0 / 3, 2 / 5.25});
}

TEST_CASE("a unit that does not fit is measured by the frontier, may pass it, and moves nobody") {
  Flat flat = five_units();
  for (const std::size_t whole : {0u, 1u}) {
    Flat with = flat;
    with.panel.units[whole].fits = false;
    with.run();
    Flat without = flat;
    without.panel.values(whole, 0) = without.panel.values(whole, 1) = kNone;
    without.run();
    for (std::size_t u = 0; u < 5; ++u)
      if (u != whole) CHECK(with.top()[u] == without.top()[u]);
  }
  flat.panel.units[0].fits = false;
  flat.panel.values(0, 0) = 4;
  flat.panel.values(0, 1) = 4;
  // The frontier is now x + y = 6 between (5, 1) and (3, 3), then y up to 4 at x = 1: 2 w_x + 4 w_y = 1
  // there.
  flat.run();
  CHECK(flat.top()[0] == doctest::Approx(4.0 / 3));
}

TEST_CASE("the engine gives what the statistic gives, period by period, with bounds and missing children") {
  const Engine engine(two_levels(0.1, 0.6));
  const Structure& structure = engine.model().structure;
  const Panel panel = made_up::panel(structure, 11, 4, 0.15, 5);
  Result result;
  engine.run(panel, result);
  for (const Panel::Block& block : panel.blocks()) {
    for (std::size_t n = structure.indicators; n < structure.nodes.size(); ++n) {
      const std::vector<int>& children = structure.nodes[n].children;
      Matrix values(block.end - block.begin, children.size());
      for (std::size_t c = 0; c < children.size(); ++c)
        for (std::size_t r = 0; r < values.rows(); ++r)
          values(r, c) = result.scores(block.begin + r, static_cast<std::size_t>(children[c]));
      if (std::any_of(values.all().begin(), values.all().end(), [](double v) { return v < 0; })) continue;
      CHECK(scores(result, n, block) == stats::benefit_of_the_doubt(values, {0.1, 0.6})->scores);
    }
  }
}

TEST_CASE("laws: the best of a period has 1, units of measure and order do not matter") {
  const Structure structure = made_up::build(made_up::drafts());
  AggregateLevel level;
  level.method = AggregateMethod::benefit_of_the_doubt;
  Normalisation none;
  none.method = NormaliseMethod::none;
  std::vector<NodeDraft> drafts = made_up::drafts();
  for (NodeDraft& each : drafts) each.node.direction = Direction::higher_is_better;
  const Engine engine(made_up::model(made_up::build(drafts), level, none, false));
  const Panel panel = made_up::panel(structure, 9, 2, 0.1, 77);
  Result before;
  engine.run(panel, before);
  for (const Panel::Block& block : panel.blocks()) {
    for (std::size_t n = structure.indicators; n < structure.nodes.size(); ++n) {
      const std::vector<double> all = scores(before, n, block);
      CHECK(*std::max_element(all.begin(), all.end()) == 1);
    }
  }
  Panel changed = panel;
  const std::size_t units = 9;
  for (std::size_t c = 0; c < structure.indicators; ++c)
    for (std::size_t r = 0; r < panel.units.size(); ++r) {
      const std::size_t turned = r / units * units + (units - 1 - r % units);
      changed.values(turned, c) = panel.values(r, c) * (c == 2 ? 1000 : 0.5);
    }
  Result after;
  engine.run(changed, after);
  for (std::size_t n = structure.indicators; n < structure.nodes.size(); ++n)
    for (std::size_t r = 0; r < panel.units.size(); ++r) {
      const std::size_t turned = r / units * units + (units - 1 - r % units);
      CHECK(before.scores(r, n) == doctest::Approx(after.scores(turned, n)).epsilon(1e-9));
    }
}

TEST_CASE("the frontier is the period's, whatever the scope: a new month changes no old score") {
  const Engine engine(two_levels());
  const Structure& structure = engine.model().structure;
  const Panel longer = made_up::panel(structure, 8, 5, 0.1, 21);
  const Panel shorter = made_up::first_rows(longer, 8 * 4);
  Result a;
  Result b;
  engine.run(shorter, a);
  engine.run(longer, b);
  for (const Panel::Block& block : shorter.blocks())
    for (std::size_t n = structure.indicators; n < structure.nodes.size(); ++n)
      check_equal(scores(a, n, block), scores(b, n, block));
}

TEST_CASE("a missing child is left out, and what is there can be asked for") {
  Flat flat = five_units();
  flat.panel.values(4, 1) = kNone;
  flat.run();
  // Of u5 x = 1 is left, and u2 has 5. Nobody else is measured by what u5 does not tell.
  check_equal(flat.top(), {1, 1, 1, 2.0 / 3, 1.0 / 5});
  flat.level().min_availability = 0.6;
  flat.run();
  CHECK(is_missing(flat.top()[4]));
}

TEST_CASE("a negative child gives no score and a note, and what else the unit has still limits the others") {
  Flat flat = five_units();
  flat.panel.values(1, 1) = -1;
  flat.run();
  // Without u2 the frontier in x would end at 3, and u4 could have 2/3 by x alone as well; u2's 5 stays.
  check_equal(flat.top(), {1, kNone, 1, 2.0 / 3, 5.0 / 6});
  CHECK(flat.notes("engine.outside_domain", 1, 1) == 1);
  CHECK(flat.notes("engine.outside_domain") == 1);
  flat.panel.values(3, 1) = 0;  // u4 = (2, 0): 2/5 beside u2's 5, not 2/3 beside 3
  flat.run();
  CHECK(flat.top()[3] == doctest::Approx(2.0 / 5));
}

TEST_CASE("without a frontier there is no score but a note") {
  Flat flat = five_units();
  for (Unit& unit : flat.panel.units) unit.fits = false;
  flat.run();
  check_equal(flat.top(), std::vector<double>(5, kNone));
  CHECK(flat.notes("engine.no_frontier") == 5);
  Flat zeros({{0, 0, 3}, {0, 0, 2}});
  zeros.aggregated(AggregateMethod::benefit_of_the_doubt);
  zeros.panel.units[2].fits = false;
  zeros.run();
  check_equal(zeros.top(), {0, 0, kNone});
  CHECK(zeros.notes("engine.no_frontier", 2, 2) == 1);
}

TEST_CASE("screened units are no part of the frontier; a weight of zero removes a child") {
  Flat flat({{1, 5, 3, 2, 1}, {5, 1, 3, 2, 4}, {9, 9, 9, 9, kNone}}, {1, 1, 0});
  ScreenStep screen;
  screen.force = {{Flat::code(0), false}};
  flat.then(screen).aggregated(AggregateMethod::benefit_of_the_doubt).run();
  // The frontier is now spanned by (5, 1), (3, 3) and (1, 4).
  check_equal(flat.top(), {kNone, 1, 1, 2.0 / 3, 1});
}

TEST_CASE("it cannot be taken apart, and one row alone has no score") {
  Flat flat = five_units();
  flat.run();
  const Engine engine(flat.model);
  std::vector<double> row = row_of(flat.result.scores, 3);
  const Decomposition result = decompose(engine, row, row_of(flat.result.scores, 0), 2);
  REQUIRE(result.parts.size() == 1);
  CHECK(result.parts[0].kind == Part::Kind::undivided);
  CHECK(result.parts[0].amount == doctest::Approx(1.0 / 3));
  score_row(engine, row);
  CHECK(is_missing(row[2]));
}

TEST_CASE("shares that no weights can keep are refused") {
  Flat flat = five_units();
  flat.level().min_share = 0.6;
  flat.level().max_share = 0.5;
  CHECK_THROWS_AS(flat.run(), std::invalid_argument);
}

}  // namespace
}  // namespace dajuan::index
