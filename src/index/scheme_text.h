#pragma once
#include <string>
#include <vector>

#include "base/message.h"
#include "index/scheme.h"

namespace dajuan::index {

/// The tree of a scheme as lines for a terminal: names in the language, weight within the parent and
/// effective weight in percent, direction, unit, where the figures come from, what chance does to them,
/// basis; then counts by level, consistency of comparisons, the steps, and what intervals are of. Columns are
/// aligned by display width.
std::string draw_scheme(const Scheme& scheme, Language language);

/// One step in plain words, such as "normalise: worst to best as 0 to 100; learned from all periods".
std::string step_text(const Step& step, const Scheme& scheme, Language language);

/// "sum of 12 months / population × 100000".
std::string rule_text(const IndicatorRule& rule, Language language);

}  // namespace dajuan::index
