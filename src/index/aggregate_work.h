#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "index/step_work.h"

namespace dajuan::index {

/// The children of a node that weigh something: a weight of zero removes a child, also from what
/// availability counts.
struct Children {
  std::vector<int> nodes;
  std::vector<std::span<const double>> columns;
  std::vector<double> weights;
};

/// Memory that is kept between calls.
struct AggregateMemory {
  Children children;
  std::vector<double> values;
  std::vector<std::size_t> there;
  std::vector<std::size_t> members;
};

/// What aggregates are made of.
struct AggregateWork {
  const Structure& structure;
  std::span<const AggregateLevel> levels;  ///< per node
  std::span<const double> weights;         ///< per node within its parent
  ColumnBlock scores;                      ///< one column a node; the indicators are there, the rest is made
  AggregateMemory& memory;
  std::span<const std::uint8_t> included = {};  ///< per row; empty = all
  // For methods that look at other units; without periods they give no score.
  std::span<const RowGroup> periods = {};
  std::span<const std::uint8_t> fits = {};  ///< per row
  const StepWork* record = nullptr;

  bool is_included(std::size_t row) const { return included.empty() || included[row] != 0; }
};

/// Every aggregate, from below.
void aggregate(const AggregateWork& work);

/// Notes that the method of `node` has no answer for what a unit has at a child.
void note_outside_domain(const StepWork& record, std::size_t row, int child, int node, bool gives_zero);

/// Whether the children that a row has are enough for a score.
bool is_available(const AggregateLevel& level, const Children& children, std::size_t row);

}  // namespace dajuan::index
