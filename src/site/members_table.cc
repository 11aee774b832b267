#include <algorithm>
#include <cmath>

#include "site/axis.h"
#include "site/parts.h"
#include "site/text_format.h"

namespace dajuan::site {

void add_members(View& view, const Context& context, const std::vector<int>& sorted, std::size_t begin,
                 const Unit* whole) {
  const Result& result = context.result;
  const std::size_t top = result.structure.top();
  const std::size_t end = std::min(sorted.size(), begin + kRowsAPage);
  View& table = view.add("MEMBERS");
  table.set("HEADING", context.say({"site.members.heading", {{"count", count_text(context, sorted)}}}));
  table.set("LEVEL", level_text(context, sorted));
  table.set("PREVIOUS", period_text(context.language, result.period.previous()));
  table.set("YEAR_AGO", period_text(context.language, result.period.year_ago()));
  const bool yearly = result.period.frequency() == Frequency::year;
  if (whole != nullptr)
    table.add("WHOLE_NOTE")
        .set("TEXT",
             context.say({"site.members.whole",
                          {{"name", context.name(*whole)}, {"score", score_text(whole->score[top])}}}));

  // One axis for all pages of a table, so that a score stands at the same place on each.
  std::vector<double> scores;
  for (const int u : sorted) scores.push_back(result.unit(u).score[top]);
  if (whole != nullptr) scores.push_back(whole->score[top]);
  const Axis axis = round_axis(scores);
  table.set("LOW", score_text(axis.low).substr(0, score_text(axis.low).find('.')));
  table.set("HIGH", score_text(axis.high).substr(0, score_text(axis.high).find('.')));
  const double reference = whole == nullptr ? kMissing : whole->score[top];
  if (!is_missing(reference)) table.add("AXIS_WHOLE").set("X", axis.percent(reference));

  if (!yearly)
    table.add("YEAR_COLUMN").set("YEAR_AGO", period_text(context.language, result.period.year_ago()));
  for (std::size_t i = begin; i < end; ++i) {
    const Unit& unit = result.unit(sorted[i]);
    View& row = table.add("ROW");
    row.set("NAME", context.name(unit)).set("LINK", context.link(unit_address(result, sorted[i])));
    row.set("SCORE", score_text(unit.score[top])).set("ON_PREVIOUS", change_text(unit.on_previous[top]));
    if (!yearly) row.add("YEAR_CELL").set("ON_YEAR_AGO", change_text(unit.on_year_ago[top]));
    add_light(row, context, unit.lights[top]);
    if (!is_missing(unit.score[top])) row.add("PLACE").set("X", axis.percent(unit.score[top]));
    if (!is_missing(reference)) row.add("WHOLE").set("X", axis.percent(reference));
  }
}

}  // namespace dajuan::site
