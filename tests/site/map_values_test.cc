#include "site/map_values.h"

#include <doctest/doctest.h>

#include "made_up_result.h"
#include "site/parts.h"
#include "site/result_reader.h"
#include "site/site.h"

using namespace dajuan;
using namespace dajuan::site;
using namespace dajuan::site_test;

namespace {

const std::string kSquares = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"MU-01"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}},
{"type":"Feature","properties":{"code":"MU-02"},"geometry":{"type":"Polygon","coordinates":[[[2,0],[4,0],[4,2],[2,2],[2,0]]]}},
{"type":"Feature","properties":{"code":"MU-03"},"geometry":{"type":"Polygon","coordinates":[[[4,0],[6,0],[6,2],[4,2],[4,0]]]}}]})";

/// A made-up result that comes with outlines.
std::string with_map(const fs::path& folder, const std::string& outlines, MadeUpResult result = {}) {
  result.write(folder);
  std::string json = read_text(folder / "release.json");
  json.pop_back();
  write_text(
      folder / "release.json",
      json + R"(,"map":{"approval":{"en":"Number 7","zh":"审图号7"},"credit":{"en":"By hand","zh":"手绘"},)"
             R"("file":"o.geojson","property":"code"}})");
  write_text(folder / "inputs/o.geojson", outlines);
  return folder.string();
}

SiteFiles site_of(const std::string& folder, Diagnostics& diagnostics) {
  return make_site({{}, read_series({folder}, diagnostics)}, diagnostics);
}

bool has(const std::string& page, std::string_view words) { return page.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("a page draws the outlines of its result, with credit and the note on approval") {
  const Scratch scratch("map");
  Diagnostics diagnostics;
  const SiteFiles files = site_of(with_map(scratch / "r", kSquares), diagnostics);
  CHECK(text(Language::en, diagnostics) == "");
  const std::string& en = files.at("en/made-up/index.html");
  CHECK(has(en, "<svg class=\"map-drawing map-wide\""));
  CHECK(has(en, "<a href=\"MU-02/\" data-region=\"MU-02\" aria-label=\"West: "));
  CHECK(has(en, "By hand"));
  CHECK(has(en, "Number 7"));
  CHECK(has(files.at("zh/made-up/index.html"), "审图号7"));
}

TEST_CASE("without outlines, or with too few, a page shows tiles") {
  const Scratch scratch("tiles");
  Diagnostics diagnostics;
  MadeUpResult result;
  result.write(scratch / "none");
  const SiteFiles none = site_of((scratch / "none").string(), diagnostics);
  result.series = "few";
  result.regions.push_back({"MU-04", "MU-00", "state", "北州", "North"});
  const SiteFiles few = site_of(with_map(scratch / "few", kSquares, result), diagnostics);
  CHECK(text(Language::en, diagnostics) == "");
  for (const std::string& page : {none.at("en/made-up/index.html"), few.at("en/few/index.html")}) {
    CHECK_FALSE(has(page, "map-drawing"));
    CHECK(has(page, "<li data-region=\"MU-03\"><a href="));
    CHECK_FALSE(has(page, "By hand"));
  }
}

TEST_CASE("outlines that cannot be read are told, and no page is made from their result") {
  const Scratch scratch("bad-map");
  Diagnostics diagnostics;
  CHECK_FALSE(read_result(with_map(scratch / "r", "{\"type\":\"Topology\"}"), diagnostics).has_value());
  CHECK(has(text(Language::en, diagnostics), "o.geojson: error: This is no GeoJSON FeatureCollection"));
  fs::remove(scratch / "r/inputs/o.geojson");
  CHECK_FALSE(read_result((scratch / "r").string(), diagnostics).has_value());
}

TEST_CASE("a region that has no score at all is on the map as such") {
  const Scratch scratch("no-score");
  Diagnostics diagnostics;
  const std::string folder = with_map(scratch / "r", kSquares);
  std::string regions = read_text(scratch / "r/inputs/regions.csv");
  write_text(scratch / "r/inputs/regions.csv", regions + "MU-09,MU-00,state,新州,New\n");
  std::optional<Result> result = read_result(folder, diagnostics);
  REQUIRE_MESSAGE(result.has_value(), text(Language::en, diagnostics));
  const SiteContents site{{}, read_series({folder}, diagnostics)};
  const Context context{Language::en, site, site.series.front(), *result, "made-up/"};
  const Map map = map_of(context, result->unit(result->whole()).children);
  REQUIRE(map.regions.size() == 4);
  CHECK(map.regions[3].name == "New");
  CHECK(map.regions[3].link.empty());
  CHECK(is_missing(map.regions[3].score));
  CHECK(map.sheets == nullptr);
  CHECK(map.reference == "Madeland");
  CHECK(map.count == "3 states");
  CHECK(map.title == "Scores of 3 states on the map");
  CHECK(map.regions[0].link == "MU-01/");
  CHECK(map.regions[0].score == doctest::Approx(MadeUpResult::scores(1, result->period.ordinal()).index));
}
