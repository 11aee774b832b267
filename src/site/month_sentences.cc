#include <algorithm>

#include "base/text.h"
#include "site/chance_text.h"
#include "site/levels.h"
#include "site/sentences.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

using index::ChangeWord;

/// How the members of a month moved.
struct Counts {
  std::size_t rose = 0;
  std::size_t fell = 0;
  std::size_t unclear = 0;     ///< tested, or resting on the same figures
  std::size_t unjudged = 0;    ///< compared, but nothing says how far chance moves it
  std::size_t uncompared = 0;  ///< no score then or now
  std::size_t judged() const { return rose + fell + unclear; }
};

Counts counts_of(const Result& result, const std::vector<int>& members, std::size_t comparison) {
  Counts counts;
  for (const int u : members) {
    switch (result.unit(u).chance.moves[comparison][result.structure.top()].word) {
      case ChangeWord::rose:
        ++counts.rose;
        break;
      case ChangeWord::fell:
        ++counts.fell;
        break;
      case ChangeWord::no_clear_change:
      case ChangeWord::same_figures:
        ++counts.unclear;
        break;
      case ChangeWord::no_error_model:
      case ChangeWord::other_season:
        ++counts.unjudged;
        break;
      case ChangeWord::not_compared:
        ++counts.uncompared;
        break;
    }
  }
  return counts;
}

class MonthWords {
 public:
  explicit MonthWords(const Context& context)
      : context_(context),
        result_(context.result),
        top_(result_.structure.top()),
        comparison_(main_comparison(result_)),
        members_(month_members(result_)),
        names_(context, members_),
        counts_(counts_of(result_, members_, comparison_)) {}

  /// The headline as one text, with line ends between its clauses.
  std::string headline() const {
    const std::string span = span_text(context_, comparison_);
    const bool scored = std::any_of(members_.begin(), members_.end(),
                                    [&](int u) { return !is_missing(result_.unit(u).score[top_]); });
    if (!scored) return say("site.month_headline.no_score", {{"none", names_.none()}, {"period", period()}});
    if (counts_.judged() == 0 && counts_.unjudged == 0)
      return say("site.month_headline.first",
                 {{"count", names_.number_of(members_.size())}, {"period", period()}});
    if (counts_.judged() == 0)
      return say("site.month_headline.unjudged",
                 {{"count", names_.number_of(members_.size())}, {"span", span}});
    std::string text = moved(span);
    const std::size_t unknown = counts_.unjudged + counts_.uncompared;
    if (unknown > 0)
      text = then(text, say("site.month_headline.unknown", {{"count", names_.again(unknown)}}));
    return text;
  }

  std::vector<std::string> deck() const {
    std::vector<std::string> sentences;
    if (result_.whole() >= 0) sentences.push_back(whole(result_.unit(result_.whole())));
    add(sentences, furthest());
    add(sentences, previous());
    add(sentences, settled());
    if (result_.chance.modelled < 1 && counts_.judged() > 0)
      sentences.push_back(
          say("site.month_deck.modelled", {{"share", percent_text(result_.chance.modelled)}}));
    for (std::string& sentence : sentences) sentence = capitalised(std::move(sentence));
    return sentences;
  }

 private:
  using Arguments = std::vector<std::pair<std::string, std::string>>;
  std::string say(const char* id, Arguments arguments) const {
    return context_.say({id, std::move(arguments)});
  }
  std::string period() const { return period_text(context_.language, result_.period); }
  std::string name(int unit) const { return context_.name(result_.unit(unit)); }
  static void add(std::vector<std::string>& sentences, std::string sentence) {
    if (!sentence.empty()) sentences.push_back(std::move(sentence));
  }
  std::string then(std::string first, std::string second) const {
    return say("site.month_headline.then", {{"first", std::move(first)}, {"second", std::move(second)}});
  }

  std::string moved(const std::string& span) const {
    if (counts_.rose + counts_.fell == 0)
      return say("site.month_headline.nothing", {{"none", names_.none()}, {"span", span}});
    std::string text;
    if (counts_.rose > 0 && counts_.fell > 0) {
      text =
          say("site.month_headline.both",
              {{"rose", names_.counted(counts_.rose)}, {"fell", names_.again(counts_.fell)}, {"span", span}});
    } else if (counts_.rose > 0) {
      text = say("site.month_headline.rose", {{"count", names_.counted(counts_.rose)}, {"span", span}});
    } else {
      text = say("site.month_headline.fell", {{"count", names_.counted(counts_.fell)}, {"span", span}});
    }
    if (counts_.unclear == 0) return text;
    return then(text, say("site.month_headline.others", {{"count", names_.again(counts_.unclear)}}));
  }

  std::string whole(const Unit& unit) const {
    const Move& move = unit.chance.moves[comparison_][top_];
    Arguments arguments = {{"name", context_.name(unit)},
                           {"score", score_text(unit.score[top_])},
                           {"period", period_text(context_.language, compared_period(result_, comparison_))},
                           {"amount", amount_text(move.difference)},
                           {"change", change_text(move.difference)}};
    const bool up = !is_missing(move.difference) && move.difference > 0;
    switch (move.word) {
      case ChangeWord::rose:
        return say("site.month_deck.whole_rose", arguments);
      case ChangeWord::fell:
        return say("site.month_deck.whole_fell", arguments);
      case ChangeWord::no_clear_change:
        return say("site.month_deck.whole_unclear", arguments);
      case ChangeWord::same_figures:
        return say("site.month_deck.whole_same", arguments);
      case ChangeWord::other_season:
      case ChangeWord::no_error_model:
        return say(up ? "site.month_deck.whole_up" : "site.month_deck.whole_down", arguments);
      case ChangeWord::not_compared:
        break;
    }
    return say(
        is_missing(unit.score[top_]) ? "site.month_deck.whole_no_score" : "site.month_deck.whole_alone",
        arguments);
  }

  std::string furthest() const {
    for (const auto& [word, id] : {std::pair{ChangeWord::fell, "site.month_deck.fell_furthest"},
                                   std::pair{ChangeWord::rose, "site.month_deck.rose_furthest"}}) {
      const std::vector<int> movers = clear_movers(result_, members_, word);
      if (movers.size() < 2) continue;
      const Unit& unit = result_.unit(movers.front());
      return say(id, {{"name", context_.name(unit)},
                      {"change", change_text(unit.chance.moves[comparison_][top_].difference)}});
    }
    return "";
  }

  std::string previous() const {
    if (comparison_ == kPrevious || !result_.chance.compared[kPrevious]) return "";
    const Counts counts = counts_of(result_, members_, kPrevious);
    if (counts.judged() == 0) return "";
    const std::string then = period_text(context_.language, compared_period(result_, kPrevious));
    const std::size_t clear = counts.rose + counts.fell;
    if (clear == 0) return say("site.month_deck.previous_none", {{"period", then}, {"none", names_.none()}});
    return say("site.month_deck.previous", {{"period", then}, {"count", names_.counted(clear)}});
  }

  /// Which places are one place. Both ends are named when they are settled to one or two.
  std::string settled() const {
    std::vector<std::string> named;
    std::size_t single = 0;
    std::size_t single_named = 0;
    std::size_t ranked = 0;
    for (const int u : members_) {
      const Places& places = result_.unit(u).chance.places[top_];
      if (places.of < 2) continue;
      ++ranked;
      const bool one = places.lower == places.upper;
      single += one;
      const bool at_end = places.lower == 1 || places.upper == places.of;
      if (!at_end || places.upper > places.lower + 1) continue;
      single_named += one;
      named.push_back(say(
          "site.month_deck.at",
          {{"name", name(u)}, {"place", places_in_words(context_.language, places.lower, places.upper)}}));
    }
    if (ranked < 2) return "";
    constexpr std::size_t kMostNamed = 4;
    if (named.empty() || named.size() > kMostNamed)
      return single == 0 ? say("site.month_deck.no_place", {})
                         : say("site.month_deck.places", {{"count", number_word(context_.language, single)}});
    if (single > single_named) return "";
    return say("site.month_deck.ends", {{"list", list_text(context_.language, named)}});
  }

  const Context& context_;
  const Result& result_;
  std::size_t top_;
  std::size_t comparison_;
  const std::vector<int>& members_;
  LevelNames names_;
  Counts counts_;
};

}  // namespace

const std::vector<int>& month_members(const Result& result) {
  return result.whole() < 0 ? result.tops : result.unit(result.whole()).children;
}

std::vector<std::string> month_headline(const Context& context) {
  const std::vector<int>& members = month_members(context.result);
  if (members.size() == 1 && context.result.whole() < 0)
    return headline(context, context.result.unit(members.front()));
  const std::string text = capitalised(MonthWords(context).headline());
  std::vector<std::string> clauses;
  for (const std::string_view clause : split(text, '\n')) clauses.emplace_back(clause);
  return clauses;
}

std::vector<std::string> month_deck(const Context& context) {
  const std::vector<int>& members = month_members(context.result);
  if (members.size() == 1 && context.result.whole() < 0)
    return deck(context, context.result.unit(members.front()));
  return MonthWords(context).deck();
}

}  // namespace dajuan::site
