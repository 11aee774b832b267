#include "index/figures.h"

#include <algorithm>

namespace dajuan::index {

std::optional<std::size_t> VariableSeries::place(std::size_t regions, int region, Period wanted) const {
  const std::int64_t offset = std::int64_t{wanted.ordinal()} - first;
  if (wanted.frequency() != frequency || offset < 0 || offset >= periods) return std::nullopt;
  return static_cast<std::size_t>(offset) * regions + static_cast<std::size_t>(region);
}

int Figures::find(std::string_view variable) const {
  const auto found = std::lower_bound(
      variables.begin(), variables.end(), variable,
      [](const VariableSeries& series, std::string_view code) { return series.code < code; });
  return found == variables.end() || found->code != variable ? -1
                                                             : static_cast<int>(found - variables.begin());
}

Figure Figures::at(int variable, int region, Period period) const {
  const VariableSeries& series = variables[static_cast<std::size_t>(variable)];
  const auto place = series.place(regions, region, period);
  return place ? series.cells[*place] : Figure();
}

}  // namespace dajuan::index
