#include "site/chance_marks.h"
#include "site/chance_text.h"
#include "site/levels.h"
#include "site/line_chart.h"
#include "site/parts.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

/// The changes of a score: the main comparison first.
void add_changes(View& view, const Context& context, const Unit& unit) {
  const Result& result = context.result;
  const std::size_t top = result.structure.top();
  for (const std::size_t comparison : {kYearAgo, kPrevious, kBase}) {
    const Move& move = unit.chance.moves[comparison][top];
    // A year of a yearly series is its previous period.
    const bool twice = comparison == kYearAgo && result.period.frequency() == Frequency::year;
    if (twice || move.word == index::ChangeWord::not_compared) continue;
    View& row = view.add("MOVED");
    row.set("LABEL",
            context.say({"site.change.on",
                         {{"period", period_text(context.language, compared_period(result, comparison))}}}));
    add_change(row, context, move);
  }
}

void add_score(View& view, const Context& context, const Unit& unit) {
  const std::size_t top = context.result.structure.top();
  view.set("LABEL", context.say({"site.score_of", {{"name", context.name(unit)}}}));
  view.set("SCORE", score_text(unit.score[top]));
  const std::string range = range_text(context.language, unit.chance.scores[top]);
  if (!range.empty())
    view.add("RANGE")
        .set("TEXT", range)
        .set("INTERVAL",
             context.say({"standing.interval", {{"level", percent_text(context.result.chance.level)}}}));
  add_light(view, context, unit.lights[top]);
}

}  // namespace

void add_standing(View& view, const Context& context, const Unit& unit) {
  View& standing = view.add("STANDING");
  add_score(standing, context, unit);
  add_line(standing, context, unit, nullptr);
  add_changes(standing, context, unit);
}

void add_facts(View& view, const Context& context, const Unit& unit) {
  View& facts = view.add("FACTS");
  add_score(facts, context, unit);
  const Places& places = unit.chance.places[context.result.structure.top()];
  if (places.of > 1) {
    View& rank = facts.add("PLACE");
    const LevelNames names(context, context.result.regions[unit.region].level);
    rank.set("LABEL", context.say({"site.facts.rank",
                                   {{"count", names.number_of(static_cast<std::size_t>(places.of))}}}));
    add_rank(rank, context, places);
  }
  add_changes(facts, context, unit);
}

}  // namespace dajuan::site
