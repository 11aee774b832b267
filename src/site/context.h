#pragma once
#include <string>

#include "base/message.h"
#include "site/address.h"
#include "site/series_results.h"

namespace dajuan::site {

/// Everything that a page of a series, or a part of one, needs to know.
struct Context {
  Language language;
  const SiteContents& site;
  const SeriesResults& series;
  const Result& result;  ///< the one that the page shows
  std::string address;   ///< of the page, below the language's folder

  /// The same for another page.
  Context at(std::string page) const { return {language, site, series, result, std::move(page)}; }

  std::string say(Message message) const { return text(language, message); }
  std::string name(const Unit& unit) const;
  std::string node_name(int node) const;
  /// A link from the page to an address below the language's folder.
  std::string link(const std::string& to) const;
  /// A link from the page to a file of the site.
  std::string file_link(const std::string& path) const;
};

/// Where the files of the result that the page shows stand in the site.
std::string data_of(const Context& context);

}  // namespace dajuan::site
