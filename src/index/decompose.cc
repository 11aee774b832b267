#include "index/decompose.h"

#include <algorithm>
#include <cmath>

#include "index/row_score.h"

namespace dajuan::index {
namespace {

/// Below this share of the values a quotient of differences is mostly rounding; the slope in the middle is
/// better, and off by the third order only.
constexpr double kNearlyEqual = 1e-6;

/// Weights of the children that are there, summing to 1; 0 for the others.
std::vector<double> present_weights(const Engine& engine, const std::vector<int>& children,
                                    std::span<const double> x) {
  std::vector<double> w(children.size(), 0.0);
  double sum = 0;
  for (std::size_t c = 0; c < children.size(); ++c) {
    const auto child = static_cast<std::size_t>(children[c]);
    if (is_missing(x[child])) continue;
    w[c] = engine.weights()[child];
    sum += w[c];
  }
  for (double& weight : w) weight /= sum;
  return w;
}

class Decomposer {
 public:
  Decomposer(const Engine& engine, std::span<const double> from, std::span<const double> to)
      : engine_(engine), structure_(engine.model().structure), from_(from), to_(to) {}

  std::vector<Part> run(int node) {
    visit(node, 1);
    std::stable_sort(parts_.begin(), parts_.end(), [](const Part& a, const Part& b) {
      const bool ai = a.kind == Part::Kind::indicator;
      const bool bi = b.kind == Part::Kind::indicator;
      return ai != bi ? ai : a.node < b.node;
    });
    return std::move(parts_);
  }

 private:
  /// Adds the parts of a node's difference, each times `multiplier`.
  void visit(int node, double multiplier) {
    const auto n = static_cast<std::size_t>(node);
    if (n < structure_.indicators) {
      parts_.push_back({Part::Kind::indicator, node, multiplier * (to_[n] - from_[n])});
      return;
    }
    const AggregateLevel& level = engine_.level_of(n);
    if (!can_divide(level, structure_.nodes[n].children)) {
      parts_.push_back({Part::Kind::undivided, node, multiplier * (to_[n] - from_[n])});
      return;
    }
    if (level.method == AggregateMethod::mazziotta_pareto)
      divide_balanced(n, multiplier);
    else
      divide_mean(level, n, multiplier);
  }

  bool can_divide(const AggregateLevel& level, const std::vector<int>& children) const {
    if (!stands_alone(level.method)) return false;
    for (const int child : children) {
      const auto c = static_cast<std::size_t>(child);
      if (engine_.weights()[c] == 0) continue;
      for (const double x : {from_[c], to_[c]})
        if (!is_missing(x) && !generator_defined(level, x)) return false;
    }
    return true;
  }

  void divide_mean(const AggregateLevel& level, std::size_t n, double multiplier) {
    const double f0 = generator(level, from_[n]);
    const double f1 = generator(level, to_[n]);
    const double middle = (from_[n] + to_[n]) / 2;
    const bool nearly_equal = std::abs(to_[n] - from_[n]) <= kNearlyEqual * std::abs(middle);
    const double k = nearly_equal ? 1 / generator_slope(level, middle) : (to_[n] - from_[n]) / (f1 - f0);
    divide_sum(level, n, multiplier * k);
  }

  /// mean - (or +) variance / mean: the mean is taken apart, the penalty is a line of its own.
  void divide_balanced(std::size_t n, double multiplier) {
    const std::vector<int>& children = structure_.nodes[n].children;
    const auto mean = [&](std::span<const double> x) {
      const std::vector<double> w = present_weights(engine_, children, x);
      double sum = 0;
      for (std::size_t c = 0; c < children.size(); ++c)
        if (w[c] > 0) sum += w[c] * x[static_cast<std::size_t>(children[c])];
      return sum;
    };
    const double change = (to_[n] - from_[n]) - (mean(to_) - mean(from_));
    parts_.push_back({Part::Kind::balance, static_cast<int>(n), multiplier * change});
    divide_sum({}, n, multiplier);
  }

  void divide_sum(const AggregateLevel& level, std::size_t n, double multiplier) {
    const std::vector<int>& children = structure_.nodes[n].children;
    const std::vector<double> w0 = present_weights(engine_, children, from_);
    const std::vector<double> w1 = present_weights(engine_, children, to_);
    double shift = 0;
    bool shifted = false;
    for (std::size_t c = 0; c < children.size(); ++c) {
      const auto child = static_cast<std::size_t>(children[c]);
      if (engine_.weights()[child] == 0) continue;
      const bool in0 = !is_missing(from_[child]);
      const bool in1 = !is_missing(to_[child]);
      shifted = shifted || in0 != in1;
      const double g0 = in0 ? generator(level, from_[child]) : 0;
      const double g1 = in1 ? generator(level, to_[child]) : 0;
      if (in0 && in1) {
        const double slope = child_slope(level, child, g0, g1);
        visit(children[c], multiplier * (w0[c] + w1[c]) / 2 * slope);
        shift += (w1[c] - w0[c]) * (g0 + g1) / 2;
      } else {
        shift += in1 ? w1[c] * g1 : 0;
        shift -= in0 ? w0[c] * g0 : 0;
      }
    }
    if (shifted) parts_.push_back({Part::Kind::weight_shift, static_cast<int>(n), multiplier * shift});
  }

  /// (f(x1) - f(x0)) / (x1 - x0), so that a child's own parts can be scaled.
  double child_slope(const AggregateLevel& level, std::size_t child, double g0, double g1) const {
    const double middle = (from_[child] + to_[child]) / 2;
    if (std::abs(to_[child] - from_[child]) <= kNearlyEqual * std::abs(middle))
      return generator_slope(level, middle);
    return (g1 - g0) / (to_[child] - from_[child]);
  }

  const Engine& engine_;
  const Structure& structure_;
  std::span<const double> from_;
  std::span<const double> to_;
  std::vector<Part> parts_;
};

}  // namespace

Decomposition decompose(const Engine& engine, std::span<const double> from, std::span<const double> to,
                        int node) {
  Decomposition result;
  const auto n = static_cast<std::size_t>(node);
  result.from = from[n];
  result.to = to[n];
  if (is_missing(result.from) || is_missing(result.to)) return result;
  result.possible = true;
  result.parts = Decomposer(engine, from, to).run(node);
  return result;
}

}  // namespace dajuan::index
