#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/message.h"
#include "reference/groups.h"

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

/// Runs the case in a folder that holds config.json.
Outcome run_case(const std::filesystem::path& folder, const Groups& groups);

}  // namespace dajuan::reference
