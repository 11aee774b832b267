#include "site/frame.h"
#include "site/pages.h"
#include "site/sentences.h"
#include "site/text_format.h"

namespace dajuan::site {

MonthEntry month_entry(const SiteContents& site, const SeriesResults& series, const Result& result) {
  MonthEntry entry;
  entry.period = result.period;
  entry.revision = result.revision;
  entry.simulated = result.simulated;
  for (const Language language : languages())
    entry.clauses.push_back(month_headline({language, site, series, result, ""}));
  if (result.whole() < 0) return entry;
  const Unit& whole = result.unit(result.whole());
  const Names& name = result.regions[whole.region].name;
  entry.whole = {displayable(name.zh), displayable(name.en)};
  entry.score = score_text(whole.score[result.structure.top()]);
  return entry;
}

std::string sentence_of(Language language, const MonthEntry& entry) {
  return text(language,
              {"site.sentence",
               {{"clauses", joined_sentences(language, entry.clauses[static_cast<std::size_t>(language)])}}});
}

Page archive_page(const Context& newest, const std::vector<MonthEntry>& months) {
  const Context context = newest.at(section_address(newest.series.series, Section::archive));
  const std::string title = context.result.title.in(context.language);
  Page page{"archive", context.address, context.say({"site.archive.title", {{"title", title}}}), {}};
  View& view = page.view;
  view.set("COUNT", context.say({"site.archive.count", {{"count", std::to_string(months.size())}}}));
  int year = 0;
  View* list = nullptr;
  for (auto entry = months.rbegin(); entry != months.rend(); ++entry) {
    if (list == nullptr || entry->period.calendar_year() != year) {
      year = entry->period.calendar_year();
      list = &view.add("YEAR");
      list->set("YEAR", context.say({"site.year", {{"year", std::to_string(year)}}}));
    }
    View& row = list->add("MONTH");
    row.set("PERIOD", period_text(context.language, entry->period));
    row.set("LINK", context.link(month_address(context.series.series, entry->period)));
    row.set("SENTENCE", sentence_of(context.language, *entry));
    if (const auto day = context.site.settings.published(context.series.series, entry->period))
      row.add("RELEASED")
          .set("TEXT", context.say({"site.archive.released", {{"date", date_text(context.language, *day)}}}));
  }
  add_frame(view,
            series_frame(context, page.title, context.result.summary.in(context.language), Section::archive));
  return page;
}

}  // namespace dajuan::site
