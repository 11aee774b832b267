#pragma once
#include <set>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/period.h"
#include "base/table.h"
#include "index/indicator_rule.h"
#include "index/structure.h"

namespace dajuan::index {

/// What structure.csv needs to know of scheme.toml.
struct StructureContext {
  std::vector<std::string> level_names;  ///< from the bottom up; empty = levels are not named
  IndicatorRule defaults;                ///< for cells that are empty
  Frequency frequency = Frequency::month;
  bool released = true;
  bool denominate_step = false;  ///< a step divides: the denominator goes into the node, not into the rule
  std::set<std::string> percent_variables;
};

/// structure.csv as read.
struct StructureTable {
  Structure structure;               ///< empty when the tree does not stand
  std::vector<IndicatorRule> rules;  ///< one per indicator of the structure
  std::vector<std::string> indicators;
  std::vector<std::string> aggregates;  ///< codes as the file has them, also when the tree does not stand
};

/// The columns that structure.csv may have, in the order of the documentation.
const std::vector<std::string>& structure_columns();

/// Reads a table of the columns in docs/scheme.md. Everything wrong goes to `diagnostics` with row and
/// column.
StructureTable read_structure(const Table& table, const StructureContext& context, Diagnostics& diagnostics);

}  // namespace dajuan::index
