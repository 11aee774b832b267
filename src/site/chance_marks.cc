#include "site/chance_marks.h"

#include <algorithm>
#include <cmath>

#include "base/number_text.h"
#include "site/chance_text.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

/// In shares of the axis: closer to the name of the reference no number is written, and closer to an end of
/// the axis the name is written inwards.
constexpr double kRoomForName = 0.14;
constexpr double kRoomAtEnd = 0.1;

std::string whole_number(double value) {
  return score_text(value).ends_with(".0") ? score_text(value).substr(0, score_text(value).size() - 2)
                                           : score_text(value);
}

const char* anchor(double share) {
  if (share < kRoomAtEnd) return "start";
  return share > 1 - kRoomAtEnd ? "end" : "middle";
}

std::string kind_of(Group group) {
  constexpr const char* kKinds[] = {"better", "not-apart", "worse", "not-compared"};
  return kKinds[static_cast<std::size_t>(group)];
}

void add_mark(View& view, Group group, const std::string& x) {
  constexpr const char* kMarks[] = {"BETTER", "NOT_APART", "WORSE", "PLAIN"};
  view.add(kMarks[static_cast<std::size_t>(group)]).set("X", x);
}

}  // namespace

StripAxis strip_axis(const Context& context, const std::vector<int>& units, const Unit* whole) {
  const Result& result = context.result;
  const std::size_t top = result.structure.top();
  StripAxis strips;
  std::vector<double> values;
  const auto take = [&](const Unit& unit) {
    values.push_back(unit.score[top]);
    values.push_back(unit.chance.scores[top].lower);
    values.push_back(unit.chance.scores[top].upper);
  };
  for (const int u : units) take(result.unit(u));
  if (whole != nullptr) {
    take(*whole);
    strips.reference = whole->score[top];
    strips.reference_name = context.name(*whole);
  }
  strips.axis = round_axis(values);
  return strips;
}

void add_strip(View& view, const Context& context, const Axis& axis, const Strip& strip) {
  if (is_missing(strip.score)) return;
  View& drawing = view.include("STRIP", "strip");
  std::string label =
      context.say({"standing.strip.label", {{"name", strip.name}, {"score", score_text(strip.score)}}});
  if (strip.limits.known())
    label += context.say({"standing.strip.interval",
                          {{"level", percent_text(context.result.chance.level)},
                           {"range", range_text(context.language, strip.limits)}}});
  if (strip.group != Group::unknown)
    label += context.say({"standing.strip.group",
                          {{"group", group_text(context.language, strip.group, strip.reference_name)}}});
  drawing.set("LABEL", label).set("KIND", kind_of(strip.group));
  for (double tick = axis.low; tick <= axis.high + axis.step / 2; tick += axis.step)
    drawing.add("GRID").set("X", axis.percent(tick));
  if (!is_missing(strip.reference)) drawing.add("REFERENCE").set("X", axis.percent(strip.reference));
  if (strip.limits.known()) {
    const double low = std::max(0.0, axis.share(strip.limits.lower));
    const double high = std::min(1.0, axis.share(strip.limits.upper));
    drawing.add("BOX")
        .set("X", fixed(100 * low, 2) + "%")
        .set("WIDTH", fixed(100 * std::max(0.0, high - low), 2) + "%");
  }
  add_mark(drawing, strip.group, axis.percent(strip.score));
}

void add_strip_axis(View& view, const StripAxis& strips) {
  View& drawing = view.include("AXIS", "axis");
  const Axis& axis = strips.axis;
  const bool named = !is_missing(strips.reference);
  const double at = named ? axis.share(strips.reference) : -1;
  for (double tick = axis.low; tick <= axis.high + axis.step / 2; tick += axis.step) {
    const double share = axis.share(tick);
    if (named && std::fabs(share - at) < kRoomForName) continue;
    drawing.add("TICK")
        .set("X", axis.percent(tick))
        .set("TEXT", whole_number(tick))
        .set("ANCHOR", share < 0.01   ? "start"
                       : share > 0.99 ? "end"
                                      : "middle");
  }
  if (named)
    drawing.add("REFERENCE")
        .set("X", axis.percent(strips.reference))
        .set("ANCHOR", anchor(at))
        .set("TEXT", strips.reference_name);
}

void add_rank(View& view, const Context& context, const Places& places) {
  View& rank = view.include("RANK", "rank");
  if (places.of == 0) {
    rank.add("NONE");
    return;
  }
  rank.add("SET").set("TEXT", places_text(context.language, places.lower, places.upper));
  if (places.of < 2) return;
  const double of = places.of;
  rank.add("BAR")
      .set("X", fixed(100 * (places.lower - 1) / of, 2) + "%")
      .set("WIDTH", fixed(100 * (places.upper - places.lower + 1) / of, 2) + "%");
}

void add_change(View& view, const Context& context, const Move& move) {
  View& change = view.include("CHANGE", "change");
  const bool rose = move.word == index::ChangeWord::rose;
  const bool fell = move.word == index::ChangeWord::fell;
  change.set("KIND", rose ? "rose" : fell ? "fell" : "quiet");
  change.set("WORD", change_word_text(context.language, move.word));
  change.add(rose ? "ROSE" : fell ? "FELL" : "QUIET");
  if (is_missing(move.difference)) return;
  View& amount = change.add("AMOUNT");
  amount.set("DIFFERENCE", change_text(move.difference));
  if (!move.limits.known()) return;
  amount.add("RANGE")
      .set("TEXT", change_range_text(context.language, move.limits))
      .set("INTERVAL",
           context.say({"standing.interval", {{"level", percent_text(context.result.chance.level)}}}));
}

void add_group_mark(View& view, Group group) {
  View& mark = view.include("GROUP_MARK", "group_mark");
  mark.set("KIND", kind_of(group));
  add_mark(mark, group, "");
}

}  // namespace dajuan::site
