#include "index/aggregate_mean.h"
#include "index/aggregate_relative.h"
#include "index/row_score.h"

namespace dajuan::index {
namespace {

void find_children(const AggregateWork& work, std::size_t node) {
  Children& children = work.memory.children;
  children.nodes.clear();
  children.columns.clear();
  children.weights.clear();
  for (const int child : work.structure.nodes[node].children) {
    const auto c = static_cast<std::size_t>(child);
    if (work.weights[c] == 0) continue;
    children.nodes.push_back(child);
    children.columns.emplace_back(work.scores.column(c));
    children.weights.push_back(work.weights[c]);
  }
}

}  // namespace

void aggregate(const AggregateWork& work) {
  for (std::size_t node = work.structure.indicators; node < work.structure.nodes.size(); ++node) {
    const AggregateMethod method = work.levels[node].method;
    find_children(work, node);
    if (work.record && work.memory.children.nodes.empty())
      work.record->note(-1, static_cast<int>(node), Message("engine.weights_zero"));
    if (!stands_alone(method))
      aggregate_relative(work, node);
    else if (method == AggregateMethod::mazziotta_pareto)
      aggregate_mazziotta_pareto(work, node);
    else
      aggregate_mean(work, node);
  }
}

bool is_available(const AggregateLevel& level, const Children& children, std::size_t row) {
  double count = 0;
  double weight = 0;
  for (std::size_t c = 0; c < children.columns.size(); ++c) {
    if (is_missing(children.columns[c][row])) continue;
    count += 1;
    weight += children.weights[c];
  }
  return enough_children(level, count, static_cast<double>(children.columns.size()), weight);
}

void note_outside_domain(const StepWork& record, std::size_t row, int child, int node, bool gives_zero) {
  const std::string& code = record.node(static_cast<std::size_t>(node)).code;
  record.note(static_cast<std::ptrdiff_t>(row), child,
              Message("engine.outside_domain", {{"node", code}, {"result", gives_zero ? "0" : "-"}}));
}

}  // namespace dajuan::index
