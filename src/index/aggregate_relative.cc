#include "index/aggregate_relative.h"

#include <algorithm>

#include "index/row_score.h"
#include "stats/benefit_of_the_doubt.h"

namespace dajuan::index {
namespace {

struct Votes {
  double win = 0;
  double lose = 0;
  double tie = 0;
};

Votes votes(const std::vector<std::span<const double>>& columns, const std::vector<double>& weights,
            std::size_t i, std::size_t j) {
  Votes result;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const double a = columns[c][i];
    const double b = columns[c][j];
    if (a > b)
      result.win += weights[c];
    else if (a < b)
      result.lose += weights[c];
    else if (a == b)
      result.tie += weights[c];
  }
  return result;
}

using Rows = std::vector<std::size_t>;

void copeland(const Children& children, const Rows& members, const Rows& scored, std::span<double> y) {
  for (const std::size_t row : scored) {
    y[row] = 0;
    for (const std::size_t other : members)
      if (other != row) y[row] += majority(children.columns, children.weights, row, other);
  }
}

Matrix values_of(const Children& children, const Rows& rows) {
  Matrix values(rows.size(), children.columns.size());
  for (std::size_t c = 0; c < values.columns(); ++c)
    for (std::size_t i = 0; i < rows.size(); ++i) values(i, c) = children.columns[c][rows[i]];
  return values;
}

/// Measures rows against the frontier of the members. A unit with a negative value has no score; what else it
/// has still limits the others.
class FrontierScores {
 public:
  FrontierScores(const AggregateWork& work, std::size_t node)
      : bounds_{work.levels[node].min_share, work.levels[node].max_share},
        children_(work.memory.children),
        node_(node),
        record_(work.record) {}

  void run(const Rows& members, const Rows& scored, std::span<double> y) const {
    Matrix frontier = values_of(children_, members);
    for (double& value : frontier.all())
      if (value < 0) value = kMissing;
    Rows measured;
    for (const std::size_t row : scored)
      if (!tell_negative(row)) measured.push_back(row);
    const auto found = stats::benefit_of_the_doubt_against(values_of(children_, measured), frontier, bounds_);
    for (std::size_t i = 0; i < measured.size(); ++i) {
      y[measured[i]] = found->scores[i];
      if (members.empty() || is_missing(found->scores[i])) {
        y[measured[i]] = kMissing;
        if (record_) record_->note_cell(measured[i], node_, Message("engine.no_frontier"));
      }
    }
  }

 private:
  bool tell_negative(std::size_t row) const {
    bool negative = false;
    for (std::size_t c = 0; c < children_.columns.size(); ++c) {
      if (!(children_.columns[c][row] < 0)) continue;
      negative = true;
      if (record_) note_outside_domain(*record_, row, children_.nodes[c], static_cast<int>(node_), false);
    }
    return negative;
  }

  stats::ShareBounds bounds_;
  const Children& children_;
  std::size_t node_;
  const StepWork* record_;
};

}  // namespace

double outranking(const std::vector<std::span<const double>>& columns, const std::vector<double>& weights,
                  std::size_t i, std::size_t j) {
  const Votes v = votes(columns, weights, i, j);
  const double all = v.win + v.lose + v.tie;
  return all > 0 ? (v.win + v.tie / 2) / all : 0.5;
}

int majority(const std::vector<std::span<const double>>& columns, const std::vector<double>& weights,
             std::size_t i, std::size_t j) {
  const Votes v = votes(columns, weights, i, j);
  const double rounding = 1e-12 * (v.win + v.lose + v.tie);
  if (v.win - v.lose > rounding) return 1;
  return v.lose - v.win > rounding ? -1 : 0;
}

void aggregate_relative(const AggregateWork& work, std::size_t node) {
  const AggregateLevel& level = work.levels[node];
  const Children& children = work.memory.children;
  const std::span<double> y = work.scores.column(node);
  std::fill(y.begin(), y.end(), kMissing);
  if (children.columns.empty()) return;
  std::vector<std::size_t>& there = work.memory.there;
  std::vector<std::size_t>& members = work.memory.members;
  for (const RowGroup& period : work.periods) {
    there.clear();
    members.clear();
    for (std::size_t r = period.begin; r < period.end; ++r) {
      if (!work.is_included(r) || !is_available(level, children, r)) continue;
      there.push_back(r);
      if (work.fits[r] != 0) members.push_back(r);
    }
    if (level.method == AggregateMethod::copeland)
      copeland(children, members, there, y);
    else
      FrontierScores(work, node).run(members, there, y);
  }
}

}  // namespace dajuan::index
