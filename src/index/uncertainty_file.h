#pragma once
#include "base/period.h"
#include "index/error_model.h"
#include "index/section.h"

namespace dajuan::index {

/// [uncertainty] of scheme.toml, as docs/scheme.md has it. `frequency` is the series'.
UncertaintyRule read_uncertainty(Section section, Frequency frequency);

}  // namespace dajuan::index
