#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "index/steps.h"
#include "reference/words.h"

namespace dajuan::reference {

/// `per`: "year" or "all years pooled"; nothing where it is not said.
std::optional<index::FitScope> read_scope(Words& words);

/// A file with a column iCode: by that code, the numbers of the other wanted columns.
std::map<std::string, std::vector<double>, std::less<>> read_by_code(const std::filesystem::path& path,
                                                                     const std::vector<std::string>& wanted,
                                                                     Diagnostics& diagnostics);

/// The steps that may treat each indicator in its own way. The fields of an override replace the general
/// ones; "none" leaves the indicator alone.
index::TreatStep read_treat(Words& words);
index::NormaliseStep read_normalise(Words& words, const std::filesystem::path& folder,
                                    Diagnostics& diagnostics);

}  // namespace dajuan::reference
