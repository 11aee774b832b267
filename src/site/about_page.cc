#include "base/text.h"
#include "site/frame.h"
#include "site/pages.h"
#include "site/text_format.h"

namespace dajuan::site {

Page about_page(const Context& newest) {
  const Context context = newest.at(section_address(newest.series.series, Section::about));
  const Result& result = context.result;
  const SiteSettings& settings = context.site.settings;
  const std::string title = result.title.in(context.language);
  Page page{"about", context.address, context.say({"site.about.title", {{"title", title}}}), {}};
  View& view = page.view;
  view.set("SUMMARY", result.summary.in(context.language))
      .set("CAUTION", result.caution.in(context.language));
  view.set("SOURCE", result.source.in(context.language));
  const std::string about = settings.about.in(context.language);
  std::string paragraph;
  const auto end_paragraph = [&] {
    if (!paragraph.empty()) view.add("PARAGRAPH").set("TEXT", paragraph);
    paragraph.clear();
  };
  for (const std::string_view line : split(about, '\n')) {
    if (trim(line).empty())
      end_paragraph();
    else
      paragraph += (paragraph.empty() ? "" : sentence_gap(context.language)) + std::string(trim(line));
  }
  end_paragraph();
  add_imprint(view, context.language, settings);
  view.show_if(!settings.names_publisher(), "NOBODY");
  add_frame(view, series_frame(context, page.title, result.summary.in(context.language), Section::about));
  return page;
}

}  // namespace dajuan::site
