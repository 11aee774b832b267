#include "index/peer_files.h"

#include <doctest/doctest.h>

namespace dajuan::index {
namespace {

const std::string kAsem = DAJUAN_SOURCE_DIR "/examples/asem/";

Table table(const std::string& file, const std::string& csv) {
  Diagnostics diagnostics;
  auto read = read_csv_table(csv, file, {}, diagnostics);
  REQUIRE(read);
  return std::move(*read);
}

// examples/asem/README.md: 51 countries, 49 indicators, 8 pillars, 2 sub-indexes, 1 index, 63 missing cells.
TEST_CASE("The ASEM pair becomes a structure and a panel") {
  Diagnostics diagnostics;
  const PeerFiles files = read_peer_files(kAsem + "iMeta.csv", kAsem + "iData.csv", "", diagnostics);
  CHECK(text(Language::en, diagnostics) == "");
  REQUIRE(files.panel.units.size() == 51);
  CHECK(files.structure.indicators == 49);
  CHECK(files.structure.nodes.size() == 60);
  CHECK(files.structure.levels() == 4);
  std::size_t missing = 0;
  for (const double value : files.panel.values.all()) missing += is_missing(value);
  CHECK(missing == 63);
  CHECK(files.panel.denominators.size() == 4);
  CHECK(files.panel.groups.size() == 4);

  // Austria's first figures as they stand in iData.csv.
  const auto austria = files.panel.row("AUT", Period::year(1));
  REQUIRE(austria >= 0);
  const int lpi = files.structure.find("LPI");
  CHECK(files.panel.values(austria, lpi) == 4.0979850000000004);
  CHECK(files.panel.denominators.at("Area")[austria] == 83871);
  CHECK(files.panel.groups.at("EurAsia_group")[austria] == "Europe");
  CHECK(files.structure.nodes[files.structure.find("Flights")].denominator == "Population");
  CHECK(files.structure.nodes[lpi].target == 4.1180313499999999);
}

TEST_CASE("The ASEM panel has five years of 51 countries") {
  Diagnostics diagnostics;
  const PeerFiles files =
      read_peer_files(kAsem + "iMeta.csv", kAsem + "iData_panel.csv", "Time", diagnostics);
  CHECK(text(Language::en, diagnostics) == "");
  const auto blocks = files.panel.blocks();
  REQUIRE(blocks.size() == 5);
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(blocks[i].period == Period::year(2018 + static_cast<int>(i)));
    CHECK(blocks[i].end - blocks[i].begin == 51);
  }
}

TEST_CASE("Other data sets of the form: two levels, no denominators, no groups, more columns") {
  const Table meta = table("m.csv",
                           "Type,iCode,Parent,Level,Direction,Weight,Remark\n"
                           "Indicator,b,top,1,-1,2,x\nIndicator,a,top,1,1,1,y\nAggregate,top,NA,2,1,1,\n");
  const Table data = table("d.csv", "uCode,b,Extra,a\nV,4,q,NA\nU,3,,1.5\n");
  Diagnostics diagnostics;
  const PeerFiles files = read_peer_tables(meta, data, "", diagnostics);
  CHECK(text(Language::en, diagnostics) == "");
  REQUIRE(files.structure.indicators == 2);
  CHECK(files.structure.nodes[0].code == "a");
  REQUIRE(files.panel.units.size() == 2);
  CHECK(files.panel.units[0].code == "U");
  CHECK(files.panel.values(0, 0) == 1.5);
  CHECK(files.panel.values(0, 1) == 3);
  CHECK(is_missing(files.panel.values(1, 0)));
  CHECK(files.panel.denominators.empty());
}

TEST_CASE("NA is Namibia in a column of codes and missing elsewhere") {
  const Table meta = table("m.csv",
                           "Type,iCode,Parent,Level,Direction,Weight\n"
                           "Indicator,a,top,1,1,NA\nAggregate,top,NA,2,1,1\nGroup,g,NA,NA,NA,NA\n");
  Diagnostics diagnostics;
  const PeerFiles files =
      read_peer_tables(meta, table("d.csv", "uCode,a,g\nZA,1,s\nNA,NA,NA\n"), "", diagnostics);
  CHECK(text(Language::en, diagnostics) == "");
  REQUIRE(files.panel.units.size() == 2);
  CHECK(files.panel.units[0].code == "NA");
  CHECK(files.rows == std::vector<std::size_t>{1, 0});
  CHECK(is_missing(files.panel.values(0, 0)));
  CHECK(files.panel.groups.at("g")[0] == "");
}

TEST_CASE("Mistakes in a pair are told with their place, all at once") {
  const Table meta = table("m.csv",
                           "Type,iCode,Parent,Level,Direction,Weight\n"
                           "Indicator,a,top,1,0,1\nThing,b,top,1,1,1\nIndicator,c,top,1,1,x\n"
                           "Aggregate,top,NA,2,1,1\n");
  Diagnostics diagnostics;
  read_peer_tables(meta, table("d.csv", "uCode,a\nU,1\n"), "", diagnostics);
  CHECK(diagnostics.errors() == 4);  // the column of c is not in the data either

  const Table good = table("m.csv",
                           "Type,iCode,Parent,Level,Direction,Weight\n"
                           "Indicator,a,top,1,1,1\nAggregate,top,NA,2,1,1\n");
  Diagnostics in_data;
  read_peer_tables(good, table("d.csv", "uCode,a\nU,1\nU,2\nV,1;5\n,3\n"), "", in_data);
  REQUIRE(in_data.errors() == 3);
  for (const Diagnostic& item : in_data.items()) {
    CHECK(item.place.file == "d.csv");
    CHECK(item.place.row >= 3);
    CHECK(item.place.column >= 1);
  }
}

}  // namespace
}  // namespace dajuan::index
