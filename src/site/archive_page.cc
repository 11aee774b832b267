#include "base/text.h"
#include "site/frame.h"
#include "site/pages.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

/// What replaced what in a month.
void add_corrections(View& row, Language language, const std::string& from, const SeriesResults& series,
                     const Month& month) {
  for (std::size_t r = month.revisions.size() - 1; r > 0; --r)
    row.add("CORRECTION")
        .set("LINK", relative_link(from, revision_address(series.series, month.period,
                                                          month.revisions[r - 1].revision)))
        .set("TEXT",
             text(language, {"site.revision.what", {{"to", std::to_string(month.revisions[r].revision)}}}));
}

}  // namespace

Page archive_page(Language language, const SiteContents& site, const SeriesResults& series,
                  const std::vector<MonthEntry>& months) {
  const std::string address = section_address(series.series, Section::archive);
  const std::string title = series.newest().title.in(language);
  Page page{"archive", address, text(language, {"site.archive.title", {{"title", title}}}), {}};
  View& view = page.view;
  view.set("COUNT", text(language, {"site.archive.count", {{"count", std::to_string(months.size())}}}));
  int year = 0;
  View* list = nullptr;
  for (std::size_t m = months.size(); m-- > 0;) {
    const MonthEntry& entry = months[m];
    if (list == nullptr || entry.period.calendar_year() != year) {
      year = entry.period.calendar_year();
      list = &view.add("YEAR");
      list->set("YEAR", text(language, {"site.year", {{"year", std::to_string(year)}}}));
    }
    View& row = list->add("MONTH");
    row.set("PERIOD", period_text(language, entry.period));
    row.set("LINK", relative_link(address, month_address(series.series, entry.period)));
    row.set("SENTENCE", sentence_of(language, entry));
    if (const auto day = site.settings.published(series.series, entry.period))
      row.add("RELEASED")
          .set("TEXT", text(language, {"site.archive.released", {{"date", date_text(language, *day)}}}));
    add_corrections(row, language, address, series, series.months[m]);
  }
  add_frame(view, series_frame(language, site, series, address, page.title, Section::archive));
  return page;
}

}  // namespace dajuan::site
