#pragma once
#include <string>

#include "base/message.h"
#include "index/indicator_rule.h"
#include "index/structure.h"

namespace dajuan::index {

/// The error model of an indicator in plain words, such as "count, wider than Poisson (spread
/// estimated)"; where there is none, that there is none and what follows. `node` is the
/// indicator's.
std::string error_model_text(const IndicatorRule& rule, const Node& node, Language language);

/// What the scheme says of all intervals and changes, in one line.
std::string uncertainty_text(const UncertaintyRule& rule, Language language);

}  // namespace dajuan::index
