#include "site/part_key.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "base/hash.h"

namespace dajuan::site {
namespace {

namespace fs = std::filesystem;

class Key {
 public:
  Key& add(const std::string& text) {
    hasher_.add(std::to_string(text.size()) + ":" + text);
    return *this;
  }
  Key& add(const Names& names) { return add(names.zh).add(names.en); }
  std::string hex() { return dajuan::hex(hasher_.finish()); }

 private:
  Sha256 hasher_;
};

void add_settings(Key& key, const SiteSettings& settings) {
  for (const Names* names : {&settings.name, &settings.organiser, &settings.postal, &settings.errors})
    key.add(*names);
  key.add(settings.about);
  for (const std::string* text :
       {&settings.address, &settings.organiser_link, &settings.site_code, &settings.icp, &settings.icp_link,
        &settings.public_security, &settings.public_security_link, &settings.telephone, &settings.email,
        &settings.errors_link})
    key.add(*text);
}

/// The manifest of a result, and the sizes of its files for where it is not kept.
void add_result(Key& key, const ResultHead& result) {
  key.add(std::to_string(result.revision));
  std::ifstream manifest(result.folder + "/SHA256SUMS", std::ios::binary);
  key.add(std::string(std::istreambuf_iterator<char>(manifest), {}));
  std::vector<std::string> files;
  std::error_code code;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(result.folder, code))
    if (entry.is_regular_file(code))
      files.push_back(entry.path().lexically_relative(result.folder).string() + " " +
                      std::to_string(entry.file_size(code)));
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) key.add(file);
}

void add_day(Key& key, const std::optional<CalendarDate>& day) { key.add(day ? day->text() : ""); }

void add_month(Key& key, const SiteContents& site, const SeriesResults& series, std::size_t month) {
  key.add(series.newest().title).add(series.series);
  for (const ResultHead& result : series.months[month].revisions) add_result(key, result);
  const auto beside = [&](std::size_t at) {
    key.add(at < series.months.size() ? series.months[at].period.text() : "");
  };
  beside(month - 1);  // of the first month a number that no month has
  beside(month + 1);
  const Period period = series.months[month].period;
  add_day(key, site.settings.published(series.series, period));
  if (month + 1 < series.months.size()) return;
  const auto next = site.settings.next(series.series, period);
  key.add(next ? next->first.text() + " " + next->second.text() : "");
}

Key begun(const SiteContents& site, const std::string& program) {
  Key key;
  key.add(program);
  add_settings(key, site.settings);
  return key;
}

}  // namespace

std::string month_key(const SiteContents& site, const SeriesResults& series, std::size_t month,
                      const std::string& program) {
  Key key = begun(site, program);
  add_month(key, site, series, month);
  return key.hex();
}

std::string series_key(const SiteContents& site, const SeriesResults& series, const std::string& program) {
  Key key = begun(site, program);
  add_month(key, site, series, series.months.size() - 1);
  for (const Month& month : series.months) {
    key.add(month.period.text());
    add_day(key, site.settings.published(series.series, month.period));
  }
  return key.hex();
}

}  // namespace dajuan::site
