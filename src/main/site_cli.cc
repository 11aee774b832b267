#include "main/site_cli.h"

#include <algorithm>
#include <ostream>
#include <set>

#include "site/result_reader.h"
#include "site/site.h"

namespace dajuan {

int site_build(const SiteOptions& options, const Streams& streams) {
  Diagnostics diagnostics;
  std::vector<site::Result> results;
  std::set<std::string> series;
  for (const std::string& folder : options.results) {
    std::optional<site::Result> result = site::read_result(folder, diagnostics);
    if (!result) continue;
    series.insert(result->series);
    results.push_back(std::move(*result));
  }
  if (diagnostics.has_errors()) return report(diagnostics, streams);
  site::SiteFiles files = site::make_site(std::move(results), diagnostics);
  if (diagnostics.has_errors()) return report(diagnostics, streams);
  const auto pages = std::count_if(files.begin(), files.end(),
                                   [](const auto& file) { return file.first.ends_with(".html"); });
  site::add_compressed(files);
  site::write_site(options.out, files, diagnostics);
  if (report(diagnostics, streams) != kOk) return kBadInput;
  streams.out << text(streams.language,
                      Message("site.problem.written", {{"pages", std::to_string(pages)},
                                                       {"series", std::to_string(series.size())},
                                                       {"folder", options.out}}))
              << "\n";
  return kOk;
}

}  // namespace dajuan
