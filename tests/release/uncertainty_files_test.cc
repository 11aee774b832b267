#include "release/uncertainty_files.h"

#include <doctest/doctest.h>

#include <cmath>
#include <set>

#include "index/contribution_limits.h"
#include "told_chance.h"

namespace dajuan::release {
namespace {

using namespace dajuan::index;
using made_up::cell;
using made_up::number;
using made_up::read;
using made_up::same;

const Told& told() {
  static const Told made;
  return made;
}

void check_limits(const Table& table, std::size_t r, const Limits& limits) {
  CHECK(same(number(table, r, "lower"), limits.lower));
  CHECK(same(number(table, r, "upper"), limits.upper));
}

TEST_CASE("The files of uncertainty say what was estimated, row for row") {
  const Uncertainty& chance = told().chance;
  const Table scores = read(told().files, "uncertainty/scores.csv");
  CHECK(scores.rows() == chance.units * chance.nodes);
  for (std::size_t r = 0; r < scores.rows(); ++r) {
    const Estimate& score = chance.scores[chance.at(told().row(scores, r), told().node(scores, r, "node"))];
    check_limits(scores, r, score.limits);
    CHECK(number(scores, r, "standard_error") == score.standard_error);
  }
  const Table figures = read(told().files, "uncertainty/figures.csv");
  CHECK(figures.rows() == chance.units * chance.indicators);
  for (std::size_t r = 0; r < figures.rows(); ++r) {
    const std::size_t at = chance.figure_at(told().row(figures, r), told().node(figures, r, "indicator"));
    check_limits(figures, r, chance.figures[at].limits);
    CHECK(cell(figures, r, "method") == figure_method_name(chance.figure_methods[at]));
  }
  const Table changes = read(told().files, "uncertainty/changes.csv");
  std::set<std::string> comparisons;
  for (std::size_t r = 0; r < changes.rows(); ++r) {
    comparisons.insert(cell(changes, r, "comparison"));
    for (std::size_t k = 0; k < kChangeCount; ++k) {
      if (comparison_name(kChanges[k]) != cell(changes, r, "comparison")) continue;
      const ScoreChange& change =
          chance.changes[k][chance.at(told().row(changes, r), told().node(changes, r, "node"))];
      CHECK(number(changes, r, "difference") == change.difference.value);
      check_limits(changes, r, change.difference.limits);
      CHECK(cell(changes, r, "word") == change_word_name(change.word));
      CHECK(same(number(changes, r, "p"), change.p));
    }
  }
  CHECK(comparisons == std::set<std::string>{"base", "previous", "year_ago"});
  const Table ranks = read(told().files, "uncertainty/ranks.csv");
  CHECK(ranks.rows() == chance.units * chance.nodes);
  for (std::size_t r = 0; r < ranks.rows(); ++r) {
    const Places& places = chance.places[chance.at(told().row(ranks, r), told().node(ranks, r, "node"))];
    CHECK(number(ranks, r, "lower") == static_cast<double>(places.simultaneous.lower));
    CHECK(number(ranks, r, "marginal_upper") == static_cast<double>(places.marginal.upper));
    CHECK(number(ranks, r, "of") == static_cast<double>(places.of));
  }
  CHECK(read(told().files, "uncertainty/models.csv").rows() == 4);
  CHECK(told().files.at("release.json").find("\"seed\":\"chance 1 2024-06\"") != std::string::npos);
}

TEST_CASE("Every amount that an indicator gives or costs has limits around it") {
  const Table table = read(told().files, "contributions/contributions.csv");
  std::size_t known = 0;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const double amount = number(table, r, "amount");
    const double lower = number(table, r, "lower");
    if (cell(table, r, "comparison") == "peers_median" || amount == 0) {
      CHECK((amount == 0 || is_missing(lower)));
      continue;
    }
    CHECK(lower <= amount);
    CHECK(amount <= number(table, r, "upper"));
    ++known;
  }
  CHECK(known > 100);
  const Limits turned = contribution_limits(-2, 4, {2, 10});
  CHECK(turned.lower == -5);
  CHECK(turned.upper == -1);
  CHECK_FALSE(contribution_limits(0, 0, {0, 1}).known());
}

TEST_CASE("What has no error model has no limits in any file, and its model is empty") {
  Scheme silent = chance_world::scheme();
  for (IndicatorRule& rule : silent.rules) rule.error = {};
  const Told nothing(silent);
  CHECK(read(nothing.files, "uncertainty/scores.csv").rows() == 0);
  CHECK(read(nothing.files, "uncertainty/ranks.csv").rows() == 0);
  const Table models = read(nothing.files, "uncertainty/models.csv");
  for (std::size_t r = 0; r < models.rows(); ++r) CHECK(cell(models, r, "model").empty());
  const Table changes = read(nothing.files, "uncertainty/changes.csv");
  REQUIRE(changes.rows() > 0);
  for (std::size_t r = 0; r < changes.rows(); ++r) CHECK(cell(changes, r, "word") == "no_error_model");
  CHECK(nothing.files.at("release.json").find("\"modelled\":0,") != std::string::npos);
}

}  // namespace
}  // namespace dajuan::release
