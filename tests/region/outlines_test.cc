#include "region/outlines.h"

#include <doctest/doctest.h>

using namespace dajuan;
using namespace dajuan::region;

namespace {

struct Parsed {
  std::vector<Outline> outlines;
  std::string said;
};

Parsed parsed(const std::string& geojson, const OutlineLimits& limits = {}) {
  Diagnostics diagnostics;
  Parsed result;
  result.outlines = parse_outlines(geojson, "o.geojson", "region", diagnostics, limits);
  result.said = text(Language::en, diagnostics);
  CHECK(diagnostics.has_errors() == !result.said.empty());
  return result;
}

std::string feature(const std::string& code, const std::string& type, const std::string& coordinates) {
  return R"({"type":"Feature","properties":{"region":)" + code + R"(},"geometry":{"type":")" + type +
         R"(","coordinates":)" + coordinates + "}}";
}
std::string collection(const std::string& features) {
  return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}
const std::string kSquare = "[[0,0],[2,0],[2,2],[0,2],[0,0]]";
const std::string kHole = "[[0.5,0.5],[0.5,1],[1,1],[0.5,0.5]]";

bool says(const Parsed& result, std::string_view words) {
  return result.said.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("outlines: polygons with holes, parts and heights are read, in order of codes") {
  const Parsed result = parsed(collection(
      feature("\"B\"", "Polygon", "[" + kSquare + "," + kHole + "]") + "," +
      feature("330100", "MultiPolygon", "[[" + kSquare + "],[[[5,5,9],[6,5,9],[6,6,9],[5,5,9]]]]")));
  CHECK(result.said == "");
  REQUIRE(result.outlines.size() == 2);
  CHECK(result.outlines[0].code == "330100");
  REQUIRE(result.outlines[0].rings.size() == 2);
  CHECK(result.outlines[0].rings[1] == std::vector<Position>{{5, 5}, {6, 5}, {6, 6}});
  CHECK(result.outlines[1].code == "B");
  CHECK(result.outlines[1].rings[0].size() == 4);
  CHECK(result.outlines[1].rings[1].size() == 3);
}

TEST_CASE("outlines: every problem is told with its place, and the sound ones are kept") {
  const Parsed result = parsed(collection(
      R"({"type":"Feature","properties":{"name":"x"},"geometry":{"type":"Polygon","coordinates":[)" +
      kSquare + "]}}," + feature("\"A\"", "Point", "[1,2]") + "," +
      feature("\"B\"", "Polygon", "[" + kSquare + "]") + "," +
      feature("\"B\"", "Polygon", "[" + kSquare + "]") + "," +
      feature("\"C\"", "Polygon", "[[[0,0],[200,0],[2,2],[0,0]]]") + "," +
      feature("\"D\"", "Polygon", "[[[0,0],[1,0],[1,1],[0,1]]]") + "," +
      feature("\"E\"", "Polygon", "[[[0,0],[1,0],[0,0]]]") + "," + feature("\"F\"", "MultiPolygon", "[]") +
      "," + R"({"type":"Feature","properties":null,"geometry":null})"));
  REQUIRE(result.outlines.size() == 1);
  CHECK(result.outlines[0].code == "B");
  CHECK(says(result, "features[0].properties: error: The property “region”"));
  CHECK(
      says(result,
           "features[1].geometry: error: The geometry must be a Polygon or a MultiPolygon; found “Point”."));
  CHECK(says(result, "features[3].properties: error: The region B has an outline already."));
  CHECK(says(result, "features[4].geometry.coordinates[0][1]: error: This is no position"));
  CHECK(says(result, "features[5].geometry.coordinates[0]: error: A ring needs at least four"));
  CHECK(says(result, "features[6].geometry.coordinates[0]: error: A ring needs at least four"));
  CHECK(says(result, "features[7].geometry: error: The geometry has no coordinates."));
  CHECK(says(result, "features[8].geometry"));
}

TEST_CASE("outlines: what is no collection, or too large, is an error") {
  CHECK(says(parsed("{}"), "no GeoJSON FeatureCollection"));
  CHECK(says(parsed("[]"), "no GeoJSON FeatureCollection"));
  CHECK(says(parsed(R"({"type":"FeatureCollection","features":7})"), "no GeoJSON FeatureCollection"));
  CHECK(parsed("{").outlines.empty());
  OutlineLimits few;
  few.positions = 7;
  const std::string two = collection(feature("\"A\"", "Polygon", "[" + kSquare + "]") + "," +
                                     feature("\"B\"", "Polygon", "[" + kSquare + "]"));
  CHECK(says(parsed(two, few), "more than 7 positions"));
  OutlineLimits small;
  small.bytes = 100;
  CHECK(parsed(two, small).outlines.empty());
}
