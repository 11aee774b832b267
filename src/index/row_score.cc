#include "index/row_score.h"

#include <algorithm>

#include "base/exact_math.h"
#include "index/aggregate_work.h"

namespace dajuan::index {
using Method = AggregateMethod;

bool stands_alone(AggregateMethod method) {
  return method != Method::copeland && method != Method::benefit_of_the_doubt;
}

stats::Phenomenon phenomenon(const AggregateLevel& level) {
  return level.penalty_downwards ? stats::Phenomenon::positive : stats::Phenomenon::negative;
}

double generator(const AggregateLevel& level, double x) {
  double f = 0;
  generator(level, {&x, 1}, {&f, 1});
  return f;
}

void generator(const AggregateLevel& level, std::span<const double> x, std::span<double> f) {
  switch (level.method) {
    case Method::geometric:
      return fast_log(x, f);
    case Method::harmonic:
      for (std::size_t i = 0; i < x.size(); ++i) f[i] = 1 / x[i];
      return;
    case Method::power:
      for (std::size_t i = 0; i < x.size(); ++i) f[i] = exact_pow(x[i], level.power);
      return;
    default:
      std::copy(x.begin(), x.end(), f.begin());
  }
}

void generator_inverse(const AggregateLevel& level, std::span<double> values) {
  switch (level.method) {
    case Method::geometric:
      return fast_exp(values, values);
    case Method::harmonic:
      for (double& value : values) value = 1 / value;
      return;
    case Method::power:
      for (double& value : values) value = exact_pow(value, 1 / level.power);
      return;
    default:
      return;
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

void score_row(const Engine& engine, std::span<double> nodes) {
  AggregateMemory memory;
  aggregate({.structure = engine.model().structure,
             .levels = engine.levels(),
             .weights = engine.weights(),
             .scores = {nodes.data(), 1, 1},
             .memory = memory});
}

std::vector<double> row_of(const Matrix& scores, std::size_t row) {
  std::vector<double> result(scores.columns());
  for (std::size_t c = 0; c < result.size(); ++c) result[c] = scores(row, c);
  return result;
}

}  // namespace dajuan::index
