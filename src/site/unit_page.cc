#include <algorithm>

#include "site/parts.h"
#include "site/sentences.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

std::string page_address(const std::string& first, std::size_t number) {
  return number == 0 ? first : first + "_page-" + std::to_string(number + 1) + "/";
}

void add_page_links(View& view, const Context& context, const std::string& first, std::size_t number,
                    std::size_t pages) {
  if (pages < 2) return;
  View& list = view.add("PAGES");
  for (std::size_t other = 0; other < pages; ++other) {
    View& link = list.add("PAGE");
    link.set("NUMBER", std::to_string(other + 1));
    link.add(other == number ? "HERE" : "THERE").set("LINK", context.link(page_address(first, other)));
  }
}

/// From the series down to the unit's parent.
void add_path(View& view, const Context& context, int unit) {
  if (unit < 0 || unit == context.result.whole()) return;
  View& path = view.add("PATH");
  path.set("NAME", context.name(context.result.unit(unit)));
  std::vector<int> above;
  for (int at = context.result.unit(unit).parent; at >= 0; at = context.result.unit(at).parent)
    above.push_back(at);
  if (context.result.whole() < 0) {
    View& step = path.add("ABOVE");
    step.set("NAME", context.result.title.in(context.language));
    step.set("LINK", context.link(unit_address(context.result, -1)));
  }
  for (auto at = above.rbegin(); at != above.rend(); ++at) {
    View& step = path.add("ABOVE");
    step.set("NAME", context.name(context.result.unit(*at)));
    step.set("LINK", context.link(unit_address(context.result, *at)));
  }
}

void add_legend(View& view, const Context& context) {
  constexpr std::pair<index::Light, const char*> kLights[] = {
      {index::Light::good, "site.light.good_text"},
      {index::Light::falls_short, "site.light.falls_short_text"},
      {index::Light::solve_now, "site.light.solve_now_text"}};
  for (const auto& [light, meaning] : kLights) {
    View& row = view.add("LEGEND");
    row.set("TEXT", context.say({meaning}));
    add_light(row, context, {light, index::LightReason::none});
  }
}

Page made(Language language, const Result& result, int at, std::size_t number, std::size_t pages,
          const std::vector<int>& members) {
  Page page{"unit", page_address(unit_address(result, at), number), "", {}};
  const Context context{language, result, page.address};
  View& view = page.view;
  const std::string title = result.title.in(language);
  const std::string period = period_text(language, result.period);
  const bool is_series = at < 0 || at == result.whole();
  view.set("GAP", language == Language::zh ? "" : " ");  // between sentences
  add_path(view, context, at);
  add_key_line(view, context);
  if (at < 0) {
    page.title = context.say({"site.page_title.series", {{"title", title}, {"period", period}}});
    view.add("CLAUSE").set("TEXT", page.title);
  } else {
    const Unit& unit = result.unit(at);
    page.title = is_series
                     ? context.say({"site.page_title.series", {{"title", title}, {"period", period}}})
                     : context.say({"site.page_title.unit",
                                    {{"name", context.name(unit)}, {"title", title}, {"period", period}}});
    for (const std::string& clause : headline(context, unit)) view.add("CLAUSE").set("TEXT", clause);
    if (number == 0) {
      const std::vector<std::string> sentences = deck(context, unit);
      View* below = sentences.empty() ? nullptr : &view.add("HAS_DECK");
      for (const std::string& sentence : sentences) below->add("SENTENCE").set("TEXT", sentence);
      add_standing(view, context, unit);
    }
  }
  if (!members.empty())
    add_members(view, context, members, number * kRowsAPage, at < 0 ? nullptr : &result.unit(at));
  add_page_links(view, context, unit_address(result, at), number, pages);
  if (number == 0 && at >= 0) {
    add_why(view, context, result.unit(at));
    add_tree(view, context, result.unit(at));
  }
  add_legend(view, context);
  if (number == 0) add_set_aside(view, context, is_series ? -1 : at);
  add_files(view, context);
  add_frame(view, series_frame(context, page.title, result.summary.in(language)));
  return page;
}

}  // namespace

std::string unit_address(const Result& result, int unit) {
  std::string address = address_part(result.series) + "/";
  if (unit >= 0 && unit != result.whole()) address += address_part(result.code_of(result.unit(unit))) + "/";
  return address;
}

std::string data_address(const Result& result) {
  return "data/" + address_part(result.series) + "/" + result.period.text() + "/";
}

std::vector<Page> unit_pages(Language language, const Result& result, int unit) {
  const std::vector<int> members = by_score(result, unit < 0 ? result.tops : result.unit(unit).children);
  const std::size_t pages = std::max<std::size_t>(1, (members.size() + kRowsAPage - 1) / kRowsAPage);
  std::vector<Page> all;
  for (std::size_t number = 0; number < pages; ++number)
    all.push_back(made(language, result, unit, number, pages, members));
  return all;
}

}  // namespace dajuan::site
