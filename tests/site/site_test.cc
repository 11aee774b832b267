#include "site/site.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "base/number_text.h"
#include "made_up_result.h"
#include "made_up_site.h"

using namespace dajuan;
using namespace dajuan::site;
using namespace dajuan::site_test;

namespace {

bool has(const std::string& page, std::string_view words) { return page.find(words) != std::string::npos; }

std::vector<std::string> pages_of(const SiteFiles& files) {
  std::vector<std::string> pages;
  for (const auto& [path, bytes] : files)
    if (path.ends_with(".html")) pages.push_back(path);
  return pages;
}

}  // namespace

TEST_CASE("a site has the same pages in both languages, and the tables byte for byte") {
  const Scratch scratch("pages");
  const SiteFiles files = site_of({}, scratch / "r");
  for (const std::string& path : pages_of(files)) {
    const std::string other = (path.starts_with("zh/") ? "en/" : "zh/") + path.substr(3);
    CHECK_MESSAGE(files.contains(other), other);
  }
  CHECK(pages_of(files).size() == 2 * (2 + 4 + 3));
  CHECK(files.at("data/made-up/2025-06/scores/scores.csv") == read_text(scratch / "r/scores/scores.csv"));
  CHECK(has(files.at("en/made-up/index.html"), "<html lang=\"en\">"));
  CHECK(has(files.at("zh/made-up/MU-01/index.html"), "<html lang=\"zh-CN\">"));
  CHECK(has(files.at("zh/made-up/MU-01/index.html"), "href=\"../../../en/made-up/MU-01/\""));
}

TEST_CASE("the numbers of a page are those of the result") {
  const Scratch scratch("numbers");
  const SiteFiles files = site_of({}, scratch / "r");
  const int now = Period::parse("2025-06")->ordinal();
  const auto is = MadeUpResult::scores(1, now);
  const double year = is.index - MadeUpResult::scores(1, now - 12).index;
  const std::string& en = files.at("en/made-up/MU-01/index.html");
  const std::string& zh = files.at("zh/made-up/MU-01/index.html");
  const std::string size = fixed(std::abs(year), 1);
  const std::string score = fixed(is.index, 1);
  CHECK(has(en, score));
  CHECK(has(en, fixed(is.index - MadeUpResult::kHalf, 1) + "–" + fixed(is.index + MadeUpResult::kHalf, 1)));
  CHECK(has(zh, score));
  const bool clear = std::abs(year) > MadeUpResult::kClear;
  if (clear) {
    CHECK(has(en, std::string("East ") + (year > 0 ? "rose " : "fell ") + size + " points in a year"));
    CHECK(has(en, "a clear change"));
  } else {
    CHECK(has(en, "East did not clearly move in a year"));
  }
  CHECK(has(en, "1st–2nd of 3 states"));
  CHECK(has(zh, "第1–2位"));
}

TEST_CASE("simulated figures are marked above everything on every page") {
  const Scratch scratch("simulated");
  MadeUpResult result;
  result.simulated = true;
  const SiteFiles files = site_of(result, scratch / "r");
  for (const std::string& path : pages_of(files)) {
    const std::string& page = files.at(path);
    const std::size_t band = page.find("class=\"simulated\"");
    CHECK_MESSAGE(band != std::string::npos, path);
    CHECK_MESSAGE(band < page.find("<h1"), path);
    CHECK_MESSAGE(page.find("模拟数据") < page.find("class=\"masthead\""), path);
  }
  result.simulated = false;
  const SiteFiles real = site_of(result, scratch / "real");
  for (const std::string& path : pages_of(real)) CHECK_MESSAGE(!has(real.at(path), "模拟数据"), path);
}

TEST_CASE("no page has inline style or script, or names another host") {
  const Scratch scratch("strict");
  const SiteFiles files = site_of({}, scratch / "r");
  for (const std::string& path : pages_of(files)) {
    const std::string& page = files.at(path);
    for (const char* words : {"<script", "<style", " style=", "http:", "https:", "src=", "onload"})
      CHECK_MESSAGE(!has(page, words), path, ": ", words);
  }
  CHECK(!has(files.at("style.css"), "url("));
  CHECK(!has(files.at("style.css"), "@import"));
}

TEST_CASE("hostile names stay text and rearrange nothing") {
  const Scratch scratch("hostile");
  MadeUpResult result;
  result.title_en = "\"><script>alert(1)</script>";
  result.regions[1].name_en = "<img src=x onerror=alert(1)> & \"quotes\" 'single'";
  result.regions[1].code = "../evil";
  result.regions[2].name_en = "left\u202Egnorw\u202C\u2067";
  result.regions[2].name_zh = std::string(300, 'x');
  result.regions[3].name_en = "12345";
  std::sort(result.regions.begin(), result.regions.end(),
            [](const MadeUpRegion& a, const MadeUpRegion& b) { return a.code < b.code; });
  const SiteFiles files = site_of(result, scratch / "r");
  for (const auto& file : files) CHECK_MESSAGE(!has(file.first, ".."), file.first);
  for (const std::string& path : pages_of(files)) {
    const std::string& page = files.at(path);
    CHECK_MESSAGE(!has(page, "<script"), path);
    CHECK_MESSAGE(!has(page, "<img"), path);
    CHECK_MESSAGE(!has(page, "\u202E"), path);
    CHECK_MESSAGE(!has(page, "\u2067"), path);
  }
  CHECK(files.contains("en/made-up/_2e_2e_2fevil/index.html"));
  CHECK(has(files.at("en/made-up/_2e_2e_2fevil/index.html"),
            "&lt;img src=x onerror=alert(1)&gt; &amp; &quot;"));
  CHECK(has(files.at("en/made-up/index.html"), "leftgnorw"));
}

TEST_CASE("a table has at most 120 rows; the others have pages of their own, and every unit stands on one") {
  const Scratch scratch("many");
  MadeUpResult result;
  result.regions.resize(1);
  for (int i = 0; i < 250; ++i) {
    const std::string code = "MU-" + std::to_string(100 + i);
    result.regions.push_back({code, "MU-00", "state", "州" + code, "State " + code});
  }
  const SiteFiles files = site_of(result, scratch / "r");
  const auto rows = [](const std::string& page) {
    std::size_t count = 0;
    for (std::size_t at = page.find("<td role=\"cell\" class=\"place\">"); at != std::string::npos;
         at = page.find("<td role=\"cell\" class=\"place\">", at + 1))
      ++count;
    return count;
  };
  CHECK(rows(files.at("en/made-up/index.html")) == 120);
  CHECK(rows(files.at("en/made-up/_page-2/index.html")) == 120);
  CHECK(rows(files.at("en/made-up/_page-3/index.html")) == 10);
  CHECK(has(files.at("en/made-up/_page-3/index.html"), "All 250 states"));
}

TEST_CASE("a hierarchy has a page for each parent") {
  const Scratch scratch("levels");
  MadeUpResult result;
  result.regions = {
      {"33", "", "province", "浙江省", "Zhejiang"},         {"3301", "33", "city", "杭州市", "Hangzhou"},
      {"330102", "3301", "county", "上城区", "Shangcheng"}, {"330105", "3301", "county", "拱墅区", "Gongshu"},
      {"3302", "33", "city", "宁波市", "Ningbo"},           {"330203", "3302", "county", "海曙区", "Haishu"}};
  const SiteFiles files = site_of(result, scratch / "r");
  const std::string& province = files.at("zh/made-up/index.html");
  CHECK(has(province, "全部2个设区市"));
  CHECK(!has(province, "上城区"));
  const std::string& city = files.at("zh/made-up/3301/index.html");
  CHECK(has(city, "全部2个县（市、区）"));
  CHECK(has(city, "href=\"../330102/\""));
  CHECK(has(files.at("zh/made-up/330102/index.html"), "<li><a href=\"../3301/\"><bdi>杭州市</bdi></a></li>"));
}

TEST_CASE("units without a whole above them share one page") {
  const Scratch scratch("no-whole");
  MadeUpResult result;
  result.regions = {{"A", "", "country", "甲", "A-land"}, {"B", "", "country", "乙", "B-land"}};
  const SiteFiles files = site_of(result, scratch / "r");
  CHECK(has(files.at("en/made-up/index.html"), "All 2 countries"));
  CHECK(files.contains("en/made-up/A/index.html"));
}

TEST_CASE("the same results give the same bytes, in any order") {
  const Scratch scratch("same");
  MadeUpResult other;
  other.series = "other";
  other.simulated = true;
  const std::string a = written({}, scratch / "a");
  const std::string b = written(other, scratch / "b");
  SiteFiles one = site_of(std::vector{a, b});
  SiteFiles two = site_of(std::vector{b, a});
  CHECK(one == two);
}

TEST_CASE("each month keeps its page and its files; the newest is shown in full") {
  const Scratch scratch("months");
  MadeUpResult older;
  older.period = "2025-05";
  const SiteFiles files = site_of(std::vector{written({}, scratch / "new"), written(older, scratch / "old")});
  CHECK(has(files.at("en/index.html"), "June 2025"));
  CHECK(has(files.at("en/made-up/index.html"), "in June 2025"));
  CHECK(has(files.at("en/made-up/2025-06/index.html"), "in June 2025"));
  const std::string& may = files.at("en/made-up/2025-05/index.html");
  CHECK(has(may, "in May 2025"));
  CHECK(has(may, "<a href=\"../\">This is May 2025: go to the newest</a>"));
  CHECK(has(may, "<a href=\"../2025-06/\">After: June 2025</a>"));
  CHECK(has(may, "href=\"../MU-01/\""));
  CHECK(has(files.at("en/made-up/MU-01/index.html"), "in June 2025"));
  CHECK(files.contains("data/made-up/2025-05/scores/scores.csv"));
  CHECK(files.contains("data/made-up/2025-06/scores/scores.csv"));
  const std::string& archive = files.at("en/made-up/archive/index.html");
  CHECK(archive.find("href=\"../2025-06/\"") < archive.find("href=\"../2025-05/\""));
}
