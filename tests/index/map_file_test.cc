#include "scheme_test_base.h"

namespace dajuan::index {
namespace {

const std::string kMap = R"(
[map]
outlines = "../outlines.geojson"
licensed = true
credit = { zh = "某局", en = "Some office" }
approval = { zh = "审图号：某S（2025）1号", en = "Approval number S (2025) 1" }
)";

TEST_CASE("a scheme names the outlines it is drawn with, and their terms") {
  const Parsed parsed = parse(kSchemeText + kMap, kStructureText);
  CHECK(text(Language::en, parsed.diagnostics) == "");
  REQUIRE(parsed.scheme.map);
  CHECK(parsed.scheme.map->outlines == "../outlines.geojson");
  CHECK(parsed.scheme.map->property == "region");
  CHECK(parsed.scheme.map->licensed);
  CHECK(parsed.scheme.map->credit == Names{"某局", "Some office"});
  CHECK(parsed.scheme.map->approval.zh == "审图号：某S（2025）1号");
  CHECK_FALSE(parse(kSchemeText, kStructureText).scheme.map);
}

TEST_CASE("outlines that are not said to be licensed are noted; licensed ones need their credit") {
  const Parsed silent = parse(replaced(kSchemeText + kMap, "licensed = true\n", ""), kStructureText);
  REQUIRE(silent.scheme.map);
  CHECK_FALSE(silent.scheme.map->licensed);
  REQUIRE(silent.diagnostics.items().size() == 1);
  CHECK(silent.diagnostics.items()[0].severity == Severity::note);
  CHECK(silent.diagnostics.items()[0].message.id == "scheme.map_unlicensed");
  CHECK(silent.diagnostics.items()[0].place.row > 0);

  const Parsed bare = parse(
      replaced(kSchemeText + kMap, "credit = { zh = \"某局\", en = \"Some office\" }\n", ""), kStructureText);
  CHECK(bare.diagnostics.errors() == 1);
  CHECK(bare.diagnostics.items()[0].place.column_name == "map.credit");
  CHECK(parse(replaced(kSchemeText + kMap, "outlines =", "outline ="), kStructureText).diagnostics.errors() ==
        2);
}

}  // namespace
}  // namespace dajuan::index
