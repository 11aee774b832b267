#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/period.h"
#include "region/regions.h"

namespace dajuan::index {

/// In small letters, ASCII only.
std::string lower(std::string_view text);

/// What somebody may have meant by a text that is no period: "2025/6", "2025年6月", "202506", "2025年一季度".
std::optional<Period> meant_period(std::string_view text);

/// The code that is nearest to a text that is none: with its lost zeros, a region's name or how it begins, or
/// at most two slips of the hand away; -1 when none is near.
int nearest_region(const region::Regions& regions, std::string_view text);

/// Without its thousands separators when they stand where they belong ("1,234,567.8"), else nothing.
std::optional<std::string> without_separators(std::string_view text);

}  // namespace dajuan::index
