#pragma once
#include <optional>
#include <string_view>
#include <utility>

#include "index/section.h"
#include "index/steps.h"

namespace dajuan::index {

/// A pair of rising numbers.
std::optional<std::pair<double, double>> read_range(Section& section, std::string_view key);

/// Fields that are there replace those of `rule`; another method begins from its own defaults. A parameter
/// that the method does not use is left to be told as unknown.
Normalisation read_normalisation(Section& section, Normalisation rule);

}  // namespace dajuan::index
