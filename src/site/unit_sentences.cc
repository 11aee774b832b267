#include <cmath>

#include "base/text.h"
#include "site/chance_text.h"
#include "site/levels.h"
#include "site/sentences.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

using index::ChangeWord;

/// "26th–31st of 32 states"; empty where nothing is ranked.
std::string rank_clause(const Context& context, const Unit& unit, const std::string& first) {
  const Places& places = unit.chance.places[context.result.structure.top()];
  if (places.of < 2) return first;
  const LevelNames names(context, context.result.regions[unit.region].level);
  return context.say({"site.unit_headline.rank",
                      {{"first", first},
                       {"set", places_text(context.language, places.lower, places.upper)},
                       {"count", names.number_of(static_cast<std::size_t>(places.of))}}});
}

}  // namespace

std::vector<std::string> headline(const Context& context, const Unit& unit) {
  const Result& result = context.result;
  const std::size_t top = result.structure.top();
  const std::size_t comparison = main_comparison(result);
  const Move& move = unit.chance.moves[comparison][top];
  const char* id = "site.unit_headline.alone";
  if (is_missing(unit.score[top])) {
    id = "site.unit_headline.no_score";
  } else if (move.word == ChangeWord::rose) {
    id = "site.unit_headline.rose";
  } else if (move.word == ChangeWord::fell) {
    id = "site.unit_headline.fell";
  } else if (move.word == ChangeWord::no_clear_change) {
    id = "site.unit_headline.unclear";
  } else if (move.word == ChangeWord::same_figures) {
    id = "site.unit_headline.same";
  } else if (move.word != ChangeWord::not_compared) {
    id = move.difference > 0 ? "site.unit_headline.up" : "site.unit_headline.down";
  }
  const std::string first =
      context.say({id,
                   {{"name", context.name(unit)},
                    {"score", score_text(unit.score[top])},
                    {"amount", amount_text(move.difference)},
                    {"span", span_text(context, comparison)},
                    {"then", period_text(context.language, compared_period(result, comparison))},
                    {"period", period_text(context.language, result.period)}}});
  const std::string whole = rank_clause(context, unit, first);
  std::vector<std::string> clauses;
  for (const std::string_view clause : split(whole, '\n')) clauses.emplace_back(clause);
  return clauses;
}

std::vector<std::string> deck(const Context& context, const Unit& unit) {
  const Result& result = context.result;
  const std::size_t top = result.structure.top();
  const std::size_t comparison = main_comparison(result);
  std::vector<std::string> sentences;
  if (unit.chance.moves[comparison][top].is_clear()) sentences = why_sentences(context, unit, comparison);
  const Move& previous = unit.chance.moves[kPrevious][top];
  if (comparison != kPrevious && previous.is_clear())
    sentences.push_back(context.say(
        {previous.word == ChangeWord::rose ? "site.unit_deck.previous_rose" : "site.unit_deck.previous_fell",
         {{"amount", amount_text(previous.difference)},
          {"period", period_text(context.language, compared_period(result, kPrevious))}}}));
  if (comparison != kPrevious && previous.word == ChangeWord::no_clear_change)
    sentences.push_back(
        context.say({"site.unit_deck.previous_unclear",
                     {{"period", period_text(context.language, compared_period(result, kPrevious))}}}));
  const Group group = unit.chance.groups[top];
  if (unit.parent >= 0 && group != Group::unknown) {
    const Unit& whole = result.unit(unit.parent);
    sentences.push_back(context.say({"site.unit_deck.beside",
                                     {{"group", group_text(context.language, group, context.name(whole))},
                                      {"whole", score_text(whole.score[top])},
                                      {"difference", change_text(unit.chance.whole[top].difference)}}}));
  }
  for (std::string& sentence : sentences) sentence = capitalised(std::move(sentence));
  return sentences;
}

}  // namespace dajuan::site
