#pragma once
#include <string>

#include "base/diagnostics.h"
#include "base/table.h"
#include "base/toml.h"
#include "index/scheme.h"

namespace dajuan::index {

/// A scheme from what its two files hold (the grammar is docs/scheme.md). `file` names scheme.toml in
/// diagnostics. Everything that is wrong is told at once, with file, line and column; a scheme with errors is
/// not to be used. Paths in it are given as they stand, relative to the scheme's folder.
Scheme parse_scheme(const TomlValue& document, const Table& structure, const std::string& file,
                    Diagnostics& diagnostics);

}  // namespace dajuan::index
