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

Panel joined(const std::vector<Panel>& parts) {
  Panel whole;
  for (const Panel& part : parts) whole.units.insert(whole.units.end(), part.units.begin(), part.units.end());
  const std::size_t columns = parts.empty() ? 0 : parts.front().values.columns();
  whole.values.reshape(whole.units.size(), columns);
  for (std::size_t c = 0; c < columns; ++c) {
    auto to = whole.values.column(c).begin();
    for (const Panel& part : parts) {
      const auto from = part.values.column(c);
      to = std::copy(from.begin(), from.end(), to);
      if (part.status.empty()) continue;
      const auto status = part.status.begin() + static_cast<std::ptrdiff_t>(c * part.units.size());
      whole.status.insert(whole.status.end(), status,
                          status + static_cast<std::ptrdiff_t>(part.units.size()));
    }
  }
  for (const Panel& part : parts) {
    for (const auto& [name, values] : part.denominators)
      whole.denominators[name].insert(whole.denominators[name].end(), values.begin(), values.end());
    for (const auto& [name, groups] : part.groups)
      whole.groups[name].insert(whole.groups[name].end(), groups.begin(), groups.end());
  }
  return whole;
}

}  // namespace dajuan::index
