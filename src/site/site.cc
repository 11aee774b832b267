#include "site/site.h"

#include <filesystem>

#include "base/memory_map.h"
#include "site/gzip.h"
#include "site/pages.h"
#include "site/result_reader.h"
#include "site/templates.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

/// Smaller files are not worth a second request form.
constexpr std::size_t kWorthCompressing = 1024;
constexpr std::uint64_t kLargestCopied = 1ull << 30;

void copy_data(const ResultHead& result, const std::string& to, SiteFiles& files, Diagnostics& diagnostics) {
  namespace fs = std::filesystem;
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

class Maker {
 public:
  Maker(const SiteContents& site, Diagnostics& diagnostics) : site_(site), diagnostics_(diagnostics) {}

  SiteFiles made() {
    std::vector<IndexEntry> entries;
    for (const SeriesResults& series : site_.series) {
      std::vector<MonthEntry> months;
      for (const Month& month : series.months) add_month(series, month, months);
      if (months.size() < series.months.size()) continue;  // what is wrong with it was told
      entries.push_back({&series, months.back()});
    }
    for (const Language language : languages()) {
      write(language, index_page(language, site_, entries));
      write(language, not_found_page(language, site_));
    }
    files_["style.css"] = style_sheet();
    files_["icon.svg"] = icon();
    return std::move(files_);
  }

 private:
  void write(Language language, const Page& page) {
    const bool is_folder = page.address.empty() || page.address.back() == '/';
    files_[std::string(language_code(language)) + "/" + page.address + (is_folder ? "index.html" : "")] =
        templates_.fill(page.page_template, language, page.view);
  }

  void write(Language language, const std::vector<Page>& pages) {
    for (const Page& page : pages) write(language, page);
  }

  void add_month(const SeriesResults& series, const Month& month, std::vector<MonthEntry>& months) {
    const std::optional<Result> result = read_result(month.newest().folder, diagnostics_);
    if (!result) return;
    months.push_back(month_entry(site_, series, *result));
    copy_data(*result, data_address(series.series, month.period), files_, diagnostics_);
    for (const Language language : languages()) {
      const Context context{language, site_, series, *result, ""};
      write(language, month_pages(context));
      if (&month != &series.months.back()) continue;
      if (result->whole() < 0) write(language, unit_pages(context, -1));
      for (std::size_t u = 0; u < result->units.size(); ++u)
        write(language, unit_pages(context, static_cast<int>(u)));
      write(language, archive_page(context, months));
      write(language, about_page(context));
    }
  }

  const SiteContents& site_;
  Diagnostics& diagnostics_;
  Templates templates_;
  SiteFiles files_;
};

}  // namespace

SiteFiles make_site(const SiteContents& site, Diagnostics& diagnostics) {
  return Maker(site, diagnostics).made();
}

void add_compressed(SiteFiles& files) {
  SiteFiles compressed;
  for (const auto& [path, bytes] : files)
    if (bytes.size() > kWorthCompressing && is_text(path)) compressed[path + ".gz"] = gzip(bytes);
  files.merge(compressed);
}

}  // namespace dajuan::site
