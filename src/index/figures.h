#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/observation.h"
#include "base/period.h"

namespace dajuan::index {

/// A figure with its status and origin: `file` counts in Figures::files, `row` as a spreadsheet shows it
/// (0 = no row spoke of this cell, or computed). Sixteen bytes, so that a table of millions stays small.
struct Figure {
  double value = kMissing;
  std::uint32_t row = 0;
  std::uint16_t file = 0;
  ObsStatus status = ObsStatus::missing;

  /// Whether a file spoke of this cell, be it to say that it is missing.
  bool told() const { return row != 0; }
};
static_assert(sizeof(Figure) == 16);

/// All figures of one variable: periods × regions, dense, period by period.
struct VariableSeries {
  std::string code;
  Frequency frequency = Frequency::month;
  std::int32_t first = 0;  ///< ordinal of the first period
  std::int32_t periods = 0;
  std::vector<Figure> cells;  ///< [period * regions + region]

  Period period(std::int32_t place) const { return {frequency, first + place}; }
  /// Place in `cells`; nothing for a period outside the series or of another frequency.
  std::optional<std::size_t> place(std::size_t regions, int region, Period period) const;
};

/// The checked figures of one series: regions × periods × variables in memory. Regions are counted as in
/// region::Regions, variables in order of code.
struct Figures {
  std::size_t regions = 0;
  std::vector<std::string> files;  ///< as given; of a workbook `file[sheet]`
  std::vector<VariableSeries> variables;

  int find(std::string_view variable) const;  ///< -1 when there is none
  /// The figure, or a missing one where there is none.
  Figure at(int variable, int region, Period period) const;
};

}  // namespace dajuan::index
