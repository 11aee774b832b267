#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/message.h"
#include "site/result.h"
#include "site/view.h"

namespace dajuan::site {

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

/// All series, one result each.
Page index_page(Language language, const std::vector<Result>& results);
/// The pages of a unit (-1: of the units without a parent, where there is no whole): where it stands, its
/// members, why it moved, every part of its score, what was set aside. Members that do not fit on the first
/// page have pages of their own.
std::vector<Page> unit_pages(Language language, const Result& result, int unit);
/// What stands where there is no page.
Page not_found_page(Language language, bool simulated);

/// The address of a unit's page; that of the whole is that of its series (-1).
std::string unit_address(const Result& result, int unit);
/// Where the result's files stand in the site: "data/mexico-states/2025-06/".
std::string data_address(const Result& result);

}  // namespace dajuan::site
