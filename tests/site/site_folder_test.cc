#include "site/site_folder.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <map>

#include "made_up_site.h"
#include "site/gzip.h"

using namespace dajuan;
using namespace dajuan::site;
using namespace dajuan::site_test;

namespace {

struct Kept {
  std::string bytes;
  std::uint64_t inode = 0;
};

std::map<std::string, Kept> files_below(const fs::path& folder) {
  std::map<std::string, Kept> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    struct stat status {};
    REQUIRE(::stat(entry.path().c_str(), &status) == 0);
    files[entry.path().lexically_relative(folder).string()] = {read_text(entry.path()), status.st_ino};
  }
  return files;
}

SiteReport build(const std::vector<std::string>& results, const fs::path& out, unsigned threads = 1,
                 const SiteSettings& settings = {}, const std::string& program = "program") {
  Diagnostics diagnostics;
  const SiteContents site{settings, read_series(results, diagnostics)};
  const auto folder = SiteFolder::open(out.string(), diagnostics);
  REQUIRE_MESSAGE(folder != nullptr, text(Language::en, diagnostics));
  SiteReport report;
  REQUIRE(make_site(site, program, Workers(threads), *folder, diagnostics));
  REQUIRE_MESSAGE(folder->finish(report, diagnostics), text(Language::en, diagnostics));
  return report;
}

MadeUpResult month_of(const std::string& period) {
  MadeUpResult result;
  result.period = period;
  return result;
}

/// Files that are not the same file with the same bytes.
std::vector<std::string> touched(const std::map<std::string, Kept>& before, const fs::path& folder) {
  std::vector<std::string> paths;
  for (const auto& [path, file] : files_below(folder)) {
    const auto was = before.find(path);
    if (was == before.end() || was->second.inode != file.inode || was->second.bytes != file.bytes)
      paths.push_back(path);
  }
  return paths;
}

std::size_t entries_of(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("a site built anew and one brought up to date month by month have the same files") {
  const Scratch scratch("grow");
  const std::string a = written(month_of("2025-04"), scratch / "a");
  const std::string b = written(month_of("2025-05"), scratch / "b");
  const std::string c = written(month_of("2025-06"), scratch / "c");
  build({a}, scratch / "grown");
  build({b, a}, scratch / "grown");
  const auto before = files_below(scratch / "grown");
  const SiteReport report = build({a, b, c}, scratch / "grown");
  build({c, b, a}, scratch / "anew", 3);
  const auto grown = files_below(scratch / "grown");
  const auto anew = files_below(scratch / "anew");
  REQUIRE(grown.size() == anew.size());
  for (const auto& [path, file] : anew) {
    REQUIRE_MESSAGE(grown.contains(path), path);
    CHECK_MESSAGE(grown.at(path).bytes == file.bytes, path);
  }
  // What older months are made of stays the very file that it was.
  for (const std::string& path : touched(before, scratch / "grown")) {
    CHECK_MESSAGE(path.find("/2025-04/") == std::string::npos, path);
    const bool of_may = path.find("data/made-up/2025-05/") != std::string::npos;
    CHECK_MESSAGE(!of_may, path);
  }
  CHECK(report.written + report.kept + 2 == grown.size());  // and the two that list the others
  CHECK(report.kept > 20);
  CHECK(report.removed == 0);
  CHECK(entries_of(scratch / "") == 5);  // nothing was left beside
}

TEST_CASE("building the same again touches nothing") {
  const Scratch scratch("again");
  const std::string a = written(month_of("2025-05"), scratch / "a");
  const std::string b = written(month_of("2025-06"), scratch / "b");
  build({a, b}, scratch / "site");
  const auto before = files_below(scratch / "site");
  const SiteReport report = build({b, a}, scratch / "site");
  CHECK(report.written == 0);
  CHECK(report.kept == before.size() - 2);
  CHECK(touched(before, scratch / "site").empty());
  // Another program makes everything anew; what comes out the same is still not touched.
  CHECK(build({b, a}, scratch / "site", 2, {}, "another program").written == 0);
  const auto after = touched(before, scratch / "site");
  CHECK(std::all_of(after.begin(), after.end(),
                    [](const std::string& path) { return path == ".site.json" || path == "SHA256SUMS"; }));
}

TEST_CASE("a file that someone changed or removed is mended, also of a month that is current") {
  const Scratch scratch("mended");
  const std::string a = written(month_of("2025-05"), scratch / "a");
  const std::string b = written(month_of("2025-06"), scratch / "b");
  build({a, b}, scratch / "site");
  const auto before = files_below(scratch / "site");
  write_text(scratch / "site/en/made-up/2025-05/index.html", "changed");
  fs::remove(scratch / "site/data/made-up/2025-05/scores/scores.csv");
  write_text(scratch / "site/zh/index.html.gz", "no gzip");
  const SiteReport report = build({a, b}, scratch / "site");
  CHECK(report.written == 3);
  const auto after = files_below(scratch / "site");
  for (const auto& [path, file] : before) CHECK_MESSAGE(after.at(path).bytes == file.bytes, path);
}

TEST_CASE("what is no longer part of the site goes with its folders, what others put there stays") {
  const Scratch scratch("others");
  MadeUpResult other = month_of("2025-06");
  other.series = "other";
  const std::string a = written(month_of("2025-06"), scratch / "a");
  build({a, written(other, scratch / "b")}, scratch / "site");
  write_text(scratch / "site/.well-known/security.txt", "theirs");
  write_text(scratch / "site/robots-of-others.txt", "theirs");
  const SiteReport report = build({a}, scratch / "site");
  CHECK(report.removed > 10);
  CHECK_FALSE(fs::exists(scratch / "site/en/other"));
  CHECK_FALSE(fs::exists(scratch / "site/data/other"));
  CHECK(read_text(scratch / "site/.well-known/security.txt") == "theirs");
  CHECK(read_text(scratch / "site/robots-of-others.txt") == "theirs");
}

TEST_CASE("a site that was left between two renames is made whole") {
  const Scratch scratch("left");
  const std::string a = written(month_of("2025-05"), scratch / "a");
  const std::string b = written(month_of("2025-06"), scratch / "b");
  build({a}, scratch / "site");
  const auto before = files_below(scratch / "site");
  build({a, b}, scratch / "whole");
  // The manifest to come is there, and half of what it names.
  fs::copy_file(scratch / "whole/SHA256SUMS", scratch / "site/.SHA256SUMS.next");
  fs::create_directories(scratch / "site/en/made-up/2025-06");
  for (const char* path :
       {"en/made-up/2025-06/index.html", "en/made-up/2025-06/index.html.gz", "en/made-up/2025-05/index.html"})
    fs::copy_file(scratch / "whole" / path, scratch / "site" / path, fs::copy_options::overwrite_existing);
  build({a}, scratch / "site");
  const auto after = files_below(scratch / "site");
  CHECK(after.size() == before.size());
  for (const auto& [path, file] : before) CHECK_MESSAGE(after.at(path).bytes == file.bytes, path);
}

TEST_CASE("anything else of the site's name is never touched, and a build that fails leaves no trace") {
  const Scratch scratch("precious");
  write_text(scratch / "precious/file.txt", "keep");
  Diagnostics diagnostics;
  CHECK(SiteFolder::open((scratch / "precious").string(), diagnostics) == nullptr);
  CHECK(diagnostics.errors() == 1);
  CHECK(read_text(scratch / "precious/file.txt") == "keep");
  const std::string a = written(month_of("2025-06"), scratch / "a");
  build({a}, scratch / "site");
  fs::create_directory_symlink(scratch / "site", scratch / "link");
  CHECK(SiteFolder::open((scratch / "link").string(), diagnostics) == nullptr);
  const auto before = files_below(scratch / "site");
  {
    const auto folder = SiteFolder::open((scratch / "site").string(), diagnostics);
    REQUIRE(folder != nullptr);
    folder->write(folder->begin("part", "").number, "en/index.html", "half a site");
  }
  CHECK(touched(before, scratch / "site").empty());
  CHECK(entries_of(scratch / "") == 4);
}

TEST_CASE("texts have a compressed neighbour that is the same on every machine") {
  const Scratch scratch("compressed");
  build({written(month_of("2025-06"), scratch / "a")}, scratch / "site");
  const std::string compressed = read_text(scratch / "site/style.css.gz");
  CHECK(compressed == gzip(read_text(scratch / "site/style.css")));
  CHECK(compressed.substr(0, 4) == std::string("\x1f\x8b\x08\x00", 4));
  CHECK(compressed.substr(4, 4) == std::string(4, '\0'));
}

TEST_CASE("the calendar changes the newest month only") {
  const Scratch scratch("calendar");
  const std::string a = written(month_of("2025-04"), scratch / "a");
  const std::string b = written(month_of("2025-05"), scratch / "b");
  SiteSettings settings;
  settings.calendar[{"made-up", Period::month(2025, 5)}] = {2025, 6, 15};
  build({a, b}, scratch / "site", 1, settings);
  const auto before = files_below(scratch / "site");
  CHECK(before.at("en/made-up/index.html").bytes.find("15 June 2025") != std::string::npos);
  settings.calendar[{"made-up", Period::month(2025, 6)}] = {2025, 7, 15};
  build({a, b}, scratch / "site", 1, settings);
  const auto paths = touched(before, scratch / "site");
  CHECK(std::any_of(paths.begin(), paths.end(),
                    [](const auto& path) { return path == "en/made-up/index.html"; }));
  for (const std::string& path : paths) CHECK_MESSAGE(path.find("/2025-04/") == std::string::npos, path);
}
