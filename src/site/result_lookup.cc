#include "site/result_lookup.h"

namespace dajuan::site {

int ResultLookup::region(ResultTable& table, std::size_t column) const {
  const int found = result_.regions.find(table.text(column));
  if (found < 0) table.error(column, "site.problem.region", "found");
  return found;
}

int ResultLookup::node(ResultTable& table, std::size_t column) const {
  const int found = result_.structure.find(table.text(column));
  if (found < 0) table.error(column, "site.problem.node", "found");
  return found;
}

int ResultLookup::indicator(ResultTable& table, std::size_t column) const {
  const int found = node(table, column);
  if (found < static_cast<int>(result_.structure.indicators)) return found;
  table.error(column, "site.problem.node", "found");
  return -1;
}

Unit* ResultLookup::unit(ResultTable& table, std::size_t column) const {
  const int found = region(table, column);
  if (found < 0) return nullptr;
  const int place = result_.unit_of(found);
  if (place >= 0) return &result_.units[static_cast<std::size_t>(place)];
  table.error(column, "site.problem.no_score", "found");
  return nullptr;
}

}  // namespace dajuan::site
