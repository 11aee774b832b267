#include "site/site_state.h"

#include <sys/stat.h>

#include <algorithm>
#include <tuple>

#include "base/json.h"
#include "base/memory_map.h"

namespace dajuan::site {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargestManifest = 1ull << 30;
constexpr std::size_t kHashDigits = 64;

std::map<std::string, std::string> read_sums(const fs::path& path) {
  std::map<std::string, std::string> sums;
  Diagnostics ignored;
  std::error_code code;
  if (!fs::is_regular_file(fs::symlink_status(path, code))) return sums;
  const std::optional<MemoryMap> file = MemoryMap::open(path.string(), kLargestManifest, ignored);
  if (!file) return sums;
  const std::string_view text = file->bytes();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    // Only what this program writes counts: paths that stay below the site.
    const std::string_view name = line.size() > kHashDigits + 2 ? line.substr(kHashDigits + 2) : "";
    const bool below = !name.empty() && name.front() != '/' && name.find("..") == std::string_view::npos;
    if (below) sums.emplace(name, line.substr(0, kHashDigits));
    at = end + 1;
  }
  return sums;
}

std::optional<struct stat> status_of(const fs::path& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return status;
}

}  // namespace

bool is_site(const fs::path& folder) {
  std::error_code ignored;
  for (const char* path : {kSums, "style.css", "zh/index.html", "en/index.html"})
    if (!fs::is_regular_file(folder / path, ignored)) return false;
  return true;
}

SiteState read_state(const fs::path& folder) {
  SiteState state;
  state.sums = read_sums(folder / kSums);
  if (status_of(folder / kComingSums)) {
    for (const auto& [path, sum] : read_sums(folder / kComingSums)) state.may_be_there.push_back(path);
    return state;
  }
  Diagnostics ignored;
  if (!status_of(folder / kParts)) return state;
  const std::optional<JsonValue> json = read_json((folder / kParts).string(), ignored);
  const JsonValue* parts = json ? json->find("parts") : nullptr;
  if (parts == nullptr) return state;
  for (const JsonValue& item : parts->items()) {
    SitePart part;
    const auto text = [&](const char* key) {
      const JsonValue* value = item.find(key);
      return value == nullptr ? std::string() : value->text();
    };
    part.name = text("name");
    part.key = text("key");
    part.note = text("note");
    if (const JsonValue* files = item.find("files"))
      for (const JsonValue& file : files->items()) part.files.push_back(file.text());
    std::string name = part.name;
    state.parts.emplace(std::move(name), std::move(part));
  }
  return state;
}

std::string sums_text(const std::map<std::string, std::string>& sums) {
  std::string lines;
  for (const auto& [path, sum] : sums) lines += sum + "  " + path + "\n";
  return lines;
}

std::string parts_text(const std::vector<SitePart>& parts) {
  JsonValue list = JsonValue::array();
  for (const SitePart& part : parts) {
    JsonValue files = JsonValue::array();
    for (const std::string& file : part.files) files.push(file);
    list.push(JsonValue::object(
        {{"name", part.name}, {"key", part.key}, {"note", part.note}, {"files", std::move(files)}}));
  }
  return canonical_json(JsonValue::object({{"parts", std::move(list)}})) + "\n";
}

bool is_untouched(const fs::path& folder, const SiteState& state, const SitePart& part) {
  const auto manifest = status_of(folder / kSums);
  if (!manifest) return false;
  const auto time = [](const struct stat& status) {
    return std::tuple(status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
  };
  return std::all_of(part.files.begin(), part.files.end(), [&](const std::string& path) {
    if (!state.sums.contains(path)) return false;
    const auto status = status_of(folder / path);
    return status && time(*status) <= time(*manifest);
  });
}

}  // namespace dajuan::site
