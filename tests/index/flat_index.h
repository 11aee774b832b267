#pragma once
// A flat index for tests: indicators a, b … under one top, figures given column by column.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "made_up.h"

namespace dajuan::index::made_up {

inline constexpr double kNone = kMissing;

using Columns = std::vector<std::vector<double>>;

/// A flat index: units u1, u2 … × indicators a, b …, given column by column.
struct Flat {
  explicit Flat(Columns columns, std::vector<double> weights = {}, std::vector<int> directions = {}) {
    std::vector<NodeDraft> drafts{draft("top", "")};
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const bool lower = c < directions.size() && directions[c] < 0;
      drafts.push_back(draft(std::string(1, static_cast<char>('a' + c)), "top",
                             c < weights.size() ? weights[c] : 1,
                             lower ? Direction::lower_is_better : Direction::higher_is_better));
    }
    model.structure = build(drafts);
    const std::size_t units = columns.front().size();
    for (std::size_t u = 0; u < units; ++u) panel.units.push_back({code(u), Period::year(2024), true});
    panel.values.reshape(units, columns.size());
    for (std::size_t c = 0; c < columns.size(); ++c)
      std::copy(columns[c].begin(), columns[c].end(), panel.values.column(c).begin());
  }

  static std::string code(std::size_t unit) {
    const std::string number = std::to_string(unit + 1);
    return "u" + std::string(3 - number.size(), '0') + number;
  }

  Flat& then(Step step) {
    model.steps.push_back(std::move(step));
    return *this;
  }
  Flat& normalised(NormaliseMethod method, double lower = 0, double upper = 100) {
    NormaliseStep step;
    step.general.method = method;
    step.general.lower = lower;
    step.general.upper = upper;
    return then(step);
  }
  Flat& aggregated(AggregateMethod method, double power = 1) {
    AggregateStep step;
    step.levels.front().method = method;
    step.levels.front().power = power;
    return then(step);
  }
  AggregateLevel& level() { return std::get<AggregateStep>(model.steps.back()).levels.front(); }

  const Result& run() {
    Engine(model).run(panel, result);
    return result;
  }
  std::vector<double> column(std::size_t c) const {
    const auto values = result.stages.back().column(c);
    return {values.begin(), values.end()};
  }
  std::vector<double> top() const {
    const auto values = result.scores.column(result.scores.columns() - 1);
    return {values.begin(), values.end()};
  }
  /// Notes of one kind, of one unit and node where these are given.
  long notes(const std::string& id, std::ptrdiff_t row = -1, int node = -1) const {
    return std::count_if(result.notes.begin(), result.notes.end(), [&](const StepNote& note) {
      return note.message.id == id && (row < 0 || note.row == row) && (node < 0 || note.node == node);
    });
  }

  Model model;
  Panel panel;
  Result result;
};

inline void check_equal(const std::vector<double>& found, const std::vector<double>& expected) {
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    CAPTURE(i);
    if (is_missing(expected[i]))
      CHECK(is_missing(found[i]));
    else
      CHECK(found[i] == doctest::Approx(expected[i]).epsilon(1e-12));
  }
}

}  // namespace dajuan::index::made_up
