#include <algorithm>

#include "site/frame.h"
#include "site/parts.h"
#include "site/sentences.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

/// {{>PAGE_LINKS}} of a table.
void add_page_links(View& view, const Context& context, const std::string& first, std::size_t number,
                    std::size_t pages) {
  if (pages < 2) return;
  View& list = view.include("PAGE_LINKS", "page_links");
  for (std::size_t other = 0; other < pages; ++other) {
    View& link = list.add("PAGE");
    link.set("NUMBER", std::to_string(other + 1));
    link.add(other == number ? "HERE" : "THERE").set("LINK", context.link(rows_address(first, other)));
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

/// On the newest month, the address that keeps it; on all others, the way to the newest; and the months
/// beside it.
void add_month_links(View& view, const Context& context) {
  const std::vector<Month>& months = context.series.months;
  const Period period = context.result.period;
  const std::string own = month_address(context.series.series, period);
  View& links = view.add("MONTH_LINKS");
  const auto add = [&](const char* id, const std::string& address, Period of) {
    links.add("MONTH")
        .set("LINK", context.link(address))
        .set("TEXT", context.say({id, {{"period", period_text(context.language, of)}}}));
  };
  if (period != context.series.newest().period) {
    add("site.month_link.newest", series_address(context.series.series), period);
  } else if (!context.address.starts_with(own)) {
    add("site.month_link.keep", own, period);
  }
  for (std::size_t m = 0; m < months.size(); ++m) {
    if (months[m].period != period) continue;
    if (m > 0)
      add("site.month_link.before", month_address(context.series.series, months[m - 1].period),
          months[m - 1].period);
    for (std::size_t r = months[m].revisions.size() - 1; r > 0; --r)
      links.add("MONTH")
          .set("LINK", context.link(revision_address(context.series.series, period,
                                                     months[m].revisions[r - 1].revision)))
          .set("TEXT", context.say({"site.revision.what",
                                    {{"to", std::to_string(months[m].revisions[r].revision)}}}));
    if (m + 1 < months.size())
      add("site.month_link.after", month_address(context.series.series, months[m + 1].period),
          months[m + 1].period);
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

/// For which unit a page is made, and where its first page stands.
struct Subject {
  int unit;
  std::string first;
  std::vector<int> members;
};

Page made(const Context& of, const Subject& subject, std::size_t number, std::size_t pages) {
  const Context context = of.at(rows_address(subject.first, number));
  const Result& result = context.result;
  const int at = subject.unit;
  const bool is_series = subject.unit < 0 || subject.unit == result.whole();
  Page page{is_series ? "month" : "unit", context.address, "", {}};
  View& view = page.view;
  const std::string title = result.title.in(context.language);
  const std::string period = period_text(context.language, result.period);
  view.set("GAP", sentence_gap(context.language));
  add_path(view, context, at);
  add_key_line(view, context);
  const bool is_gone = !is_series && result.period != context.series.newest().period;
  if (is_series || is_gone) add_month_links(view, context);
  page.title =
      is_series
          ? context.say({"site.page_title.series", {{"title", title}, {"period", period}}})
          : context.say({"site.page_title.unit",
                         {{"name", context.name(result.unit(at))}, {"title", title}, {"period", period}}});
  const std::vector<std::string> clauses =
      is_series ? month_headline(context) : headline(context, result.unit(at));
  for (const std::string& clause : clauses) view.add("CLAUSE").set("TEXT", clause);
  const Unit* unit = at < 0 ? nullptr : &result.unit(at);
  if (number == 0 && is_series) fill_month(view, context, subject.members);
  if (number == 0 && !is_series) {
    fill_unit(view, context, *unit);
    if (!subject.members.empty()) add_places(view, context, subject.members, unit);
  }
  if (!subject.members.empty()) {
    View& table = add_members(view, context, subject.members, number * kRowsAPage, unit);
    add_page_links(table, context, subject.first, number, pages);
  }
  if (number == 0 && at >= 0) {
    add_why(view, context, result.unit(at));
    add_tree(view, context, result.unit(at));
  }
  View& end = view.include("END", "page_end");
  end.set("SOURCE", result.source.in(context.language)).set("CAUTION", result.caution.in(context.language));
  add_legend(end, context);
  if (number == 0) add_set_aside(end, context, is_series ? -1 : at);
  add_files(end, context);
  add_frame(view, series_frame(context, page.title, result.summary.in(context.language), Section::newest));
  return page;
}

std::vector<Page> all_of(const Context& of, const Subject& subject) {
  const std::size_t pages = std::max<std::size_t>(1, (subject.members.size() + kRowsAPage - 1) / kRowsAPage);
  std::vector<Page> all;
  for (std::size_t number = 0; number < pages; ++number) all.push_back(made(of, subject, number, pages));
  return all;
}

std::vector<int> members_of(const Result& result, int unit) {
  return in_groups(result, unit < 0 ? result.tops : result.unit(unit).children);
}

}  // namespace

std::vector<Page> unit_pages(const Context& of, int unit) {
  return all_of(of, {unit, unit_address(of.result, unit), members_of(of.result, unit)});
}

std::vector<Page> month_pages(const Context& of) {
  const int whole = of.result.whole();
  return all_of(of, {whole, month_address(of.result.series, of.result.period), members_of(of.result, whole)});
}

}  // namespace dajuan::site
