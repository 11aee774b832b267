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

/// f of a quasi-arithmetic mean y = f^-1(sum w f(x)), its inverse and its derivative. `generator_defined`
/// tells whether f(x) is finite. For methods that are no such mean: the identity.
double generator(const AggregateLevel& level, double x);
double generator_inverse(const AggregateLevel& level, double f);
double generator_slope(const AggregateLevel& level, double x);
bool generator_defined(const AggregateLevel& level, double x);

/// Whether the children that are there, `count` of `children` with together `weight` of the weight, are
/// enough for a score.
bool enough_children(const AggregateLevel& level, double count, double children, double weight);

/// One mean of children `x` with weights `w` (same length; missing children are skipped, weights rescaled),
/// with the level's rules for availability and domain: the same bits as Engine::run gives. kMissing where it
/// has no value, also for methods that do not stand alone.
double aggregate_children(const AggregateLevel& level, std::span<const double> x, std::span<const double> w);

/// The aggregates of one unit, from its normalised indicators: `nodes` holds one value per node of the
/// structure; the indicators are read and the aggregates written.
void score_row(const Engine& engine, std::span<double> nodes);

/// One row of Result::scores.
std::vector<double> row_of(const Matrix& scores, std::size_t row);

}  // namespace dajuan::index
