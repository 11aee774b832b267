#pragma once
#include "index/aggregate_work.h"

namespace dajuan::index {

// Methods that score a unit by itself. The node's children are in work.memory.

/// A quasi-arithmetic mean f^-1(sum w f(x) / sum w) over the children that are there (generators:
/// row_score.h).
void aggregate_mean(const AggregateWork& work, std::size_t node);

/// Mean of the children less (or plus) their standard deviation times their coefficient of variation
/// (Mazziotta and Pareto 2013): compensates, but an unbalanced profile pays.
void aggregate_mazziotta_pareto(const AggregateWork& work, std::size_t node);

}  // namespace dajuan::index
