#pragma once
#include <optional>
#include <string>

#include "site/context.h"
#include "site/view.h"

namespace dajuan::site {

/// Head, band for simulated data, masthead and foot: every page begins with {{>HEAD}} and ends with
/// {{>FOOT}}.
struct Frame {
  Language language;
  const SiteContents& site;
  std::string address;
  std::string title;
  std::string description;
  const SeriesResults* series = nullptr;  ///< none on pages of all series
  std::optional<Section> section;         ///< of the series that the page belongs to
  bool simulated = false;
  bool anywhere = false;  ///< shown at any address, so links begin at the root of the host
  std::string source;     ///< what made the page; may be empty
};
void add_frame(View& view, const Frame& frame);
/// {{#IMPRINT}}: who publishes, how to reach them, how to report an error, and the record numbers.
void add_imprint(View& view, Language language, const SiteSettings& settings);
/// The frame of a page of one series.
Frame series_frame(const Context& context, std::string title, std::string description, Section section);

/// The same of a page that shows no result, only what its head says.
Frame series_frame(Language language, const SiteContents& site, const SeriesResults& series,
                   std::string address, std::string title, Section section);

/// {{>KEY}}: the period, when it was published and when the next one is due (where site.toml says it), and
/// who is scored. It stands before the headline: whoever quotes must see the date.
void add_key_line(View& view, const Context& context);

/// The sections that have pages; the masthead shows them in this order, search apart.
bool has_pages(Section section);

}  // namespace dajuan::site
