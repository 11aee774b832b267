#include "site/site.h"

#include <algorithm>
#include <filesystem>

#include "site/correction.h"
#include "site/pages.h"
#include "site/part_key.h"
#include "site/result_reader.h"
#include "site/templates.h"

namespace dajuan::site {
namespace {

namespace fs = std::filesystem;

/// The files of a result that the site has too: everything but what it was made from. The largest first, so
/// that workers end at about the same time.
std::vector<std::string> files_of(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code code;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder, code)) {
    const std::string path = entry.path().lexically_relative(folder).generic_string();
    const bool shown =
        path.front() != '.' && path.find("/.") == std::string::npos && !path.starts_with("inputs/");
    if (shown && entry.is_regular_file(code)) files.push_back(path);
  }
  std::sort(files.begin(), files.end());
  std::stable_sort(files.begin(), files.end(), [&](const std::string& a, const std::string& b) {
    std::error_code ignored;
    return fs::file_size(fs::path(folder) / a, ignored) > fs::file_size(fs::path(folder) / b, ignored);
  });
  return files;
}

class Maker {
 public:
  Maker(const SiteContents& site, const std::string& program, const Workers& workers, Output& output,
        Diagnostics& diagnostics)
      : site_(site), program_(program), workers_(workers), output_(output), diagnostics_(diagnostics) {}

  bool make() {
    std::vector<IndexEntry> entries;
    for (const SeriesResults& series : site_.series) {
      std::optional<std::vector<MonthEntry>> months = make_series(series);
      if (!months) return false;
      entries.push_back({&series, months->back()});
      const std::size_t part = output_.begin(series.series + "/list", "").number;
      for (const Language language : languages())
        write(part, language, archive_page(language, site_, series, *months));
    }
    const std::size_t part = output_.begin("site", "").number;
    for (const Language language : languages()) {
      write(part, language, index_page(language, site_, entries));
      write(part, language, not_found_page(language, site_));
    }
    output_.write(part, "style.css", style_sheet());
    output_.write(part, "icon.svg", icon());
    return true;
  }

 private:
  static std::string file_of(Language language, const std::string& address) {
    const bool is_folder = address.empty() || address.back() == '/';
    return std::string(language_code(language)) + "/" + address + (is_folder ? "index.html" : "");
  }

  void write(std::size_t part, Language language, const Page& page) {
    output_.write(part, file_of(language, page.address),
                  templates_.fill(page.page_template, language, page.view));
  }

  void write(std::size_t part, Language language, const std::vector<Page>& pages) {
    for (const Page& page : pages) write(part, language, page);
  }

  void copy_data(std::size_t part, const ResultHead& result, const std::string& to) {
    const std::vector<std::string> files = files_of(result.folder);
    workers_.for_each(files.size(), [&](std::size_t f) {
      output_.copy(part, to + files[f], result.folder + "/" + files[f]);
    });
  }

  /// The newest month comes first, so that what older ones write as well is its own.
  std::optional<std::vector<MonthEntry>> make_series(const SeriesResults& series) {
    std::vector<MonthEntry> months(series.months.size());
    for (std::size_t m = series.months.size(); m-- > 0;) {
      const bool is_newest = m + 1 == series.months.size();
      Output::Part whole;
      if (is_newest) whole = output_.begin(series.series + "/newest", series_key(site_, series, program_));
      const Output::Part part = output_.begin(series.series + "/" + series.months[m].period.text(),
                                              month_key(site_, series, m, program_));
      std::optional<MonthEntry> entry = part.is_current ? entry_of(part.note) : std::nullopt;
      if (entry) months[m] = *entry;
      if (entry && (!is_newest || whole.is_current)) continue;
      const std::optional<Result> result = read_result(series.months[m].newest().folder, diagnostics_);
      if (!result) return std::nullopt;
      months[m] = month_entry(site_, series, *result);
      if (is_newest && !whole.is_current) make_regions(whole.number, series, *result);
      if (part.is_current && entry) continue;
      if (!make_month(part.number, series, series.months[m], *result)) return std::nullopt;
      output_.note(part.number, text_of(months[m]));
    }
    return months;
  }

  bool make_month(std::size_t part, const SeriesResults& series, const Month& month, const Result& result) {
    for (const Language language : languages())
      write(part, language, month_pages({language, site_, series, result, ""}));
    copy_data(part, result, data_address(series.series, month.period));
    make_units(part, series, result);
    for (std::size_t r = month.revisions.size() - 1; r > 0; --r) {
      const ResultHead& head = month.revisions[r - 1];
      std::optional<Result> by;
      if (r + 1 < month.revisions.size()) by = read_result(month.revisions[r].folder, diagnostics_);
      const std::optional<Result> replaced = read_result(head.folder, diagnostics_);
      if (!replaced || (r + 1 < month.revisions.size() && !by)) return false;
      const Result& next = by ? *by : result;
      const Correction correction = compare_revisions(*replaced, next);
      for (const Language language : languages())
        write(part, language, revision_page({language, site_, series, *replaced, ""}, next, correction));
      copy_data(part, head, data_address(series.series, month.period, head.revision));
    }
    return true;
  }

  void make_regions(std::size_t part, const SeriesResults& series, const Result& result) {
    for (const Language language : languages()) {
      const Context context{language, site_, series, result, ""};
      if (result.whole() < 0) write(part, language, unit_pages(context, -1));
      write(part, language, about_page(context));
    }
    make_units(part, series, result);
  }

  /// Regions that newer months no longer have keep the page of the last month that had them.
  void make_units(std::size_t part, const SeriesResults& series, const Result& result) {
    const std::size_t units = result.units.size();
    workers_.for_each(units * languages().size(), [&](std::size_t job) {
      const Language language = languages()[job / units];
      const int unit = static_cast<int>(job % units);
      if (output_.has(file_of(language, unit_address(result, unit)))) return;
      write(part, language, unit_pages({language, site_, series, result, ""}, unit));
    });
  }

  const SiteContents& site_;
  const std::string& program_;
  const Workers& workers_;
  Output& output_;
  Diagnostics& diagnostics_;
  Templates templates_;
};

}  // namespace

bool make_site(const SiteContents& site, const std::string& program, const Workers& workers, Output& output,
               Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.errors();
  return Maker(site, program, workers, output, diagnostics).make() && diagnostics.errors() == before;
}

SiteFiles make_site(const SiteContents& site, Diagnostics& diagnostics) {
  MemoryOutput output;
  make_site(site, "", Workers(), output, diagnostics);
  return std::move(output.files());
}

}  // namespace dajuan::site
