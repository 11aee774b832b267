#pragma once
#include <filesystem>

#include "reference/groups.h"
#include "reference/outcome.h"

namespace dajuan::reference {

/// Runs the case in a folder that holds config.json.
Outcome run_case(const std::filesystem::path& folder, const Groups& groups);

}  // namespace dajuan::reference
