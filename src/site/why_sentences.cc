#include <algorithm>
#include <cmath>

#include "site/chance_text.h"
#include "site/levels.h"
#include "site/sentences.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

using index::ChangeWord;
using index::Part;

/// What works against a change is worth a sentence from this share of the largest part on.
constexpr double kWorthTelling = 0.1;
/// Figures that fell below this share of what they were, and how many of them ask for a question.
constexpr double kFellSoFar = 0.5;
constexpr std::size_t kFellTogether = 3;

/// The indicator that moved the score most in one direction; null where none did.
const Contribution* largest(const Unit& unit, index::Comparison comparison, int sign) {
  const Contribution* found = nullptr;
  for (const Contribution& line : unit.contributions) {
    if (line.comparison != comparison || line.part.kind != Part::Kind::indicator) continue;
    if (shown_sign(line.part.amount) != sign) continue;
    if (found == nullptr || std::fabs(line.part.amount) > std::fabs(found->part.amount)) found = &line;
  }
  return found;
}

/// A name with a comma in it ends in one, where the sentence goes on.
std::string subject(const Context& context, int node) {
  const std::string name = context.node_name(node);
  return name.find(", ") == std::string::npos ? name : name + ",";
}

std::string what_moved(const Context& context, const Unit& unit, int indicator, std::size_t comparison) {
  const auto n = static_cast<std::size_t>(indicator);
  const FigureMove& move = unit.chance.figure_moves[comparison][n];
  const double now = unit.figures[n];
  if (is_missing(move.difference) || is_missing(now)) return context.node_name(indicator);
  const char* id = move.word == ChangeWord::rose   ? "site.why_moved.rose"
                   : move.word == ChangeWord::fell ? "site.why_moved.fell"
                                                   : "site.why_moved.unclear";
  return context.say({id,
                      {{"part", subject(context, indicator)},
                       {"then", figure_text(now - move.difference)},
                       {"now", figure_text(now)},
                       {"unit", displayable(context.result.structure.nodes[n].unit.in(context.language))}}});
}

}  // namespace

std::vector<std::string> why_sentences(const Context& context, const Unit& unit, std::size_t comparison) {
  const double difference = unit.chance.moves[comparison][context.result.structure.top()].difference;
  const int sign = is_missing(difference) ? 0 : shown_sign(difference);
  if (sign == 0) return {};
  const index::Comparison against = index::kChanges[comparison];
  const Contribution* most = largest(unit, against, sign);
  if (most == nullptr) return {};
  std::vector<std::string> sentences = {
      context.say({sign > 0 ? "site.why_moved.gave" : "site.why_moved.cost",
                   {{"what", what_moved(context, unit, most->part.node, comparison)},
                    {"amount", amount_text(most->part.amount)}}})};
  const Contribution* other = largest(unit, against, -sign);
  if (other != nullptr && std::fabs(other->part.amount) >= kWorthTelling * std::fabs(most->part.amount))
    sentences.push_back(context.say(
        {sign > 0 ? "site.why_moved.against_rise" : "site.why_moved.against_fall",
         {{"part", subject(context, other->part.node)}, {"amount", amount_text(other->part.amount)}}}));
  return sentences;
}

std::string doubt_sentence(const Context& context, const Unit& unit, std::size_t comparison) {
  std::vector<std::string> fell;
  for (std::size_t i = 0; i < unit.figures.size(); ++i) {
    const FigureMove& move = unit.chance.figure_moves[comparison][i];
    if (context.result.structure.nodes[i].direction != index::Direction::lower_is_better) continue;
    if (move.word == ChangeWord::fell && move.ratio < kFellSoFar)
      fell.push_back(context.node_name(static_cast<int>(i)));
  }
  if (fell.size() < kFellTogether) return "";
  return capitalised(context.say(
      {"site.doubt",
       {{"count", number_word(context.language, fell.size())}, {"span", span_text(context, comparison)}}}));
}

}  // namespace dajuan::site
