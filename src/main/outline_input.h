#pragma once
#include "base/diagnostics.h"
#include "main/series_input.h"
#include "release/result_folder.h"

namespace dajuan {

/// Adds the file of outlines that the scheme names, byte for byte, to inputs/ of a result; nothing when there
/// is none or it is not licensed. Tells what is wrong with it, and which members have no outline.
void add_outlines(const SeriesInput& input, const SeriesOptions& options, release::Files& files,
                  Diagnostics& diagnostics);

}  // namespace dajuan
