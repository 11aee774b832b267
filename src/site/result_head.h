#pragma once
#include "base/diagnostics.h"
#include "site/result.h"

namespace dajuan::site {

/// Fills what release.json of `result.folder` says.
void read_head(Result& result, Diagnostics& diagnostics);

}  // namespace dajuan::site
