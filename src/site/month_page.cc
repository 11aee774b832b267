#include <algorithm>

#include "site/chance_marks.h"
#include "site/frame.h"
#include "site/map_values.h"
#include "site/parts.h"
#include "site/sentences.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

/// How often the period was published, and where all is listed.
void add_corrections(View& view, const Context& context) {
  std::size_t times = 1;
  for (const Month& month : context.series.months)
    if (month.period == context.result.period) times = month.revisions.size();
  View& part = view.add("CORRECTIONS");
  part.set("TEXT", times < 2 ? context.say({"site.corrections.none"})
                             : context.say({"site.corrections.some", {{"count", std::to_string(times)}}}));
  part.set("LINK", context.link(section_address(context.series.series, Section::archive)));
}

}  // namespace

void fill_month(View& view, const Context& context, const std::vector<int>& members) {
  const Result& result = context.result;
  const Unit* whole = result.whole() < 0 ? nullptr : &result.unit(result.whole());
  const std::vector<std::string> sentences = month_deck(context);
  View* below = sentences.empty() ? nullptr : &view.add("HAS_DECK");
  for (const std::string& sentence : sentences) below->add("SENTENCE").set("TEXT", sentence);
  if (whole != nullptr) add_standing(view, context, *whole);
  if (!members.empty()) add_places(view, context, members, whole);
  add_movers(view, context, members);
  add_reading(view, context, members, whole);
  add_corrections(view, context);
}

void add_places(View& view, const Context& context, const std::vector<int>& members, const Unit* whole) {
  View& places = view.add("PLACES");
  const std::size_t shown = std::min(kRowsAPage, members.size());
  add_map(places, context.language,
          map_of(context, {members.begin(), members.begin() + static_cast<std::ptrdiff_t>(shown)}));
  if (whole != nullptr) add_groups(places.add("HAS_GROUPS"), context, members, *whole);
}

}  // namespace dajuan::site
