#pragma once
#include <string>

#include "base/diagnostics.h"
#include "index/scheme.h"

namespace dajuan::release {

/// Reads FOLDER/scheme.toml with FOLDER/structure.csv or FOLDER/structure.xlsx. Everything that is wrong is
/// told at once, with file, line and column; a scheme with errors is not to be used.
index::Scheme read_scheme(const std::string& folder, Diagnostics& diagnostics);

}  // namespace dajuan::release
