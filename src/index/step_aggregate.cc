#include <algorithm>

#include "index/aggregate_relative.h"
#include "index/row_score.h"

namespace dajuan::index {
namespace {

using Method = AggregateMethod;

/// A quasi-arithmetic mean f^-1(sum w f(x) / sum w) over the children that are there.
class MeanOfChildren {
 public:
  MeanOfChildren(const AggregateLevel& plan, int node, const std::vector<double>& weights,
                 const StepWork& context)
      : plan_(plan), node_(node), weights_(weights), context_(context), scores_(context.result.scores) {}

  void run() {
    const std::size_t rows = context_.rows();
    sums_.assign(rows, 0.0);
    weight_sums_.assign(rows, 0.0);
    counts_.assign(rows, 0);
    outside_.assign(rows, 0);
    const Node& node = context_.model.structure.nodes[static_cast<std::size_t>(node_)];
    double children = 0;
    for (const int child : node.children) {
      const double weight = weights_[static_cast<std::size_t>(child)];
      if (weight == 0) continue;  // a weight of zero removes the child, also from the count of availability
      children += 1;
      add(weight, scores_.column(static_cast<std::size_t>(child)));
    }
    finish(scores_.column(static_cast<std::size_t>(node_)), children);
    if (children == 0) context_.note(-1, node_, Message("engine.weights_zero"));
    tell_outside(node);
  }

 private:
  void add(double weight, std::span<const double> x) {
    if (plan_.method == Method::arithmetic) {
      for (std::size_t r = 0; r < x.size(); ++r) {
        const bool there = !is_missing(x[r]);
        sums_[r] += there ? weight * x[r] : 0.0;
        weight_sums_[r] += there ? weight : 0.0;
        counts_[r] += there;
      }
      return;
    }
    for (std::size_t r = 0; r < x.size(); ++r) {
      if (is_missing(x[r])) continue;
      sums_[r] += weight * value_of(x[r], r);
      weight_sums_[r] += weight;
      ++counts_[r];
    }
  }

  /// f(x); where it has no value the row is marked: 1 = the mean tends to zero, 2 = undefined.
  double value_of(double x, std::size_t r) {
    if (!generator_defined(plan_, x)) {
      outside_[r] = std::max<std::uint8_t>(outside_[r], x < 0 ? 2 : 1);
      return 0;
    }
    return generator(plan_, x);
  }

  void finish(std::span<double> y, double children) {
    for (std::size_t r = 0; r < y.size(); ++r) {
      y[r] = kMissing;
      if (context_.result.included[r] == 0) continue;
      if (!enough_children(plan_, static_cast<double>(counts_[r]), children, weight_sums_[r])) continue;
      if (outside_[r] != 0) {
        if (outside_[r] == 1 && plan_.zero_outside_domain) y[r] = 0;
        continue;
      }
      y[r] = generator_inverse(plan_, sums_[r] / weight_sums_[r]);
    }
  }

  void tell_outside(const Node& node) const {
    for (std::size_t r = 0; r < outside_.size(); ++r) {
      if (outside_[r] == 0) continue;
      for (const int child : node.children) {
        const double x = scores_(r, static_cast<std::size_t>(child));
        if (!is_missing(x) && (x < 0 || (x == 0 && outside_[r] == 1)))
          note_outside_domain(context_, r, child, node_, plan_.zero_outside_domain && outside_[r] == 1);
      }
    }
  }

  const AggregateLevel& plan_;
  int node_;
  const std::vector<double>& weights_;
  const StepWork& context_;
  Matrix& scores_;
  std::vector<double> sums_;
  std::vector<double> weight_sums_;
  std::vector<std::uint32_t> counts_;
  std::vector<std::uint8_t> outside_;
};

}  // namespace

void note_outside_domain(const StepWork& context, std::size_t row, int child, int node, bool gives_zero) {
  const std::string& code = context.model.structure.nodes[static_cast<std::size_t>(node)].code;
  context.note(static_cast<std::ptrdiff_t>(row), child,
               Message("engine.outside_domain", {{"node", code}, {"result", gives_zero ? "0" : "-"}}));
}

void run_aggregate(const std::vector<AggregateLevel>& plans, const std::vector<double>& weights,
                   const StepWork& context) {
  const Structure& structure = context.model.structure;
  for (std::size_t i = structure.indicators; i < structure.nodes.size(); ++i) {
    const AggregateLevel& plan = plans[i];
    const int node = static_cast<int>(i);
    if (!stands_alone(plan.method))
      aggregate_relative(plan, node, weights, context);
    else if (plan.method == Method::mazziotta_pareto)
      aggregate_mazziotta_pareto(plan, node, weights, context);
    else
      MeanOfChildren(plan, node, weights, context).run();
  }
}

}  // namespace dajuan::index
