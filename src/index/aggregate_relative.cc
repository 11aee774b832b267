#include "index/aggregate_relative.h"

#include <algorithm>

#include "index/row_score.h"
#include "stats/benefit_of_the_doubt.h"
#include "stats/mazziotta_pareto.h"

namespace dajuan::index {
namespace {

struct Children {
  std::vector<int> nodes;
  std::vector<std::span<const double>> columns;
  std::vector<double> weights;
};

/// The children that weigh something; a weight of zero removes a child.
Children children_of(int node, const std::vector<double>& weights, const StepWork& context) {
  Children result;
  for (const int child : context.model.structure.nodes[static_cast<std::size_t>(node)].children) {
    const auto c = static_cast<std::size_t>(child);
    if (weights[c] == 0) continue;
    result.nodes.push_back(child);
    result.columns.push_back(std::as_const(context.result.scores).column(c));
    result.weights.push_back(weights[c]);
  }
  return result;
}

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

bool available(const AggregateLevel& plan, const Children& children, std::size_t row) {
  double count = 0;
  double weight = 0;
  for (std::size_t c = 0; c < children.columns.size(); ++c) {
    if (is_missing(children.columns[c][row])) continue;
    count += 1;
    weight += children.weights[c];
  }
  return enough_children(plan, count, static_cast<double>(children.columns.size()), weight);
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
  FrontierScores(const AggregateLevel& plan, const Children& children, int node, const StepWork& context)
      : bounds_{plan.min_share, plan.max_share}, children_(children), node_(node), context_(context) {}

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
        context_.note(static_cast<std::ptrdiff_t>(measured[i]), node_, Message("engine.no_frontier"));
      }
    }
  }

 private:
  bool tell_negative(std::size_t row) const {
    bool negative = false;
    for (std::size_t c = 0; c < children_.columns.size(); ++c) {
      if (!(children_.columns[c][row] < 0)) continue;
      negative = true;
      note_outside_domain(context_, row, children_.nodes[c], node_, false);
    }
    return negative;
  }

  stats::ShareBounds bounds_;
  const Children& children_;
  int node_;
  const StepWork& context_;
};

/// Rows that are compared with: those that fit.
Rows members_of(const Rows& there, const StepWork& context) {
  Rows rows;
  for (const std::size_t r : there)
    if (context.panel.units[r].fits) rows.push_back(r);
  return rows;
}

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

void aggregate_relative(const AggregateLevel& plan, int node, const std::vector<double>& weights,
                        const StepWork& context) {
  const Children children = children_of(node, weights, context);
  const std::span<double> y = context.result.scores.column(static_cast<std::size_t>(node));
  if (children.columns.empty()) {
    context.note(-1, node, Message("engine.weights_zero"));
    return;
  }
  std::fill(y.begin(), y.end(), kMissing);
  for (const Panel::Block& block : context.panel.blocks()) {
    Rows there;
    for (std::size_t r = block.begin; r < block.end; ++r)
      if (context.result.included[r] != 0 && available(plan, children, r)) there.push_back(r);
    const Rows members = members_of(there, context);
    if (plan.method == AggregateMethod::copeland)
      copeland(children, members, there, y);
    else
      FrontierScores(plan, children, node, context).run(members, there, y);
  }
}

void aggregate_mazziotta_pareto(const AggregateLevel& plan, int node, const std::vector<double>& weights,
                                const StepWork& context) {
  const Children children = children_of(node, weights, context);
  const std::span<double> y = context.result.scores.column(static_cast<std::size_t>(node));
  if (children.columns.empty()) context.note(-1, node, Message("engine.weights_zero"));
  std::vector<double> x(children.columns.size());
  for (std::size_t r = 0; r < y.size(); ++r) {
    y[r] = kMissing;
    if (context.result.included[r] == 0 || !available(plan, children, r)) continue;
    for (std::size_t c = 0; c < x.size(); ++c) x[c] = children.columns[c][r];
    y[r] = stats::mazziotta_pareto(x, children.weights, phenomenon(plan));
    if (is_missing(y[r]))
      context.note(static_cast<std::ptrdiff_t>(r), node, Message("engine.mean_not_positive"));
  }
}

}  // namespace dajuan::index
