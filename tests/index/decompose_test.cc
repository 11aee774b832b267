#include "index/decompose.h"

#include <doctest/doctest.h>

#include <cmath>

#include "index/peers.h"
#include "index/row_score.h"
#include "made_up.h"

using namespace dajuan;
using namespace dajuan::index;

namespace {

double sum_of(const Decomposition& decomposition) {
  double sum = 0;
  for (const Part& part : decomposition.parts) sum += part.amount;
  return sum;
}

struct Made {
  Engine engine;
  Panel panel;
  Result result;
};

Made make(std::vector<AggregateLevel> levels, double missing, std::uint64_t seed) {
  const Structure structure = made_up::build(made_up::drafts());
  Normalisation normalisation;
  normalisation.lower = 1;
  Model model = made_up::model(structure, levels[0], normalisation);
  std::get<AggregateStep>(model.steps.back()).levels = std::move(levels);
  Made made{Engine(model), made_up::panel(structure, 14, 2, missing, seed), {}};
  made.engine.run(made.panel, made.result);
  return made;
}

AggregateLevel level(AggregateMethod method, double power = 1) {
  AggregateLevel result;
  result.method = method;
  result.power = power;
  return result;
}

}  // namespace

TEST_CASE("the parts add up to the difference, for every mean, mixed levels and missing cells") {
  using M = AggregateMethod;
  const std::vector<std::vector<AggregateLevel>> mixtures = {
      {level(M::arithmetic)},
      {level(M::geometric)},
      {level(M::harmonic)},
      {level(M::power, 2)},
      {level(M::power, 0.5)},
      {level(M::power, -1)},
      {level(M::mazziotta_pareto)},
      {level(M::geometric), level(M::arithmetic)},
      {level(M::harmonic), level(M::geometric)},
      {level(M::arithmetic), level(M::mazziotta_pareto)},
      {level(M::copeland), level(M::arithmetic)},
  };
  for (const auto& mixture : mixtures) {
    for (const double missing : {0.0, 0.25}) {
      const Made made = make(mixture, missing, 61);
      const Structure& structure = made.engine.model().structure;
      for (std::size_t a = 0; a < made.panel.units.size(); ++a) {
        const std::size_t b = (a * 5 + 3) % made.panel.units.size();
        const std::vector<double> from = row_of(made.result.scores, a);
        const std::vector<double> to = row_of(made.result.scores, b);
        for (std::size_t n = structure.indicators; n < structure.nodes.size(); ++n) {
          const Decomposition there = decompose(made.engine, from, to, static_cast<int>(n));
          CHECK(there.possible == (!is_missing(from[n]) && !is_missing(to[n])));
          if (!there.possible) continue;
          CHECK(std::abs(sum_of(there) - (there.to - there.from)) < 1e-9);
          const Decomposition back = decompose(made.engine, to, from, static_cast<int>(n));
          REQUIRE(back.parts.size() == there.parts.size());
          for (std::size_t i = 0; i < back.parts.size(); ++i)
            CHECK(back.parts[i].amount == doctest::Approx(-there.parts[i].amount).epsilon(1e-9));
        }
      }
    }
  }
}

TEST_CASE("a worked example of the log mean decomposition") {
  // Two equal weights, 4 -> 9 and 16 -> 16: sqrt(64) = 8 -> sqrt(144) = 12; L(8, 12) = 4 / ln 1.5. All of it
  // is due to the first child: L * ln(9/4) / 2 = 4.
  Structure structure =
      made_up::build({made_up::draft("top", ""), made_up::draft("x", "top"), made_up::draft("y", "top")});
  Normalisation none;
  none.method = NormaliseMethod::none;
  const Engine engine(made_up::model(structure, level(AggregateMethod::geometric), none, false));
  std::vector<double> from{4, 16, 0};
  std::vector<double> to{9, 16, 0};
  score_row(engine, from);
  score_row(engine, to);
  CHECK(from[2] == doctest::Approx(8));
  CHECK(to[2] == doctest::Approx(12));
  const Decomposition result = decompose(engine, from, to, 2);
  REQUIRE(result.parts.size() == 2);
  CHECK(result.parts[0].amount == doctest::Approx(4));
  CHECK(result.parts[1].amount == 0);
}

TEST_CASE("weight that a missing cell moves is a line of its own") {
  Structure structure =
      made_up::build({made_up::draft("top", ""), made_up::draft("x", "top"), made_up::draft("y", "top")});
  Normalisation none;
  none.method = NormaliseMethod::none;
  const Engine engine(made_up::model(structure, {}, none, false));
  std::vector<double> from{40, 60, 0};
  std::vector<double> to{40, kMissing, 0};
  score_row(engine, from);
  score_row(engine, to);
  const Decomposition result = decompose(engine, from, to, 2);
  REQUIRE(result.parts.size() == 2);
  CHECK(result.parts[0].kind == Part::Kind::indicator);
  CHECK(result.parts[0].amount == 0);  // x did not move
  CHECK(result.parts[1].kind == Part::Kind::weight_shift);
  CHECK(result.parts[1].amount == doctest::Approx(-10));
}

TEST_CASE("Copeland says that it cannot be taken apart") {
  const Made made = make({level(AggregateMethod::copeland)}, 0, 67);
  const int top = static_cast<int>(made.engine.model().structure.top());
  const Decomposition result =
      decompose(made.engine, row_of(made.result.scores, 0), row_of(made.result.scores, 1), top);
  REQUIRE(result.parts.size() == 1);
  CHECK(result.parts[0].kind == Part::Kind::undivided);
  CHECK(result.parts[0].node == top);
}

TEST_CASE("peers: the made-up unit scores between its members, and moving to it gains what is said") {
  const Made made = make({AggregateLevel{}}, 0.1, 71);
  std::vector<std::size_t> rows;
  for (std::size_t r = 0; r < 14; ++r) rows.push_back(r);
  const std::vector<double> peers = peer_unit(made.engine, made.result, rows, PeerStatistic::median);
  const int top = static_cast<int>(made.engine.model().structure.top());
  for (const std::size_t r : rows) {
    std::vector<double> unit = row_of(made.result.scores, r);
    const std::vector<Gain> gains = greatest_gains(made.engine, unit, peers, top, 3);
    for (std::size_t i = 0; i < gains.size(); ++i) {
      if (i > 0) CHECK(gains[i - 1].gain >= gains[i].gain);
      std::vector<double> moved = unit;
      moved[static_cast<std::size_t>(gains[i].indicator)] = gains[i].to;
      score_row(made.engine, moved);
      CHECK(moved.back() - unit.back() == doctest::Approx(gains[i].gain).epsilon(1e-12));
    }
  }
}
