#pragma once
#include "base/json.h"
#include "release/result_files.h"

namespace dajuan::release {

/// Adds uncertainty/*.csv (docs/result-folder.md). The bytes follow from the parts alone.
void add_uncertainty_files(const ResultParts& parts, Files& files);

/// What release.json says of it: level, seed, draws, what they leave open, models.
JsonValue uncertainty_json(const ResultParts& parts);

}  // namespace dajuan::release
