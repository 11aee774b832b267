#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dajuan::site {

/// A part of a site as it was written: its name, the key that its files follow from, and the files.
struct SitePart {
  std::string name;
  std::string key;
  std::string note;
  std::vector<std::string> files;  ///< sorted
};

inline constexpr const char* kSums = "SHA256SUMS";
/// While files are being renamed, the manifest that will be: it names what may be there.
inline constexpr const char* kComingSums = ".SHA256SUMS.next";
inline constexpr const char* kParts = ".site.json";

/// Whether this program made the folder.
bool is_site(const std::filesystem::path& folder);

/// What a site says of itself.
struct SiteState {
  std::map<std::string, std::string> sums;  ///< SHA-256 in hexadecimal by path
  std::vector<std::string> may_be_there;    ///< paths of a manifest that did not become the site's
  std::map<std::string, SitePart> parts;    ///< by name; empty when the site was left in the middle
};
SiteState read_state(const std::filesystem::path& folder);

std::string sums_text(const std::map<std::string, std::string>& sums);
std::string parts_text(const std::vector<SitePart>& parts);

/// Whether every file of a part is there, listed, and not changed since the manifest was written.
bool is_untouched(const std::filesystem::path& folder, const SiteState& state, const SitePart& part);

}  // namespace dajuan::site
