#include <algorithm>
#include <cmath>

#include "site/chance_marks.h"
#include "site/chance_text.h"
#include "site/parts.h"
#include "site/sentences.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

constexpr std::size_t kEachWay = 2;

}  // namespace

std::vector<int> clear_movers(const Result& result, const std::vector<int>& units, index::ChangeWord word) {
  const std::size_t top = result.structure.top();
  const std::size_t comparison = main_comparison(result);
  const auto move = [&](int unit) -> const Move& { return result.unit(unit).chance.moves[comparison][top]; };
  std::vector<int> movers;
  for (const int u : units)
    if (move(u).word == word) movers.push_back(u);
  std::stable_sort(movers.begin(), movers.end(), [&](int a, int b) {
    return std::fabs(move(a).difference) > std::fabs(move(b).difference);
  });
  return movers;
}

void add_movers(View& view, const Context& context, const std::vector<int>& members) {
  const Result& result = context.result;
  const std::size_t top = result.structure.top();
  const std::size_t comparison = main_comparison(result);
  std::vector<int> shown;
  for (const index::ChangeWord word : {index::ChangeWord::fell, index::ChangeWord::rose}) {
    const std::vector<int> movers = clear_movers(result, members, word);
    shown.insert(shown.end(), movers.begin(),
                 movers.begin() + static_cast<std::ptrdiff_t>(std::min(kEachWay, movers.size())));
  }
  if (shown.empty()) return;
  View& section = view.add("MOVERS");
  section.set(
      "TEXT",
      context.say({"site.movers.text",
                   {{"period", period_text(context.language, compared_period(result, comparison))}}}));
  for (const int u : shown) {
    const Unit& unit = result.unit(u);
    View& mover = section.add("MOVER");
    mover.set("NAME", context.name(unit)).set("LINK", context.link(unit_address(result, u)));
    add_change(mover, context, unit.chance.moves[comparison][top]);
    mover.set("WHY", joined_sentences(context.language, why_sentences(context, unit, comparison)));
    const std::string doubt = doubt_sentence(context, unit, comparison);
    if (!doubt.empty()) mover.add("DOUBT").set("TEXT", doubt);
  }
}

}  // namespace dajuan::site
