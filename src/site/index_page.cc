#include "site/parts.h"
#include "site/sentences.h"
#include "site/text_format.h"

namespace dajuan::site {

Page index_page(Language language, const std::vector<Result>& results) {
  Page page{"index", "", text(language, {"site.index.title"}), {}};
  bool simulated = false;
  for (const Result& result : results) {
    simulated = simulated || result.simulated;
    const Context context{language, result, page.address};
    View& row = page.view.add("SERIES");
    row.set("NAME", result.title.in(language)).set("LINK", context.link(address_part(result.series) + "/"));
    row.set("PERIOD", period_text(language, result.period)).set("SUMMARY", result.summary.in(language));
    row.set("CAUTION", result.caution.in(language));
    row.show_if(!result.summary.in(language).empty(), "HAS_SUMMARY").show_if(result.simulated, "MARK");
    if (result.whole() < 0) continue;
    const Unit& whole = result.unit(result.whole());
    View& standing = row.add("STANDING");
    std::string sentence;
    for (const std::string& clause : headline(context, whole))
      sentence += (sentence.empty() || language == Language::zh ? "" : " ") + clause;
    standing.set("SENTENCE", context.say({"site.sentence", {{"clauses", sentence}}}));
    standing.set("SCORE", score_text(whole.score[result.structure.top()]));
    standing.set("LABEL", context.say({"site.score_of", {{"name", context.name(whole)}}}));
  }
  add_frame(page.view, {language, page.address, page.title, text(language, {"site.index.deck"}), "", "",
                        simulated, false, ""});
  return page;
}

Page not_found_page(Language language, bool simulated) {
  Page page{"not_found", "404.html", text(language, {"site.not_found.title"}), {}};
  add_frame(page.view, {language, page.address, page.title, text(language, {"site.not_found.deck"}), "", "",
                        simulated, true, ""});
  return page;
}

}  // namespace dajuan::site
