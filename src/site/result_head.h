#pragma once
#include <optional>
#include <string>

#include "base/diagnostics.h"
#include "site/result.h"

namespace dajuan::site {

/// Reads release.json of a result folder. Every problem is told; nothing is given when there is one. A folder
/// that is no result is said to be none.
std::optional<ResultHead> read_head(const std::string& folder, Diagnostics& diagnostics);

}  // namespace dajuan::site
