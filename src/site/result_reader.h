#pragma once
#include <optional>
#include <string>

#include "base/diagnostics.h"
#include "site/result.h"

namespace dajuan::site {

/// Reads a result folder. Every problem is told with file and row; nothing is given when there is one. A
/// folder that is no result is said to be none. Contributions that do not add up to the difference they
/// explain are an error: a page never shows a sum that is none.
std::optional<Result> read_result(const std::string& folder, Diagnostics& diagnostics);

}  // namespace dajuan::site
