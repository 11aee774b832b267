#include "index/row_score.h"

#include "base/exact_math.h"

namespace dajuan::index {
using Method = AggregateMethod;

bool stands_alone(AggregateMethod method) {
  return method != Method::copeland && method != Method::benefit_of_the_doubt;
}

stats::Phenomenon phenomenon(const AggregateLevel& level) {
  return level.penalty_downwards ? stats::Phenomenon::positive : stats::Phenomenon::negative;
}

double generator(const AggregateLevel& level, double x) {
  switch (level.method) {
    case Method::geometric:
      return fast_log(x);
    case Method::harmonic:
      return 1 / x;
    case Method::power:
      return exact_pow(x, level.power);
    default:
      return x;
  }
}

double generator_inverse(const AggregateLevel& level, double f) {
  switch (level.method) {
    case Method::geometric:
      return fast_exp(f);
    case Method::harmonic:
      return 1 / f;
    case Method::power:
      return exact_pow(f, 1 / level.power);
    default:
      return f;
  }
}

double generator_slope(const AggregateLevel& level, double x) {
  switch (level.method) {
    case Method::geometric:
      return 1 / x;
    case Method::harmonic:
      return -1 / (x * x);
    case Method::power:
      return level.power * exact_pow(x, level.power - 1);
    default:
      return 1;
  }
}

bool generator_defined(const AggregateLevel& level, double x) {
  switch (level.method) {
    case Method::geometric:
    case Method::harmonic:
      return x > 0;
    case Method::power:
      return level.power < 0 ? x > 0 : x >= 0;
    default:
      return true;
  }
}

bool enough_children(const AggregateLevel& level, double count, double children, double weight) {
  if (count == 0) return false;
  return (level.availability_by_weight ? weight : count / children) >= level.min_availability;
}

double aggregate_children(const AggregateLevel& level, std::span<const double> x, std::span<const double> w) {
  if (!stands_alone(level.method)) return kMissing;
  double children = 0;
  double count = 0;
  double weight = 0;
  double sum = 0;
  bool zero = false;
  bool negative = false;
  for (std::size_t c = 0; c < x.size(); ++c) {
    if (w[c] == 0) continue;
    children += 1;
    if (is_missing(x[c])) continue;
    count += 1;
    weight += w[c];
    const bool defined = generator_defined(level, x[c]);
    zero = zero || (!defined && x[c] == 0);
    negative = negative || (!defined && x[c] < 0);
    sum += defined ? w[c] * generator(level, x[c]) : 0.0;
  }
  if (!enough_children(level, count, children, weight)) return kMissing;
  if (negative) return kMissing;
  if (zero) return level.zero_outside_domain ? 0.0 : kMissing;
  if (level.method == Method::mazziotta_pareto) return stats::mazziotta_pareto(x, w, phenomenon(level));
  return generator_inverse(level, sum / weight);
}

void score_row(const Engine& engine, std::span<double> nodes) {
  const Structure& structure = engine.model().structure;
  std::vector<double> x;
  std::vector<double> w;
  for (std::size_t i = structure.indicators; i < structure.nodes.size(); ++i) {
    x.clear();
    w.clear();
    for (const int child : structure.nodes[i].children) {
      x.push_back(nodes[static_cast<std::size_t>(child)]);
      w.push_back(engine.weights()[static_cast<std::size_t>(child)]);
    }
    nodes[i] = aggregate_children(engine.level_of(i), x, w);
  }
}

std::vector<double> row_of(const Matrix& scores, std::size_t row) {
  std::vector<double> result(scores.columns());
  for (std::size_t c = 0; c < result.size(); ++c) result[c] = scores(row, c);
  return result;
}

}  // namespace dajuan::index
