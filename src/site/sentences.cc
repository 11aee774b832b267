#include "site/sentences.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

using index::Comparison;
using index::Part;

constexpr std::size_t kNamed = 2;

bool yearly(const Result& result) { return result.period.frequency() == Frequency::year; }

/// The indicators that moved a score most in one direction, as "Road deaths (+1.4)".
std::string movers(const Context& context, const Unit& unit, Comparison comparison, int sign) {
  std::vector<const Contribution*> lines;
  for (const Contribution& line : unit.contributions)
    if (line.comparison == comparison && line.part.kind == Part::Kind::indicator &&
        shown_sign(line.part.amount) == sign)
      lines.push_back(&line);
  std::stable_sort(lines.begin(), lines.end(), [](const auto* a, const auto* b) {
    return std::fabs(a->part.amount) > std::fabs(b->part.amount);
  });
  if (lines.size() > kNamed) lines.resize(kNamed);
  std::vector<std::string> items;
  for (const Contribution* line : lines)
    items.push_back(context.say(
        {"site.deck.item",
         {{"name", context.node_name(line->part.node)}, {"amount", change_text(line->part.amount)}}}));
  return list_text(context.language, items);
}

}  // namespace

std::string moved(const Context& context, double change, Period from) {
  if (is_missing(change)) return "";
  const int sign = shown_sign(change);
  const char* id = sign > 0 ? "site.moved.up" : sign < 0 ? "site.moved.down" : "site.moved.same";
  return context.say(
      {id, {{"amount", amount_text(change)}, {"period", period_text(context.language, from)}}});
}

std::vector<std::string> headline(const Context& context, const Unit& unit) {
  const Result& result = context.result;
  const std::size_t top = result.structure.top();
  const bool scored = !is_missing(unit.score[top]);
  std::string second = moved(context, unit.on_year_ago[top], result.period.year_ago());
  if (second.empty()) second = moved(context, unit.on_previous[top], result.period.previous());
  const char* id = !scored          ? "site.headline.no_score"
                   : second.empty() ? "site.headline.alone"
                                    : "site.headline.score";
  // A line end in the message parts two clauses; names have none.
  const std::string first = context.say({id,
                                         {{"name", context.name(unit)},
                                          {"score", score_text(unit.score[top])},
                                          {"period", period_text(context.language, result.period)}}});
  std::vector<std::string> clauses;
  for (const std::string_view clause : split(first, '\n')) clauses.emplace_back(clause);
  if (scored && !second.empty()) clauses.push_back(std::move(second));
  return clauses;
}

std::vector<std::string> month_headline(const Context& context) {
  const Result& result = context.result;
  if (result.whole() >= 0) return headline(context, result.unit(result.whole()));
  return {context.say({"site.page_title.series",
                       {{"title", result.title.in(context.language)},
                        {"period", period_text(context.language, result.period)}}})};
}

std::vector<std::string> deck(const Context& context, const Unit& unit) {
  const Result& result = context.result;
  const std::size_t top = result.structure.top();
  std::vector<std::string> sentences;
  const bool has_year = !is_missing(unit.on_year_ago[top]) && !yearly(result);
  const std::string month = moved(context, unit.on_previous[top], result.period.previous());
  if (has_year && !month.empty())
    sentences.push_back(context.say({"site.deck.previous", {{"moved", month}}}));
  const Comparison comparison =
      is_missing(unit.on_year_ago[top]) ? Comparison::previous : Comparison::year_ago;
  const std::string gave = movers(context, unit, comparison, 1);
  const std::string cost = movers(context, unit, comparison, -1);
  if (!gave.empty()) sentences.push_back(context.say({"site.deck.gave", {{"list", gave}}}));
  if (!cost.empty()) sentences.push_back(context.say({"site.deck.cost", {{"list", cost}}}));
  if (!month.empty() || has_year) sentences.push_back(context.say({"site.deck.plain"}));
  return sentences;
}

}  // namespace dajuan::site
