#include "site/site.h"

#include <algorithm>
#include <filesystem>
#include <tuple>

#include "base/memory_map.h"
#include "site/gzip.h"
#include "site/pages.h"
#include "site/templates.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

/// Smaller files are not worth a second request form.
constexpr std::size_t kWorthCompressing = 1024;
constexpr std::uint64_t kLargestCopied = 1ull << 30;

bool newer(const Result& a, const Result& b) {
  return std::tie(a.period, a.revision) > std::tie(b.period, b.revision);
}

/// One result a series, in order of their names.
std::vector<Result> newest_of_each(std::vector<Result> results, Diagnostics& diagnostics) {
  std::sort(results.begin(), results.end(), [](const Result& a, const Result& b) {
    return a.series != b.series ? a.series < b.series : newer(a, b);
  });
  std::vector<Result> kept;
  for (Result& result : results) {
    if (kept.empty() || kept.back().series != result.series) {
      kept.push_back(std::move(result));
    } else {
      diagnostics.note(
          {result.folder, "", 0, 0, ""},
          Message("site.problem.same_series", {{"series", result.series}, {"shown", kept.back().folder}}));
    }
  }
  return kept;
}

void copy_data(const Result& result, SiteFiles& files, Diagnostics& diagnostics) {
  namespace fs = std::filesystem;
  const std::string to = data_address(result);
  const auto copy = [&](const std::string& path) {
    if (const auto map = MemoryMap::open(result.folder + "/" + path, kLargestCopied, diagnostics))
      files[to + path] = map->bytes();
  };
  for (const char* folder : {"scores", "contributions", "lights", "steps", "scheme"}) {
    std::error_code code;
    for (const fs::directory_entry& entry : fs::directory_iterator(result.folder + "/" + folder, code))
      if (entry.is_regular_file(code)) copy(std::string(folder) + "/" + entry.path().filename().string());
  }
  for (const char* path : {"release.json", "SHA256SUMS"}) copy(path);
}

bool is_text(std::string_view path) {
  for (const std::string_view ending : {".html", ".css", ".csv", ".svg", ".json", ".toml"})
    if (path.ends_with(ending)) return true;
  return false;
}

}  // namespace

SiteFiles make_site(std::vector<Result> given, Diagnostics& diagnostics) {
  const std::vector<Result> results = newest_of_each(std::move(given), diagnostics);
  const Templates templates;
  SiteFiles files;
  bool simulated = false;
  for (const Result& result : results) simulated = simulated || result.simulated;
  for (const Language language : {Language::zh, Language::en}) {
    const std::string folder = std::string(language_code(language)) + "/";
    const auto write = [&](const Page& page) {
      const bool is_folder = page.address.empty() || page.address.back() == '/';
      files[folder + page.address + (is_folder ? "index.html" : "")] =
          templates.fill(page.page_template, language, page.view);
    };
    write(index_page(language, results));
    write(not_found_page(language, simulated));
    for (const Result& result : results) {
      if (result.whole() < 0)
        for (const Page& page : unit_pages(language, result, -1)) write(page);
      for (std::size_t u = 0; u < result.units.size(); ++u)
        for (const Page& page : unit_pages(language, result, static_cast<int>(u))) write(page);
    }
  }
  files["style.css"] = style_sheet();
  files["icon.svg"] = icon();
  for (const Result& result : results) copy_data(result, files, diagnostics);
  return files;
}

void add_compressed(SiteFiles& files) {
  SiteFiles compressed;
  for (const auto& [path, bytes] : files)
    if (bytes.size() > kWorthCompressing && is_text(path)) compressed[path + ".gz"] = gzip(bytes);
  files.merge(compressed);
}

}  // namespace dajuan::site
