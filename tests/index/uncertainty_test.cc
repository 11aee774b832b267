#include "index/uncertainty.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstring>

#include "chance_world.h"
#include "index/series_limits.h"

namespace dajuan::index {
namespace {

using namespace chance_world;

const World& world() {
  static const World made;
  return made;
}

const Uncertainty& told() {
  static const Uncertainty made = estimate_uncertainty(world().sources(), kLast, {"", 4000});
  return made;
}

bool same(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0; }
bool same(const Estimate& a, const Estimate& b) {
  return same(a.value, b.value) && same(a.standard_error, b.standard_error) &&
         same(a.limits.lower, b.limits.lower) && same(a.limits.upper, b.limits.upper);
}

/// Everything that is told has the same bits.
bool same(const Uncertainty& a, const Uncertainty& b) {
  bool all = a.draws == b.draws && same(a.draw_error, b.draw_error) && a.groups == b.groups;
  for (std::size_t i = 0; i < a.scores.size(); ++i) {
    all = all && same(a.scores[i], b.scores[i]) && same(a.beside_whole[i], b.beside_whole[i]) &&
          same(a.beside_peers[i], b.beside_peers[i]);
    all = all && a.places[i].simultaneous == b.places[i].simultaneous &&
          a.places[i].marginal == b.places[i].marginal;
    for (std::size_t k = 0; k < kChangeCount; ++k)
      all = all && same(a.changes[k][i].difference, b.changes[k][i].difference) &&
            a.changes[k][i].word == b.changes[k][i].word && same(a.changes[k][i].p, b.changes[k][i].p);
  }
  for (std::size_t i = 0; i < a.figures.size(); ++i) all = all && same(a.figures[i], b.figures[i]);
  return all;
}

TEST_CASE("The same bits with any number of threads; another seed moves no second digit") {
  const SeriesSources sources = world().sources();
  const Uncertainty one = estimate_uncertainty(sources, kLast, {"s", 1000}, Workers(1));
  CHECK(same(one, estimate_uncertainty(sources, kLast, {"s", 1000}, Workers(4))));
  CHECK_FALSE(same(one, estimate_uncertainty(sources, kLast, {"t", 1000}, Workers(1))));
  CHECK(told().draws == 4000);
  CHECK(told().seed == "chance 1 2024-06");
  const Uncertainty first = estimate_uncertainty(sources, kLast, {"s", 0}, Workers(2));
  const Uncertainty second = estimate_uncertainty(sources, kLast, {"t", 0}, Workers(2));
  CHECK(first.draws == 10000);
  CHECK(first.draw_error < 0.03);
  for (std::size_t i = 0; i < first.scores.size(); ++i) {
    const Limits& a = first.scores[i].limits;
    const Limits& b = second.scores[i].limits;
    const double width = a.upper - a.lower;
    CHECK(std::abs(width - (b.upper - b.lower)) < 0.05 * width);
    CHECK(std::abs(a.lower - b.lower) < 0.05 * width);
  }
}

bool told_of_robbery(std::size_t node) {
  const std::string& code = world().scheme.structure.nodes[node].code;
  return code == "b" || code == "x" || code == "top";
}

TEST_CASE("Limits hold the score, close to first-order propagation, narrower for larger regions") {
  const std::vector<Limits> approximate = series_limits(world().sources());
  for (std::size_t u = 0; u < told().units; ++u)
    for (std::size_t n = 0; n < told().nodes; ++n) {
      const Estimate& score = told().scores[u * told().nodes + n];
      REQUIRE(score.limits.known());
      CHECK(score.limits.lower < score.value);
      CHECK(score.value < score.limits.upper);
      const Limits& near = approximate[(told().first_row + u) * told().nodes + n];
      // Small counts (robbery) make the simulated limits wider, for they must cover even so.
      const bool small = told_of_robbery(n);
      const double ratio = (near.upper - near.lower) / (score.limits.upper - score.limits.lower);
      CHECK(ratio < 1.15);
      CHECK(ratio > (small ? 0.7 : 0.85));
    }
  const auto error = [&](const char* code) {
    return told().scores[told().at(world().row(code, kLast), 0)].standard_error;
  };
  CHECK(error("K4") < error("K1"));
  CHECK(error("C2") < error("K4"));
  CHECK(error("P") < error("C2"));
}

TEST_CASE("A unit beside its whole: its own share in the whole is allowed for") {
  // Variances of linear scores add up: the difference of K1 from C1 = (K1 + 2 K2) / 3 is 2/3 (K1 - K2).
  const auto at = [&](const char* code) { return told().at(world().row(code, kLast), 0); };
  const double k1 = told().scores[at("K1")].standard_error;
  const double k2 = told().scores[at("K2")].standard_error;
  CHECK(told().beside_whole[at("K1")].standard_error ==
        doctest::Approx(2.0 / 3 * std::sqrt(k1 * k1 + k2 * k2)).epsilon(0.05));
  CHECK(told().beside_whole[at("K1")].value ==
        doctest::Approx(told().scores[at("K1")].value - told().scores[at("C1")].value));
  CHECK_FALSE(told().beside_whole[at("P")].limits.known());
}

TEST_CASE("Families are the regions of one level below one parent; sets lie within them") {
  REQUIRE(told().families.size() == 4);  // province, cities, counties of each city
  for (const RankFamily& family : told().families)
    for (const std::size_t row : family.rows)
      for (std::size_t n = 0; n < told().nodes; ++n) {
        const Places& places = told().places[told().at(row, n)];
        CHECK(places.of == family.rows.size());
        CHECK(places.simultaneous.lower >= 1);
        CHECK(places.simultaneous.lower <= places.marginal.lower);
        CHECK(places.marginal.upper <= places.simultaneous.upper);
        CHECK(places.simultaneous.upper <= places.of);
      }
}

TEST_CASE("Nothing happened, so next to nothing is said to have moved") {
  std::size_t moved = 0;
  std::size_t judged = 0;
  for (const auto& changes : told().changes)
    for (const ScoreChange& change : changes) {
      judged += !is_missing(change.p);
      moved += change.word == ChangeWord::rose || change.word == ChangeWord::fell;
    }
  CHECK(judged > 60);
  CHECK(moved <= 2);
}

/// The same world with ten times the thefts of one county in the last three months.
std::string changed_figures() {
  std::string text = figures();
  for (int m = kMonths - 3; m < kMonths; ++m) {
    const std::string key = "K2," + kFirst.plus(m).text() + ",theft,";
    const std::size_t at = text.find(key) + key.size();
    text.insert(at, "3");
  }
  return text;
}

TEST_CASE("A jump is told: the figure rose, its score fell, and what was not touched is left alone") {
  const Scheme made = scheme();
  const region::Regions tree = regions();
  const Reading reading({changed_figures()}, tree);
  const IndicatorBuilder builder(made, tree, reading.figures);
  const Panel panel = builder.build(builder.periods());
  const Series series(made, tree, Model{made.structure, made.steps, made.scope}, panel);
  const SeriesSources sources{made, tree, reading.figures, builder, series};
  const Uncertainty jump = estimate_uncertainty(sources, kLast, {"", 1000});
  constexpr std::size_t kYearAgo = 1;
  const auto row = static_cast<std::size_t>(panel.row("K2", kLast));
  CHECK(jump.figure_changes[kYearAgo][jump.figure_at(row, 0)].word == ChangeWord::rose);
  CHECK(jump.figure_changes[kYearAgo][jump.figure_at(row, 0)].ratio > 3);
  CHECK(jump.figure_changes[kYearAgo][jump.figure_at(row, 0)].ratio_limits.lower > 3);
  CHECK(jump.changes[kYearAgo][jump.at(row, 0)].word == ChangeWord::fell);
  CHECK(jump.changes[kYearAgo][jump.at(row, 6)].word == ChangeWord::fell);
  CHECK(jump.changes[kYearAgo][jump.at(row, 2)].word == ChangeWord::no_clear_change);
  const auto other = static_cast<std::size_t>(panel.row("K4", kLast));
  CHECK(jump.changes[kYearAgo][jump.at(other, 6)].word == ChangeWord::no_clear_change);
  CHECK(jump.groups[jump.at(row, 6)] == stats::BesideWhole::below);
  CHECK(jump.places[jump.at(row, 6)].simultaneous == stats::RankSet{2, 2});
}

TEST_CASE("What has no error model says so; what is seasonal is not compared with last month") {
  Scheme silent = scheme();
  for (std::size_t i : {2, 3}) silent.rules[i].error = {};
  silent.rules[0].seasonal = true;
  const World other(silent);
  const Uncertainty partly = estimate_uncertainty(other.sources(), kLast, {"", 500});
  const std::size_t row = other.row("K1", kLast);
  const auto node = [&](const char* code) { return static_cast<std::size_t>(silent.structure.find(code)); };
  CHECK(partly.modelled[node("top")] == doctest::Approx(0.5));
  CHECK_FALSE(partly.scores[partly.at(row, node("y"))].limits.known());
  CHECK(partly.scores[partly.at(row, node("top"))].limits.known());
  CHECK(partly.changes[1][partly.at(row, node("y"))].word == ChangeWord::no_error_model);
  CHECK(partly.changes[1][partly.at(row, 3)].word == ChangeWord::no_error_model);
  CHECK(partly.places[partly.at(row, node("y"))].of == 0);
  CHECK(partly.changes[0][partly.at(row, 0)].word == ChangeWord::other_season);
  CHECK(partly.changes[0][partly.at(row, node("top"))].word == ChangeWord::other_season);
  CHECK_FALSE(is_missing(partly.changes[1][partly.at(row, node("top"))].p));
  CHECK_FALSE(is_missing(partly.changes[0][partly.at(row, 1)].p));
}

TEST_CASE("Where scores look at each other all units are drawn together") {
  Scheme relative = scheme();
  std::get<AggregateStep>(relative.steps.back()).nodes["top"].method = AggregateMethod::copeland;
  const World other(relative);
  const Uncertainty together = estimate_uncertainty(other.sources(), kLast, {"", 300}, Workers(2));
  CHECK_FALSE(together.independent);
  CHECK(same(together, estimate_uncertainty(other.sources(), kLast, {"", 300}, Workers(1))));
  const std::size_t at = together.at(other.row("K1", kLast), 6);
  CHECK(together.places[at].of == 2);
  // The other nodes are what they are alone.
  const Uncertainty alone = estimate_uncertainty(world().sources(), kLast, {"", 300});
  CHECK(same(alone.scores[at - 2], together.scores[at - 2]));
}

}  // namespace
}  // namespace dajuan::index
