// A scheme from bytes: scheme.toml, a line of "%%", structure.csv. Whatever they hold, what is wrong is told,
// and what is sound can be drawn and made into an engine.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/table.h"
#include "base/toml.h"
#include "index/engine.h"
#include "index/scheme_file.h"
#include "index/scheme_text.h"
#include "index/weights.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dajuan;
  constexpr std::string_view kBetween = "\n%%\n";
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t at = bytes.find(kBetween);
  if (at == std::string_view::npos) return 0;
  Diagnostics diagnostics;
  const auto document = parse_toml(bytes.substr(0, at), "scheme.toml", diagnostics);
  const auto table = read_csv_table(std::string(bytes.substr(at + kBetween.size())), "structure.csv",
                                    TableLimits(), diagnostics);
  if (!document || !table) {
    if (!diagnostics.has_errors()) std::abort();
    return 0;
  }
  const index::Scheme scheme = index::parse_scheme(*document, *table, "scheme.toml", diagnostics);
  text(Language::zh, diagnostics);
  if (diagnostics.has_errors()) return 0;
  const std::string drawn = index::draw_scheme(scheme, Language::en);
  if (drawn.empty()) std::abort();
  const index::Engine engine(index::make_model(scheme));
  if (engine.model().structure.nodes.size() != scheme.structure.nodes.size()) std::abort();
  return 0;
}
