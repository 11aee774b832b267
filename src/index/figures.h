#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/observation.h"
#include "base/period.h"

namespace dajuan::index {

/// Where a figure was read: `file` counts in Figures::files, `row` as a spreadsheet shows it; 0 = computed.
struct Origin {
  std::uint16_t file = 0;
  std::uint32_t row = 0;
};

/// A figure with its status and origin.
struct Figure {
  double value = kMissing;
  ObsStatus status = ObsStatus::missing;
  Origin origin;
};

/// All figures of one variable: periods × regions, dense, period by period.
struct VariableSeries {
  std::string code;
  Frequency frequency = Frequency::month;
  std::int32_t first = 0;  ///< ordinal of the first period
  std::int32_t periods = 0;
  std::vector<double> values;     ///< [period * regions + region], kMissing where there is none
  std::vector<ObsStatus> status;  ///< `missing` where no row spoke of the cell
  std::vector<Origin> origins;

  std::optional<std::size_t> place(std::size_t regions, int region, Period period) const;
};

/// The checked figures of one series: regions × periods × variables in memory. Regions are counted as in
/// region::Regions, variables in order of code.
struct Figures {
  std::size_t regions = 0;
  std::vector<std::string> files;
  std::vector<VariableSeries> variables;

  int find(std::string_view variable) const;  ///< -1 when there is none
  Figure at(int variable, int region, Period period) const;
};

}  // namespace dajuan::index
