#include "main/site_cli.h"

#include <fstream>
#include <ostream>

#include "base/hash.h"
#include "base/workers.h"
#include "site/site.h"
#include "site/site_folder.h"

namespace dajuan {
namespace {

/// Pages follow from this program too: another build of it makes them anew.
std::string this_program() {
  std::ifstream file("/proc/self/exe", std::ios::binary);
  Sha256 hasher;
  char buffer[1 << 16];
  while (file.read(buffer, sizeof buffer) || file.gcount() > 0)
    hasher.add(std::string_view(buffer, static_cast<std::size_t>(file.gcount())));
  return hex(hasher.finish());
}

}  // namespace

int site_build(const SiteOptions& options, const Streams& streams) {
  Diagnostics diagnostics;
  site::SiteContents contents;
  if (!options.settings.empty()) contents.settings = site::read_settings(options.settings, diagnostics);
  contents.series = site::read_series(options.results, diagnostics);
  if (diagnostics.has_errors()) return report(diagnostics, streams);
  const std::unique_ptr<site::SiteFolder> folder = site::SiteFolder::open(options.out, diagnostics);
  site::SiteReport done;
  const Workers workers(options.threads);
  if (folder != nullptr && site::make_site(contents, this_program(), workers, *folder, diagnostics))
    folder->finish(done, diagnostics);
  if (report(diagnostics, streams) != kOk) return kBadInput;
  streams.out << text(streams.language,
                      Message("site.problem.written", {{"pages", std::to_string(done.pages)},
                                                       {"series", std::to_string(contents.series.size())},
                                                       {"folder", options.out},
                                                       {"written", std::to_string(done.written)},
                                                       {"kept", std::to_string(done.kept)},
                                                       {"removed", std::to_string(done.removed)}}))
              << "\n";
  return kOk;
}

}  // namespace dajuan
