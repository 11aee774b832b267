#include "site/chance_text.h"
#include "site/line_chart.h"
#include "site/parts.h"
#include "site/sentences.h"

namespace dajuan::site {

void fill_unit(View& view, const Context& context, const Unit& unit) {
  const std::vector<std::string> sentences = deck(context, unit);
  View* below = sentences.empty() ? nullptr : &view.add("HAS_DECK");
  for (const std::string& sentence : sentences) below->add("SENTENCE").set("TEXT", sentence);
  const std::string doubt = doubt_sentence(context, unit, main_comparison(context.result));
  if (!doubt.empty()) view.add("DOUBT").set("TEXT", doubt);
  add_facts(view, context, unit);
  View line;
  const Unit* whole = unit.parent < 0 ? nullptr : &context.result.unit(unit.parent);
  if (add_long_line(line, context, unit, whole)) view.add("YEARS") = std::move(line);
}

}  // namespace dajuan::site
