#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "release/result_folder.h"
#include "site/site.h"

namespace dajuan::site {
namespace {

namespace fs = std::filesystem;

bool is_site(const fs::path& folder) {
  std::error_code ignored;
  for (const char* path : {"SHA256SUMS", "style.css", "zh/index.html", "en/index.html"})
    if (!fs::is_regular_file(folder / path, ignored)) return false;
  return true;
}

}  // namespace

bool write_site(const std::string& folder, const SiteFiles& files, Diagnostics& diagnostics) {
  const fs::path target = fs::path(folder).lexically_normal();
  const fs::path place = target.has_filename() ? target : target.parent_path();
  std::error_code code;
  if (!fs::exists(fs::symlink_status(place, code)))
    return release::write_folder(place.string(), files, diagnostics);
  if (fs::is_symlink(place, code) || !is_site(place)) {
    diagnostics.error({folder, "", 0, 0, ""}, {"site.problem.not_a_site"}, {"site.problem.not_a_site_hint"});
    return false;
  }
  // Readers see the old site or the new one, never a mixture and never nothing.
  const fs::path parent = place.has_parent_path() ? place.parent_path() : fs::path(".");
  const fs::path beside = parent / ("." + place.filename().string() + ".next-" + std::to_string(::getpid()));
  if (!release::write_folder(beside.string(), files, diagnostics)) return false;
  const int failed = ::renameat2(AT_FDCWD, beside.c_str(), AT_FDCWD, place.c_str(), RENAME_EXCHANGE);
  const int reason = errno;
  fs::remove_all(beside, code);
  if (failed == 0) return true;
  diagnostics.error({folder, "", 0, 0, ""},
                    Message("release.cannot_write", {{"reason", std::strerror(reason)}}));
  return false;
}

}  // namespace dajuan::site
