#pragma once
#include <cstdint>
#include <variant>
#include <vector>

#include "index/column_scale.h"
#include "index/step_denominate.h"
#include "index/step_impute.h"
#include "index/step_impute_over_time.h"
#include "index/step_impute_row.h"
#include "index/treatment.h"

namespace dajuan::index {

/// What a step learned that is applied column by column.
using ColumnFit = std::variant<DenominateFit, ImputeFit, OverTimeFit, TreatFit, NormaliseFit>;

/// What a step learned that changes figures.
using FittedStep = std::variant<ColumnFit, RowImputeFit>;

/// What an engine learned from a panel: one entry a step that changes figures, and of the panel what scoring
/// its rows again needs. Group g of a step is all rows, or those of period g.
class Fitted {
 public:
  struct Step {
    FittedStep learned;
    bool per_period = false;
    std::size_t kind = 0;  ///< Step::index()
  };

  std::size_t columns = 0;
  std::vector<Step> steps;
  std::vector<RowGroup> periods;
  std::vector<std::uint8_t> fits;      ///< per row, Unit::fits
  std::vector<std::uint8_t> included;  ///< per row; 0 = dropped by a screen
};

}  // namespace dajuan::index
