#include <algorithm>
#include <cmath>

#include "base/exact_math.h"
#include "index/aggregate_relative.h"
#include "index/engine_layout.h"

namespace dajuan::index {
namespace {

using Method = AggregateMethod;

bool is_relative(Method method) {
  return method == Method::copeland || method == Method::benefit_of_the_doubt;
}

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
      const double f = generator(x[r], r);
      sums_[r] += weight * f;
      weight_sums_[r] += weight;
      ++counts_[r];
    }
  }

  /// f(x); where it has no value the row is marked: 1 = the mean tends to zero, 2 = undefined.
  double generator(double x, std::size_t r) {
    const bool limit_is_zero =
        plan_.method == Method::geometric || plan_.method == Method::harmonic || plan_.power < 0;
    if (x < 0 || (x == 0 && limit_is_zero)) {
      outside_[r] = std::max<std::uint8_t>(outside_[r], x < 0 ? 2 : 1);
      return 0;
    }
    if (plan_.method == Method::geometric) return fast_log(x);
    if (plan_.method == Method::harmonic) return 1 / x;
    return exact_pow(x, plan_.power);
  }

  double inverse(double mean) const {
    if (plan_.method == Method::arithmetic) return mean;
    if (plan_.method == Method::geometric) return fast_exp(mean);
    if (plan_.method == Method::harmonic) return 1 / mean;
    return exact_pow(mean, 1 / plan_.power);
  }

  void finish(std::span<double> y, double children) {
    for (std::size_t r = 0; r < y.size(); ++r) {
      y[r] = kMissing;
      if (counts_[r] == 0 || context_.result.included[r] == 0) continue;
      const double share =
          plan_.availability_by_weight ? weight_sums_[r] : static_cast<double>(counts_[r]) / children;
      if (share < plan_.min_availability) continue;
      if (outside_[r] != 0) {
        if (outside_[r] == 1 && plan_.zero_outside_domain) y[r] = 0;
        continue;
      }
      y[r] = inverse(sums_[r] / weight_sums_[r]);
    }
  }

  void tell_outside(const Node& node) const {
    for (std::size_t r = 0; r < outside_.size(); ++r) {
      if (outside_[r] == 0) continue;
      for (const int child : node.children) {
        const double x = scores_(r, static_cast<std::size_t>(child));
        if (!is_missing(x) && (x < 0 || (x == 0 && outside_[r] == 1)))
          context_.note(static_cast<std::ptrdiff_t>(r), child,
                        Message("engine.outside_domain",
                                {{"node", node.code},
                                 {"result", plan_.zero_outside_domain && outside_[r] == 1 ? "0" : "-"}}));
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

void run_aggregate(const std::vector<AggregateLevel>& plans, const std::vector<double>& weights,
                   const StepWork& context) {
  const Structure& structure = context.model.structure;
  for (std::size_t i = structure.indicators; i < structure.nodes.size(); ++i) {
    const AggregateLevel& plan = plans[i];
    const int node = static_cast<int>(i);
    if (is_relative(plan.method))
      aggregate_relative(plan, node, weights, context);
    else if (plan.method == Method::mazziotta_pareto)
      aggregate_mazziotta_pareto(plan, node, weights, context);
    else
      MeanOfChildren(plan, node, weights, context).run();
  }
}

}  // namespace dajuan::index
