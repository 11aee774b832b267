#include <algorithm>
#include <cmath>
#include <map>

#include "base/number_text.h"
#include "site/chance_text.h"
#include "site/parts.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

using index::Comparison;
using index::Part;

/// More rows than this are told together; each stands in contributions.csv and in the tree below.
constexpr std::size_t kMostRows = 15;

/// An index of many indicators moves by hundredths of points: where no part reaches a point, two decimals.
constexpr double kOneDecimalFrom = 1;

constexpr std::size_t kColumns = 4;
constexpr Comparison kShown[kColumns] = {Comparison::year_ago, Comparison::previous, Comparison::whole,
                                         Comparison::peers_mean};

struct Row {
  std::string name;
  bool indicator = true;
  double amounts[kColumns] = {kMissing, kMissing, kMissing, kMissing};
  index::Limits limits[kColumns];

  void add(const Row& other) {
    for (std::size_t c = 0; c < kColumns; ++c)
      if (!is_missing(other.amounts[c]))
        amounts[c] = (is_missing(amounts[c]) ? 0 : amounts[c]) + other.amounts[c];
  }
  double largest() const {
    double size = 0;
    for (const double amount : amounts)
      if (!is_missing(amount)) size = std::max(size, std::fabs(amount));
    return size;
  }
};

std::string part_name(const Context& context, const Part& part) {
  const std::string node = context.node_name(part.node);
  switch (part.kind) {
    case Part::Kind::indicator:
      return node;
    case Part::Kind::weight_shift:
      return context.say({"site.part.weight_shift", {{"node", node}}});
    case Part::Kind::balance:
      return context.say({"site.part.balance", {{"node", node}}});
    case Part::Kind::undivided:
      return context.say({"site.part.undivided", {{"node", node}}});
  }
  return node;
}

std::vector<Row> rows_of(const Context& context, const Unit& unit) {
  std::map<std::pair<Part::Kind, int>, Row> rows;
  for (const Contribution& line : unit.contributions) {
    const auto* column = std::find(kShown, kShown + kColumns, line.comparison);
    if (column == kShown + kColumns) continue;
    Row& row = rows[{line.part.kind, line.part.node}];
    row.name = part_name(context, line.part);
    row.indicator = line.part.kind == Part::Kind::indicator;
    row.amounts[column - kShown] = line.part.amount;
    row.limits[column - kShown] = line.limits;
  }
  std::vector<Row> sorted;
  for (auto& [key, row] : rows) sorted.push_back(std::move(row));
  return sorted;
}

}  // namespace

void add_why(View& view, const Context& context, const Unit& unit) {
  const Result& result = context.result;
  std::vector<Row> rows = rows_of(context, unit);
  if (rows.empty()) return;
  Row sum;
  for (const Row& row : rows) sum.add(row);
  std::vector<std::size_t> columns;
  for (std::size_t c = 0; c < kColumns; ++c)
    if (!is_missing(sum.amounts[c]) &&
        !(kShown[c] == Comparison::year_ago && result.period.frequency() == Frequency::year))
      columns.push_back(c);
  if (columns.empty()) return;
  // By what stands in the first column; the rest of many small ones is told together.
  const std::size_t key = columns.front();
  const auto size = [&](const Row& row) {
    return is_missing(row.amounts[key]) ? 0 : std::fabs(row.amounts[key]);
  };
  if (rows.size() > kMostRows) {
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Row& a, const Row& b) { return a.largest() > b.largest(); });
    Row rest;
    for (std::size_t r = kMostRows; r < rows.size(); ++r) rest.add(rows[r]);
    rest.name = context.say({"site.why.others", {{"count", std::to_string(rows.size() - kMostRows)}}});
    rest.indicator = false;
    rows.resize(kMostRows);
    rows.push_back(std::move(rest));
  }
  std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
    if (a.indicator != b.indicator) return a.indicator;
    return size(a) > size(b);
  });
  double widest = 0;
  for (const Row& row : rows) widest = std::max(widest, size(row));

  double largest = 0;
  for (const Row& row : rows) largest = std::max(largest, row.largest());
  const int decimals = largest >= kOneDecimalFrom ? 1 : 2;

  View& table = view.include("WHY", "why");
  table.set("GAP", sentence_gap(context.language));
  for (const std::size_t c : columns) {
    View& head = table.add("COLUMN");
    switch (kShown[c]) {
      case Comparison::year_ago:
        head.set("TEXT",
                 context.say({"site.change.on",
                              {{"period", period_text(context.language, result.period.year_ago())}}}));
        break;
      case Comparison::previous:
        head.set("TEXT",
                 context.say({"site.change.on",
                              {{"period", period_text(context.language, result.period.previous())}}}));
        break;
      case Comparison::whole:
        head.set("TEXT", unit.parent < 0 ? context.say({"site.why.above"})
                                         : context.say({"site.why.whole",
                                                        {{"name", context.name(result.unit(unit.parent))}}}));
        break;
      default:
        head.set("TEXT", context.say({"site.why.peers"}));
    }
  }
  const auto fill = [&](View& row, const Row& from) {
    row.set("NAME", from.name);
    for (const std::size_t c : columns) {
      View& cell = row.add("CELL").set("AMOUNT", change_text(from.amounts[c], decimals));
      const std::string range = change_range_text(context.language, from.limits[c], decimals);
      if (!range.empty()) cell.add("RANGE").set("TEXT", range);
    }
  };
  for (const Row& from : rows) {
    View& row = table.add("ROW");
    fill(row, from);
    const double amount = from.amounts[key];
    if (is_missing(amount) || shown_sign(amount, decimals) == 0 || widest <= 0) continue;
    // A bar from the middle: half of the width is the largest amount.
    const double width = 50 * std::fabs(amount) / widest;
    View& bar = row.add(amount < 0 ? "COST" : "GAVE");
    bar.set("X", fixed(amount < 0 ? 50 - width : 50, 2) + "%").set("WIDTH", fixed(width, 2) + "%");
  }
  // The sum has the interval of the change itself, not that of its parts.
  const UnitChance& chance = unit.chance;
  const std::size_t top = result.structure.top();
  for (const std::size_t c : columns) {
    if (kShown[c] == Comparison::year_ago) sum.limits[c] = chance.moves[kYearAgo][top].limits;
    if (kShown[c] == Comparison::previous) sum.limits[c] = chance.moves[kPrevious][top].limits;
    if (kShown[c] == Comparison::whole) sum.limits[c] = chance.whole[top].limits;
    if (kShown[c] == Comparison::peers_mean) sum.limits[c] = chance.peers[top].limits;
  }
  fill(table.add("SUM"), sum);
}

}  // namespace dajuan::site
