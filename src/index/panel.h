#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/matrix.h"
#include "base/observation.h"
#include "base/period.h"

namespace dajuan::index {

/// A row: a region in a period. `fits` = false for what is scored by the frozen scheme but never part of what
/// is fitted: the whole (pooled figures of members) and made-up units.
struct Unit {
  std::string code;
  Period period;
  bool fits = true;
};

/// Regions × indicators for one or many periods, with what is missing and why. Rows are sorted by period,
/// then code: each period is one block of rows. Columns are the indicators of the structure, in its order.
struct Panel {
  std::vector<Unit> units;
  Matrix values;                  ///< units × indicators, kMissing where there is none
  std::vector<ObsStatus> status;  ///< same shape, column by column; empty = all normal or missing
  std::map<std::string, std::vector<double>> denominators;  ///< for the step `denominate`, one value a unit
  std::map<std::string, std::vector<std::string>> groups;   ///< for imputation by group; "" = in no group

  /// [begin, end) of the rows of each period, in order.
  struct Block {
    Period period;
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  std::vector<Block> blocks() const;
  /// Row of a region in a period, or -1.
  std::ptrdiff_t row(std::string_view code, Period period) const;
};

/// Panels of the same columns as one, their periods one after another.
Panel joined(const std::vector<Panel>& parts);

}  // namespace dajuan::index
