#pragma once
#include <string>

#include "site/series_results.h"

namespace dajuan::site {

/// What the files of a part follow from, as one hash. `program` stands for everything that is built in.
/// A month: its results, whether it is the newest, and which months stand beside it. Not the calendar of
/// other months, so that a new month leaves the old ones current.
std::string month_key(const SiteContents& site, const SeriesResults& series, std::size_t month,
                      const std::string& program);
/// The pages of regions, and what else speaks of the series as a whole.
std::string series_key(const SiteContents& site, const SeriesResults& series, const std::string& program);

}  // namespace dajuan::site
