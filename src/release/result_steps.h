#pragma once
#include <vector>

#include "release/result_files.h"

namespace dajuan::release {

/// Adds steps/*.csv: what each step did. `rows` are the units of the reference period.
void add_step_files(const ResultParts& parts, const std::vector<std::size_t>& rows, Files& files);

}  // namespace dajuan::release
