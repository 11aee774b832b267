#include "main/scheme_cli.h"

#include <ostream>

#include "index/scheme_text.h"
#include "release/scheme_folder.h"

namespace dajuan {

int scheme_check(const SchemeOptions& options, const Streams& streams) {
  Diagnostics diagnostics;
  release::read_scheme(options.folder, diagnostics);
  const ExitCode code = report(diagnostics, streams);
  const char* verdict = diagnostics.has_errors()     ? "scheme.show.with_errors"
                        : diagnostics.warnings() > 0 ? "scheme.show.with_warnings"
                                                     : "scheme.show.sound";
  streams.out << text(streams.language, {verdict,
                                         {{"folder", options.folder},
                                          {"errors", std::to_string(diagnostics.errors())},
                                          {"warnings", std::to_string(diagnostics.warnings())}}})
              << "\n";
  return code;
}

int scheme_show(const SchemeOptions& options, const Streams& streams) {
  Diagnostics diagnostics;
  const index::Scheme scheme = release::read_scheme(options.folder, diagnostics);
  if (report(diagnostics, streams) != kOk) return kBadInput;
  streams.out << index::draw_scheme(scheme, streams.language);
  return kOk;
}

}  // namespace dajuan
