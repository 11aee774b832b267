#include "index/panel.h"

#include <algorithm>

namespace dajuan::index {

std::vector<Panel::Block> Panel::blocks() const {
  std::vector<Block> result;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (result.empty() || result.back().period != units[i].period) result.push_back({units[i].period, i, i});
    result.back().end = i + 1;
  }
  return result;
}

std::ptrdiff_t Panel::row(std::string_view code, Period period) const {
  const auto at = std::lower_bound(units.begin(), units.end(), period, [&](const Unit& unit, Period wanted) {
    return unit.period != wanted ? unit.period < wanted : unit.code < code;
  });
  return at != units.end() && at->period == period && at->code == code ? at - units.begin() : -1;
}

}  // namespace dajuan::index
