#include "index/aggregate_relative.h"

#include <algorithm>
#include <cmath>

namespace dajuan::index {
namespace {

struct Children {
  std::vector<std::span<const double>> columns;
  std::vector<double> weights;
};

/// The children that weigh something; a weight of zero removes a child.
Children children_of(int node, const std::vector<double>& weights, const StepWork& context) {
  Children result;
  for (const int child : context.model.structure.nodes[static_cast<std::size_t>(node)].children) {
    const auto c = static_cast<std::size_t>(child);
    if (weights[c] == 0) continue;
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
  if (count == 0) return false;
  const double share =
      plan.availability_by_weight ? weight : count / static_cast<double>(children.columns.size());
  return share >= plan.min_availability;
}

void copeland(const Children& children, const std::vector<std::size_t>& members, std::size_t row,
              double& score) {
  double sum = 0;
  for (const std::size_t other : members)
    if (other != row) sum += majority(children.columns, children.weights, row, other);
  score = sum;
}

/// Rows of a period that are compared with: those that fit and have something to compare.
std::vector<std::size_t> members_of(const Panel::Block& block, const std::vector<std::uint8_t>& there,
                                    const StepWork& context) {
  std::vector<std::size_t> rows;
  for (std::size_t r = block.begin; r < block.end; ++r)
    if (there[r] && context.panel.units[r].fits) rows.push_back(r);
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
  std::vector<std::uint8_t> there(context.rows());
  for (std::size_t r = 0; r < there.size(); ++r)
    there[r] = context.result.included[r] != 0 && available(plan, children, r);
  for (const Panel::Block& block : context.panel.blocks()) {
    const std::vector<std::size_t> members = members_of(block, there, context);
    for (std::size_t r = block.begin; r < block.end; ++r) {
      y[r] = kMissing;
      if (!there[r]) continue;
      copeland(children, members, r, y[r]);
    }
  }
}

void aggregate_mazziotta_pareto(const AggregateLevel& plan, int node, const std::vector<double>& weights,
                                const StepWork& context) {
  const Children children = children_of(node, weights, context);
  const std::span<double> y = context.result.scores.column(static_cast<std::size_t>(node));
  if (children.columns.empty()) context.note(-1, node, Message("engine.weights_zero"));
  for (std::size_t r = 0; r < y.size(); ++r) {
    y[r] = kMissing;
    if (context.result.included[r] == 0 || !available(plan, children, r)) continue;
    double weight = 0;
    double sum = 0;
    for (std::size_t c = 0; c < children.columns.size(); ++c) {
      if (is_missing(children.columns[c][r])) continue;
      weight += children.weights[c];
      sum += children.weights[c] * children.columns[c][r];
    }
    const double mean = sum / weight;
    double squares = 0;
    for (std::size_t c = 0; c < children.columns.size(); ++c) {
      const double gap = children.columns[c][r] - mean;
      if (!is_missing(gap)) squares += children.weights[c] * gap * gap;
    }
    if (!(mean > 0)) {
      context.note(static_cast<std::ptrdiff_t>(r), node, Message("engine.mean_not_positive"));
      continue;
    }
    const double penalty = squares / weight / mean;  // S * (S / M)
    y[r] = plan.penalty_downwards ? mean - penalty : mean + penalty;
  }
}

}  // namespace dajuan::index
