#pragma once
#include "index/light_rule.h"
#include "index/scheme_steps.h"

namespace dajuan::index {

/// Reads `[lights]`.
LightRules read_lights(Section& section, const Codes& codes);

}  // namespace dajuan::index
