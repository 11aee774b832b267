#pragma once
#include <span>
#include <vector>

#include "index/engine.h"
#include "stats/mazziotta_pareto.h"

namespace dajuan::index {

/// Whether a method's score of a unit follows from that unit alone (the means and Mazziotta-Pareto do;
/// Copeland and benefit of the doubt look at the others).
bool stands_alone(AggregateMethod method);

/// Which way the penalty of Mazziotta-Pareto goes.
stats::Phenomenon phenomenon(const AggregateLevel& level);

/// f of a quasi-arithmetic mean y = f^-1(sum w f(x)), its inverse and its derivative. For methods that are no
/// such mean: the identity.
double generator(const AggregateLevel& level, double x);
double generator_slope(const AggregateLevel& level, double x);
/// The same of many values, and the inverse of f in place. No value of f where it is not defined matters.
void generator(const AggregateLevel& level, std::span<const double> x, std::span<double> f);
void generator_inverse(const AggregateLevel& level, std::span<double> values);

/// Whether f(x) is finite.
inline bool generator_defined(const AggregateLevel& level, double x) {
  switch (level.method) {
    case AggregateMethod::geometric:
    case AggregateMethod::harmonic:
      return x > 0;
    case AggregateMethod::power:
      return level.power < 0 ? x > 0 : x >= 0;
    default:
      return true;
  }
}

/// Whether the children that are there, `count` of `children` with together `weight` of the weight, are
/// enough for a score.
inline bool enough_children(const AggregateLevel& level, double count, double children, double weight) {
  if (count == 0) return false;
  return (level.availability_by_weight ? weight : count / children) >= level.min_availability;
}

/// The aggregates of one unit, from its normalised indicators: `nodes` holds one value per node of the
/// structure; the indicators are read and the aggregates written, with the same bits as Engine::run gives.
/// Missing where a method does not stand alone.
void score_row(const Engine& engine, std::span<double> nodes);

/// One row of Result::scores.
std::vector<double> row_of(const Matrix& scores, std::size_t row);

}  // namespace dajuan::index
