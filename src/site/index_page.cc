#include "site/frame.h"
#include "site/pages.h"
#include "site/text_format.h"

namespace dajuan::site {

Page index_page(Language language, const SiteContents& site, const std::vector<IndexEntry>& entries) {
  const std::string named = site.settings.name.in(language);
  Page page{"index", "", named.empty() ? text(language, {"site.index.title"}) : named, {}};
  page.view.set("TITLE", page.title);
  for (const IndexEntry& entry : entries) {
    const ResultHead& head = entry.series->newest();
    View& row = page.view.add("SERIES");
    row.set("NAME", head.title.in(language))
        .set("LINK", relative_link(page.address, series_address(head.series)));
    row.set("PERIOD", period_text(language, head.period)).set("SUMMARY", head.summary.in(language));
    row.set("CAUTION", head.caution.in(language));
    row.show_if(!head.summary.in(language).empty(), "HAS_SUMMARY").show_if(head.simulated, "MARK");
    if (entry.newest.score.empty()) continue;
    View& standing = row.add("STANDING");
    standing.set("SENTENCE", sentence_of(language, entry.newest));
    standing.set("SCORE", entry.newest.score);
    standing.set("LABEL", text(language, {"site.score_of", {{"name", entry.newest.whole.in(language)}}}));
  }
  add_frame(page.view, {language, site, page.address, page.title, text(language, {"site.index.deck"}),
                        nullptr, std::nullopt, site.simulated(), false, ""});
  return page;
}

Page not_found_page(Language language, const SiteContents& site) {
  Page page{"not_found", "404.html", text(language, {"site.not_found.title"}), {}};
  add_frame(page.view, {language, site, page.address, page.title, text(language, {"site.not_found.deck"}),
                        nullptr, std::nullopt, site.simulated(), true, ""});
  return page;
}

}  // namespace dajuan::site
