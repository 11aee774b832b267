#pragma once
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "made_up_result.h"
#include "site/site.h"

namespace dajuan::site_test {

using site::SiteFiles;

/// The site of result folders.
inline SiteFiles site_of(const std::vector<std::string>& folders, const site::SiteSettings& settings = {}) {
  Diagnostics diagnostics;
  site::SiteContents contents{settings, site::read_series(folders, diagnostics)};
  SiteFiles files = site::make_site(contents, diagnostics);
  REQUIRE_MESSAGE(diagnostics.items().empty(), text(Language::en, diagnostics));
  return files;
}

inline std::string written(const MadeUpResult& result, const fs::path& folder) {
  result.write(folder);
  return folder.string();
}

inline SiteFiles site_of(const MadeUpResult& from, const fs::path& folder) {
  return site_of(std::vector<std::string>{written(from, folder)});
}

}  // namespace dajuan::site_test
