#pragma once
#include "index/aggregate_work.h"

namespace dajuan::index {

/// Methods that score a unit against the other units of its period: Copeland and benefit of the doubt. Units
/// that do not fit (the whole) are scored against the members without changing any member's score. Benefit of
/// the doubt takes no weights, except that a weight of zero removes a child. The node's children are in
/// work.memory.
void aggregate_relative(const AggregateWork& work, std::size_t node);

/// Weight of the indicators where i is above j, plus half of that where they tie, over those that both have;
/// columns and weights go together. Half when they have none in common. (Handbook section 6.3, outranking
/// matrix.)
double outranking(const std::vector<std::span<const double>>& columns, const std::vector<double>& weights,
                  std::size_t i, std::size_t j);

/// 1 when that is above one half, -1 below, 0 at one half (1e-12 of the weight allows for rounding).
int majority(const std::vector<std::span<const double>>& columns, const std::vector<double>& weights,
             std::size_t i, std::size_t j);

}  // namespace dajuan::index
