#pragma once
#include <optional>
#include <vector>

#include "site/map_projection.h"
#include "site/map_sheet.h"

namespace dajuan::site {

/// An inset three times as large for the window that holds the most small regions, if it holds two and there
/// is empty ground for its frame.
std::optional<Inset> make_inset(const std::vector<const region::Outline*>& outlines,
                                const Projection& projection, const Sheet& sheet);

}  // namespace dajuan::site
