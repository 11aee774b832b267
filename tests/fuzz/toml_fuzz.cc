// Any bytes as TOML: a document within its limits, or an error with a place.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "base/toml.h"

using namespace dajuan;

namespace {

void check(const TomlValue& value, unsigned depth) {
  // Dotted keys and brackets may take turns.
  if (depth > 32 * 32 || value.line == 0 || !is_utf8(value.text)) std::abort();
  for (const TomlEntry& entry : value.entries) {
    if (value.find(entry.key) != &entry.value) std::abort();
    check(entry.value, depth + 1);
  }
  for (const TomlValue& item : value.items) check(item, depth + 1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Diagnostics diagnostics;
  const auto root = parse_toml({reinterpret_cast<const char*>(data), size}, "", diagnostics);
  if (root.has_value() == diagnostics.has_errors()) std::abort();
  if (root) check(*root, 0);
  return 0;
}
