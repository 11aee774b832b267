#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "site/series_results.h"

namespace dajuan::site {

/// The bytes of files by their path within a site.
using SiteFiles = std::map<std::string, std::string>;

/// A site of all results: the same pages in every language, style, and data/ with the tables of each result,
/// byte for byte. The newest month of a series is shown in full, each month has a page of its own. The bytes
/// follow from the results and the settings alone, whatever their order.
SiteFiles make_site(const SiteContents& site, Diagnostics& diagnostics);

/// Adds `path.gz` beside each text of more than a kilobyte.
void add_compressed(SiteFiles& files);

/// Writes the files beside `folder` and puts them into its place in one step. A site that this program made
/// is replaced; anything else of that name is never touched: that is an error. On any failure nothing is left
/// behind.
bool write_site(const std::string& folder, const SiteFiles& files, Diagnostics& diagnostics);

}  // namespace dajuan::site
