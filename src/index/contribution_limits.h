#pragma once
#include "index/decompose.h"
#include "index/uncertainty.h"

namespace dajuan::index {

/// How far chance moves what an indicator gives or costs a node: limits of an amount that is `amount` for a
/// difference of `difference` of the indicator's normalised value, whose limits are given. Unknown where the
/// difference has none, or is zero.
Limits contribution_limits(double amount, double difference, const Limits& limits);

/// The same for one line of a decomposition. Unknown for parts that are no indicator, and against the median
/// of peers, of which chance says nothing.
Limits contribution_limits(const Uncertainty& chance, std::size_t row, Comparison comparison,
                           const Part& part);

}  // namespace dajuan::index
