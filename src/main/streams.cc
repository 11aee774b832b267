#include "main/streams.h"

#include <ostream>

namespace dajuan {

ExitCode report(const Diagnostics& diagnostics, const Streams& streams) {
  streams.err << text(streams.language, diagnostics);
  return diagnostics.has_errors() ? kBadInput : kOk;
}

}  // namespace dajuan
