#pragma once
#include <string>
#include <vector>

#include "index/section.h"
#include "index/steps.h"

namespace dajuan::index {

/// Says what is impossible in the order of steps, and what is doubtful: aggregation without normalisation, a
/// mean that has no answer for zero after a normalisation that can give it. `places` names where each stands.
void check_order(const std::vector<Step>& steps, const std::vector<Section>& places,
                 const std::vector<std::string>& indicators);

}  // namespace dajuan::index
