#pragma once
#include <filesystem>

#include "index/steps.h"
#include "reference/words.h"

namespace dajuan::reference {

/// One entry of a case's `steps`. Files that it names (weights, goalposts) are read beside the case.
index::Step read_step(Words& words, const std::filesystem::path& folder, Diagnostics& diagnostics);

}  // namespace dajuan::reference
