// Any bytes as JSON: a value whose canonical form reads back to the same canonical form, or an error.
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>

#include "base/json.h"

using namespace dajuan;

namespace {

/// Nothing where a whole number has no canonical form.
std::optional<std::string> canonical(const JsonValue& value) {
  try {
    return canonical_json(value);
  } catch (const std::invalid_argument&) {
    return std::nullopt;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Diagnostics diagnostics;
  const auto value = parse_json({reinterpret_cast<const char*>(data), size}, "", diagnostics);
  if (value.has_value() == diagnostics.has_errors()) std::abort();
  if (!value) return 0;
  const std::optional<std::string> written = canonical(*value);
  if (!written) return 0;
  const auto again = parse_json(*written, "", diagnostics);
  if (!again || canonical(*again) != written) std::abort();
  return 0;
}
