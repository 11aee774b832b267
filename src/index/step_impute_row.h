#pragma once
#include <vector>

#include "index/step_work.h"

namespace dajuan::index {

/// What is needed to fill a unit's missing cells from its own other indicators: the range of each column, by
/// which figures become comparable. Indicators under one ancestor at `within_level` are a family.
struct RowImputeFit {
  struct Range {
    double lowest = kMissing;
    double highest = kMissing;
    double width() const { return highest - lowest; }
  };

  ImputeStep::Statistic statistic = ImputeStep::Statistic::mean;
  std::vector<std::vector<std::size_t>> families;  ///< their columns
  std::vector<std::size_t> family_of;              ///< per column
  std::vector<std::uint8_t> higher_is_better;      ///< per column
  std::vector<std::uint8_t> included;              ///< per row; the others are left as they are
  PerGroup<Range> ranges;
};

/// All columns of rows of one group, to be filled in place. The first row is row `first` of the rows that the
/// fit was made for.
struct RowCells {
  ColumnBlock cells;
  std::size_t group = 0;
  std::size_t first = 0;
};

/// Memory that is kept between calls.
struct RowImputeMemory {
  std::vector<double> own;
  std::vector<double> shares;
};

/// Without ranges yet.
RowImputeFit row_impute_fit(const ImputeStep& step, const StepWork& work);
void learn_ranges(RowImputeFit& fit, std::size_t group, const Matrix& figures, const StepWork& work);

void apply(const RowImputeFit& fit, const RowCells& rows, RowImputeMemory& memory,
           const StepWork* record = nullptr);

RowImputeFit for_rows(const RowImputeFit& fit, std::span<const std::size_t> rows);

}  // namespace dajuan::index
