#include "site/address.h"

#include <doctest/doctest.h>

#include <set>

using namespace dajuan;
using namespace dajuan::site;

TEST_CASE("a code becomes a part of an address and stays readable where it can") {
  CHECK(address_part("MX-25") == "MX-25");
  CHECK(address_part("330102") == "330102");
  CHECK(address_part("../x") == "_2e_2e_2fx");
  CHECK(address_part("a_b") == "a_5fb");
  CHECK(address_part("杭") == "_e6_9d_ad");
}

TEST_CASE("addresses that a site has had do not change") {
  const Period june = Period::month(2025, 6);
  CHECK(series_address("mexico-states") == "mexico-states/");
  CHECK(section_address("s", Section::newest) == "s/");
  CHECK(section_address("s", Section::archive) == "s/archive/");
  CHECK(section_address("s", Section::method) == "s/method/");
  CHECK(section_address("s", Section::data) == "s/data/");
  CHECK(section_address("s", Section::about) == "s/about/");
  CHECK(section_address("s", Section::search) == "s/search/");
  CHECK(section_address("s", Section::compare) == "s/compare/");
  CHECK(month_address("s", june) == "s/2025-06/");
  CHECK(revision_address("s", june, 1) == "s/2025-06/revision-1/");
  CHECK(region_address("s", Frequency::month, "MX-25") == "s/MX-25/");
  CHECK(indicator_address("s", "homicide") == "s/indicator/homicide/");
  CHECK(rows_address("s/", 0) == "s/");
  CHECK(rows_address("s/", 1) == "s/_page-2/");
  CHECK(data_address("s", june) == "data/s/2025-06/");
  CHECK(data_address("s", june, 2) == "data/s/2025-06/revision-2/");
}

TEST_CASE("no code of a region takes the place of a page, and no two codes share an address") {
  const Frequency month = Frequency::month;
  const Frequency year = Frequency::year;
  CHECK(region_address("s", month, "archive") == "s/archive_/");
  CHECK(region_address("s", month, "indicator") == "s/indicator_/");
  CHECK(region_address("s", month, "a-page-of-a-later-year") == "s/a-page-of-a-later-year_/");
  CHECK(region_address("s", month, "2025-06") == "s/2025-06_/");
  CHECK(region_address("s", year, "2025") == "s/2025_/");
  CHECK(region_address("s", month, "3301") == "s/3301/");
  CHECK(region_address("s", month, "") == "s/_/");
  const char* const codes[] = {
      "",        "a",        "A",       "a_",           "_",       "a-",        "2025", "2025-06", "_61",
      "archive", "archive_", "Archive", "\xe6\x9d\xad", "_page-2", "archive_5f"};
  std::set<std::string> pages;
  for (const Section section : kSections) pages.insert(section_address("s", section));
  for (const char* word : {"indicator", "2025-06", "_page-2"}) pages.insert(std::string("s/") + word + "/");
  std::set<std::string> taken = pages;
  for (const char* code : codes) CHECK_MESSAGE(taken.insert(region_address("s", month, code)).second, code);
}

TEST_CASE("links lead from one page to another") {
  CHECK(relative_link("", "") == "./");
  CHECK(relative_link("s/", "s/") == "./");
  CHECK(relative_link("s/a/", "s/") == "../");
  CHECK(relative_link("s/a/", "s/b/") == "../b/");
  CHECK(relative_link("en/s/a/", "style.css") == "../../../style.css");
  CHECK(relative_link("en/s/a/", "en/s/ab/") == "../ab/");
  CHECK(relative_link("en/404.html", "en/") == "./");
  CHECK(relative_link("en/s/feed.xml", "en/s/a/") == "a/");
}
