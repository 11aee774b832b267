#pragma once
#include <string>

#include "base/diagnostics.h"
#include "release/result_files.h"

namespace dajuan::release {

/// The manifest of a folder: one line `<sha-256>  <path>` a file, in order of the paths.
std::string sha256sums(const Files& files);

/// Writes the files and their SHA256SUMS as a new folder: into a sibling with a name of its own, flushed to
/// the disk, then renamed. On any failure nothing is left behind and the reason is told. A folder (or
/// anything else) of that name is never touched: that is an error.
bool write_folder(const std::string& folder, Files files, Diagnostics& diagnostics);

}  // namespace dajuan::release
