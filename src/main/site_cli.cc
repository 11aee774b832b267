#include "main/site_cli.h"

#include <algorithm>
#include <ostream>

#include "site/site.h"

namespace dajuan {

int site_build(const SiteOptions& options, const Streams& streams) {
  Diagnostics diagnostics;
  site::SiteContents contents;
  if (!options.settings.empty()) contents.settings = site::read_settings(options.settings, diagnostics);
  contents.series = site::read_series(options.results, diagnostics);
  if (diagnostics.has_errors()) return report(diagnostics, streams);
  site::SiteFiles files = site::make_site(contents, diagnostics);
  if (diagnostics.has_errors()) return report(diagnostics, streams);
  const auto pages = std::count_if(files.begin(), files.end(),
                                   [](const auto& file) { return file.first.ends_with(".html"); });
  site::add_compressed(files);
  site::write_site(options.out, files, diagnostics);
  if (report(diagnostics, streams) != kOk) return kBadInput;
  streams.out << text(streams.language,
                      Message("site.problem.written", {{"pages", std::to_string(pages)},
                                                       {"series", std::to_string(contents.series.size())},
                                                       {"folder", options.out}}))
              << "\n";
  return kOk;
}

}  // namespace dajuan
