#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/message.h"
#include "site/context.h"
#include "site/month_entry.h"
#include "site/view.h"

namespace dajuan::site {

/// A series on the first page.
struct IndexEntry {
  const SeriesResults* series;
  MonthEntry newest;
};

/// A page before it is HTML: the template, what fills it, and its address below the language's folder, which
/// is empty or ends in '/' ("mexico-states/MX-25/").
struct Page {
  std::string page_template;
  std::string address;
  std::string title;
  View view;
};

/// The largest number of rows that one table of regions shows; more go to further pages.
inline constexpr std::size_t kRowsAPage = 120;

/// All series, by what their newest month says.
Page index_page(Language language, const SiteContents& site, const std::vector<IndexEntry>& entries);
/// What stands where there is no page.
Page not_found_page(Language language, const SiteContents& site);

/// The pages of a unit of the newest result (-1: of the units without a parent, where there is no whole):
/// where it stands, its members, why it moved, every part of its score, what was set aside. Members that do
/// not fit on the first page have pages of their own. The address of `of` does not matter.
std::vector<Page> unit_pages(const Context& of, int unit);
/// The pages of a month at the address that it keeps, whether it is the newest or not.
std::vector<Page> month_pages(const Context& of);
/// All months of a series, the newest first; `months` stand as in the series.
Page archive_page(Language language, const SiteContents& site, const SeriesResults& series,
                  const std::vector<MonthEntry>& months);
/// What the series is, who publishes it, how to report an error.
Page about_page(const Context& newest);

}  // namespace dajuan::site
