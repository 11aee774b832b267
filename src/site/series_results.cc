#include "site/series_results.h"

#include <algorithm>
#include <tuple>

#include "site/result_head.h"

namespace dajuan::site {
namespace {

auto order(const ResultHead& head) { return std::tie(head.series, head.period, head.revision); }

}  // namespace

bool SiteContents::simulated() const {
  return std::any_of(series.begin(), series.end(), [](const SeriesResults& one) { return one.simulated(); });
}

std::vector<SeriesResults> series_of(std::vector<ResultHead> heads, Diagnostics& diagnostics) {
  std::stable_sort(heads.begin(), heads.end(),
                   [](const ResultHead& a, const ResultHead& b) { return order(a) < order(b); });
  std::vector<SeriesResults> all;
  for (ResultHead& head : heads) {
    const Place place{head.folder, "", 0, 0, ""};
    if (all.empty() || all.back().series != head.series) all.push_back({head.series, {}});
    std::vector<Month>& months = all.back().months;
    if (months.empty() || months.back().period != head.period) {
      if (!months.empty() && months.back().period.frequency() != head.period.frequency())
        diagnostics.error(place, Message("site.problem.other_length", {{"series", head.series},
                                                                       {"other", months.back().period.text()},
                                                                       {"period", head.period.text()}}));
      months.push_back({head.period, {}});
    } else if (months.back().newest().revision == head.revision) {
      diagnostics.error(place,
                        Message("site.problem.given_twice", {{"series", head.series},
                                                             {"period", head.period.text()},
                                                             {"revision", std::to_string(head.revision)},
                                                             {"other", months.back().newest().folder}}));
    }
    months.back().revisions.push_back(std::move(head));
  }
  return all;
}

std::vector<SeriesResults> read_series(const std::vector<std::string>& folders, Diagnostics& diagnostics) {
  std::vector<ResultHead> heads;
  for (const std::string& folder : folders)
    if (std::optional<ResultHead> head = read_head(folder, diagnostics)) heads.push_back(std::move(*head));
  return series_of(std::move(heads), diagnostics);
}

}  // namespace dajuan::site
