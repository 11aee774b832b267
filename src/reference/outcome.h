#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/message.h"
#include "reference/compare.h"

namespace dajuan::reference {

/// What became of a case. `reason` of a failure names the worst cell or what could not be read; of a skip,
/// why it was not run. `remarks` are shown when asked for, such as printed values that differ from computed
/// ones.
struct Outcome {
  enum class Kind { passed, failed, skipped } kind = Kind::passed;
  Message reason;
  Diagnostics problems;  ///< of a case that could not be read; then there is no `reason`
  std::vector<Message> remarks;
  std::size_t cells = 0;  ///< compared
};

/// Thrown where a case cannot go on; caught by run_case.
struct Failure {
  Message reason;
  Diagnostics problems = Diagnostics();
};

void stop_on_errors(const Diagnostics& diagnostics);

/// The worst difference of a table in words; `count` = how many there are.
Message told(const Difference& worst, const std::string& file, std::size_t count);

}  // namespace dajuan::reference
