#pragma once
#include <iosfwd>

#include "base/diagnostics.h"
#include "base/message.h"

namespace dajuan {

/// What a subcommand speaks to: results on `out`, problems and progress on `err`, all in one language.
struct Streams {
  std::ostream& out;
  std::ostream& err;
  Language language = Language::en;
};

/// What the program ends with. Scripts depend on these numbers: do not change.
enum ExitCode : int { kOk = 0, kBadInput = 1, kWrongUsage = 2 };

/// Writes every problem to `err`; kBadInput when one of them is an error.
ExitCode report(const Diagnostics& diagnostics, const Streams& streams);

}  // namespace dajuan
