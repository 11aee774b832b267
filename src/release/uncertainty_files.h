#pragma once
#include "base/json.h"
#include "release/result_files.h"

namespace dajuan::release {

/// Adds uncertainty/*.csv (docs/result-folder.md). The bytes follow from the parts alone.
void add_uncertainty_files(const ResultParts& parts, Files& files);

/// What release.json says of it: level, seed, draws, what they leave open, models.
JsonValue uncertainty_json(const ResultParts& parts);

/// How far chance moves what an indicator gives or costs a node: limits of an amount that is `amount` for a
/// difference of `difference` of the indicator's normalised value, whose limits are given. Unknown where the
/// difference has none, or is zero.
index::Limits contribution_limits(double amount, double difference, const index::Limits& limits);

}  // namespace dajuan::release
