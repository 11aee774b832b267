#include "main/scheme_cli.h"

#include <filesystem>
#include <ostream>
#include <vector>

#include "index/error_model_file.h"
#include "index/peer_scheme.h"
#include "index/scheme_text.h"
#include "release/result_folder.h"
#include "release/scheme_folder.h"

namespace dajuan {

int scheme_check(const SchemeOptions& options, const Streams& streams) {
  Diagnostics diagnostics;
  const index::Scheme scheme = release::read_scheme(options.folder, diagnostics);
  if (!diagnostics.has_errors())
    index::note_missing_error_models(scheme, {options.folder, "", 0, 0, "error"}, diagnostics);
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

int scheme_import(const ImportOptions& options, const Streams& streams) {
  Diagnostics diagnostics;
  std::filesystem::path folder = std::filesystem::path(options.out).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();
  const std::string id = options.id.empty() ? folder.filename().string() : options.id;
  const std::vector<Table> structure = read_tables(options.structure, {}, diagnostics);
  const std::vector<Table> data = read_tables(options.data, {}, diagnostics);
  index::PeerScheme scheme;
  if (!structure.empty() && !data.empty())
    scheme = index::scheme_from_peer(structure.front(), data.front(), {id, options.time, streams.language},
                                     diagnostics);
  if (!diagnostics.has_errors()) release::write_folder(options.out, scheme.files, diagnostics);
  if (report(diagnostics, streams) != kOk) return kBadInput;
  streams.out << text(streams.language, {"import.written",
                                         {{"folder", options.out},
                                          {"indicators", std::to_string(scheme.indicators)},
                                          {"units", std::to_string(scheme.units)},
                                          {"years", std::to_string(scheme.years)}}})
              << "\n";
  return kOk;
}

}  // namespace dajuan
