#pragma once
#include <optional>

#include "base/period.h"
#include "index/indicator_rule.h"
#include "index/section.h"

namespace dajuan::index {

/// [defaults] of scheme.toml, which need not be there: what empty cells of structure.csv mean. Where the
/// series is `released`, what looks ahead is an error.
IndicatorRule read_defaults(std::optional<Section> section, Frequency frequency, bool released);

}  // namespace dajuan::index
