#pragma once
#include <optional>
#include <string_view>

#include "base/period.h"
#include "index/section.h"
#include "index/steps.h"

namespace dajuan::index {

/// What a step learns from: "pooled", "per_period" or { window = "2016-01..2019-12" }.
std::optional<FitScope> read_fit(Section& section, std::string_view key, Frequency frequency, Need need);

}  // namespace dajuan::index
