#include <algorithm>

#include "base/number_text.h"
#include "site/chance_marks.h"
#include "site/chance_text.h"
#include "site/parts.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

/// The example is a region that cannot be told apart from the whole and whose place is a span; else any
/// whose place is one. -1 = none.
int example(const Result& result, const std::vector<int>& members) {
  const std::size_t top = result.structure.top();
  int found = -1;
  for (const int u : members) {
    const UnitChance& chance = result.unit(u).chance;
    const Places& places = chance.places[top];
    if (places.of < 2 || places.lower == places.upper || !chance.scores[top].known()) continue;
    if (found < 0) found = u;
    if (chance.groups[top] == Group::not_apart) return u;
  }
  return found;
}

}  // namespace

void add_reading(View& view, const Context& context, const std::vector<int>& members, const Unit* whole) {
  const Result& result = context.result;
  const std::size_t top = result.structure.top();
  const int at = example(result, members);
  if (at < 0) return;
  const Unit& unit = result.unit(at);
  const Places& places = unit.chance.places[top];
  const std::string set = places_text(context.language, places.lower, places.upper);
  View& reading = view.include("READING", "reading");
  reading.set("BAR", context.say({"site.reading.bar", {{"level", percent_text(result.chance.level)}}}));
  reading.set("RANK", context.say({"site.reading.rank", {{"set", set}}}));
  reading.set("NAME", context.name(unit));

  // The box stands in the middle half of the drawing.
  const index::Limits& limits = unit.chance.scores[top];
  constexpr double kFrom = 25;
  constexpr double kWidth = 50;
  const double span = std::max(limits.upper - limits.lower, 1e-9);
  const auto x = [&](double score) {
    return fixed(kFrom + kWidth * std::clamp((score - limits.lower) / span, -0.4, 1.4), 2) + "%";
  };
  reading.set("LOW", score_text(limits.lower)).set("HIGH", score_text(limits.upper));
  reading.set("LOW_X", fixed(kFrom - 1.5, 2) + "%").set("HIGH_X", fixed(kFrom + kWidth + 1.5, 2) + "%");
  reading.set("BOX_X", fixed(kFrom, 2) + "%").set("BOX_WIDTH", fixed(kWidth, 2) + "%");
  reading.set("SCORE_X", x(unit.score[top])).set("SCORE", score_text(unit.score[top]));
  if (whole != nullptr && !is_missing(whole->score[top]))
    reading.add("REFERENCE")
        .set("X", x(whole->score[top]))
        .set("TEXT",
             context.say({"site.reading.whole",
                          {{"name", context.name(*whole)}, {"score", score_text(whole->score[top])}}}));
  const double of = places.of;
  const double from = 100 * (places.lower - 1) / of;
  const double width = 100 * (places.upper - places.lower + 1) / of;
  reading.set("SET", set).set("FIRST", places_text(context.language, 1, 1));
  reading.set("LAST", places_text(context.language, places.of, places.of));
  reading.set("SET_X", fixed(from, 2) + "%").set("SET_WIDTH", fixed(width, 2) + "%");
  reading.set("SET_MIDDLE", fixed(from + width / 2, 2) + "%");
}

}  // namespace dajuan::site
