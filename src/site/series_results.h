#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "site/map_shelf.h"
#include "site/result.h"
#include "site/settings.h"

namespace dajuan::site {

/// One period of a series.
struct Month {
  Period period;
  std::vector<ResultHead> revisions;  ///< rising, at least one

  const ResultHead& newest() const { return revisions.back(); }
};

/// All results of one series, as far as their release.json tells: figures are read month by month, so that a
/// site of many months needs the memory of one.
struct SeriesResults {
  std::string series;
  std::vector<Month> months;  ///< rising, at least one

  const ResultHead& newest() const { return months.back().newest(); }
  bool simulated() const { return newest().simulated; }
};

/// What all pages of a site share.
struct SiteContents {
  SiteSettings settings;
  std::vector<SeriesResults> series;  ///< by name
  std::shared_ptr<MapShelf> maps = std::make_shared<MapShelf>();

  bool simulated() const;
};

/// Reads the heads of result folders, given in any order. A period of a series may stand once a revision, and
/// all periods of a series are of one length: else that is an error.
std::vector<SeriesResults> read_series(const std::vector<std::string>& folders, Diagnostics& diagnostics);
/// The same of heads.
std::vector<SeriesResults> series_of(std::vector<ResultHead> heads, Diagnostics& diagnostics);

}  // namespace dajuan::site
