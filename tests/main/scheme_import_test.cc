#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/number_text.h"
#include "base/table.h"
#include "index/peer_files.h"
#include "main/scheme_cli.h"
#include "main/series_input.h"

namespace dajuan {
namespace {

namespace fs = std::filesystem;

const std::string kAsem = DAJUAN_SOURCE_DIR "/examples/asem/";

/// A folder of this test's own, removed at both ends.
struct Scratch {
  explicit Scratch(const std::string& name) : path(fs::path(DAJUAN_BINARY_DIR) / ("scheme_import_" + name)) {
    fs::remove_all(path);
    fs::create_directories(path);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() { fs::remove_all(path); }

  std::string file(const std::string& name, const std::string& bytes) const {
    std::ofstream(path / name, std::ios::binary) << bytes;
    return (path / name).string();
  }
  std::string read(const std::string& name) const {
    std::stringstream bytes;
    bytes << std::ifstream(path / name, std::ios::binary).rdbuf();
    return bytes.str();
  }
  std::string folder(const std::string& name) const { return (path / name).string(); }

  fs::path path;
};

struct Spoken {
  int code = 0;
  std::string out;
  std::string err;
};

Spoken import_pair(const ImportOptions& options, Language language = Language::en) {
  std::ostringstream out;
  std::ostringstream err;
  const int code = scheme_import(options, Streams{out, err, language});
  return {code, out.str(), err.str()};
}

void check_sound(const std::string& folder) {
  std::ostringstream out;
  std::ostringstream err;
  CHECK(scheme_check({folder}, Streams{out, err, Language::en}) == kOk);
  // A peer's files say nothing of chance.
  const std::string told = err.str();
  CHECK(told.find("indicators have no error model") != std::string::npos);
  CHECK(std::count(told.begin(), told.end(), '\n') == 1);
  CHECK(out.str().find("nothing wrong") != std::string::npos);
}

std::unique_ptr<SeriesInput> compute(const std::string& folder) {
  std::ostringstream out;
  std::ostringstream err;
  SeriesOptions options;
  options.scheme = folder;
  std::unique_ptr<SeriesInput> input = read_series(options, Streams{out, err, Language::en});
  INFO(err.str());
  REQUIRE(input);
  return input;
}

double score(const SeriesInput& input, std::string_view unit, std::string_view node) {
  const index::Series& series = *input.series;
  const std::ptrdiff_t row = series.panel().row(unit, series.last());
  const int column = series.structure().find(node);
  REQUIRE(row >= 0);
  REQUIRE(column >= 0);
  return series.score(static_cast<std::size_t>(row), static_cast<std::size_t>(column));
}

void cut(std::string& text, const std::string& what) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  text.erase(at, what.size());
}

/// structure.csv with another name for the column of denominators, which only a column of one's own may have.
std::string undivided(std::string structure) {
  const std::size_t at = structure.find(",denominator,");
  REQUIRE(at < structure.find('\n'));
  return structure.insert(at + 1, "#");
}

// tests/reference/index/cases/a2-minimal-asem, made with COINr 1.1.14: raw figures, min-max, arithmetic
// means.
TEST_CASE("The ASEM pair, imported and used undivided as its comment says, gives the peer's scores of a2") {
  const Scratch scratch("a2");
  const Spoken spoken =
      import_pair({kAsem + "iMeta.csv", kAsem + "iData.csv", scratch.folder("asem"), "", ""});
  REQUIRE(spoken.code == kOk);
  CHECK(spoken.out.find("indicators: 49, units: 51, years: 1") != std::string::npos);
  CHECK(spoken.err.find("one name for each element") != std::string::npos);
  check_sound(scratch.folder("asem"));

  std::string scheme = scratch.read("asem/scheme.toml");
  cut(scheme, "[[steps]]\nstep = \"denominate\"\n");
  scratch.file("asem/scheme.toml", scheme);
  scratch.file("asem/structure.csv", undivided(scratch.read("asem/structure.csv")));
  check_sound(scratch.folder("asem"));
  const auto input = compute(scratch.folder("asem"));

  Diagnostics diagnostics;
  const std::vector<Table> tables = read_tables(
      DAJUAN_SOURCE_DIR "/tests/reference/index/cases/a2-minimal-asem/expected/scores.csv", {}, diagnostics);
  REQUIRE(tables.size() == 1);
  const Table& expected = tables.front();
  REQUIRE(expected.rows() == 51);
  REQUIRE(expected.header.size() == 12);
  for (std::size_t row = 0; row < expected.rows(); ++row)
    for (std::size_t column = 1; column < expected.header.size(); ++column) {
      const double peer = parse_number(expected.at(row, column).text).value();
      const double ours = score(*input, expected.at(row, 0).text, expected.header[column]);
      CHECK(std::fabs(ours - peer) <= 1e-9 * std::fmax(1, std::fabs(peer)));
    }
}

// The definition, written out: ratio, min-max over the units that have one, mean of what is there.
TEST_CASE("The ASEM pair as imported is divided by its denominators") {
  const Scratch scratch("divided");
  const std::string folder = scratch.folder("asem");
  REQUIRE(import_pair({kAsem + "iMeta.csv", kAsem + "iData.csv", folder, "", ""}).code == kOk);
  const auto input = compute(folder);

  Diagnostics diagnostics;
  const index::PeerFiles peer =
      index::read_peer_files(kAsem + "iMeta.csv", kAsem + "iData.csv", "", diagnostics);
  const std::vector<index::Node>& nodes = peer.structure.nodes;
  const std::size_t units = peer.panel.units.size();
  std::size_t divided = 0;
  for (std::size_t node = 0; node < peer.structure.indicators; ++node) {
    std::vector<double> ratio;
    double least = HUGE_VAL;
    double most = -HUGE_VAL;
    for (std::size_t row = 0; row < units; ++row) {
      double value = peer.panel.values(row, node);
      if (!nodes[node].denominator.empty()) value /= peer.panel.denominators.at(nodes[node].denominator)[row];
      ratio.push_back(value);
      if (is_missing(value)) continue;
      least = std::min(least, value);
      most = std::max(most, value);
    }
    divided += !nodes[node].denominator.empty();
    for (std::size_t row = 0; row < units; ++row) {
      const double ours = score(*input, peer.panel.units[row].code, nodes[node].code);
      CHECK(is_missing(ours) == is_missing(ratio[row]));
      if (is_missing(ours)) continue;
      const double share = (ratio[row] - least) / (most - least);
      const bool lower = nodes[node].direction == index::Direction::lower_is_better;
      CHECK(ours == doctest::Approx(100 * (lower ? 1 - share : share)).epsilon(1e-9));
    }
  }
  CHECK(divided > 0);

  // Without the step the division happens earlier: the units' scores stay, as the comment says.
  std::string scheme = scratch.read("asem/scheme.toml");
  cut(scheme, "[[steps]]\nstep = \"denominate\"\n");
  scratch.file("asem/scheme.toml", scheme);
  const auto early = compute(folder);
  for (const index::Unit& unit : peer.panel.units)
    CHECK(score(*early, unit.code, "Index") ==
          doctest::Approx(score(*input, unit.code, "Index")).epsilon(1e-12));
}

TEST_CASE("A panel's years and every figure arrive, bit for bit") {
  const Scratch scratch("panel");
  const std::string folder = scratch.folder("panel");
  const std::string data = kAsem + "iData_panel.csv";
  REQUIRE(import_pair({kAsem + "iMeta.csv", data, folder, "Time", ""}, Language::zh).code == kOk);
  CHECK(scratch.read("panel/scheme.toml").find("# 由 `dajuan scheme import` 写出") == 0);
  check_sound(folder);
  const auto input = compute(folder);
  const index::Panel& ours = input->series->panel();
  CHECK(input->series->first() == Period::year(2018));
  CHECK(input->series->last() == Period::year(2022));

  Diagnostics diagnostics;
  const index::PeerFiles peer = index::read_peer_files(kAsem + "iMeta.csv", data, "Time", diagnostics);
  REQUIRE(ours.units.size() == peer.panel.units.size() + 5);  // the whole in each year
  for (std::size_t row = 0; row < peer.panel.units.size(); ++row) {
    const std::ptrdiff_t found = ours.row(peer.panel.units[row].code, peer.panel.units[row].period);
    REQUIRE(found >= 0);
    for (std::size_t column = 0; column < peer.structure.indicators; ++column) {
      const double a = ours.values(static_cast<std::size_t>(found), column);
      const double b = peer.panel.values(row, column);
      CHECK((a == b || (is_missing(a) && is_missing(b))));
    }
  }
}

const std::string kMeta =
    "Type,iCode,iName,Parent,Level,Direction,Weight\nIndicator,b,Bees,top,1,-1,2\nIndicator,a,NA,top,1,1,1\n"
    "Aggregate,top,Top,NA,2,1,1\nGroup,g,NA,NA,NA,NA,NA\n";

TEST_CASE("Namibia, a unit called whole, groups that change, no year") {
  const Scratch scratch("small");
  const std::string meta = scratch.file("m.csv", kMeta);
  const std::string data =
      scratch.file("d.csv", "uCode,uName,b,a,g\nNA,Namibia,4,NA,s\nwhole,,3,1,NA\nV,Vee,7,2,n\n");
  const Spoken spoken = import_pair({meta, data, scratch.folder("small"), "", ""});
  REQUIRE(spoken.code == kOk);
  CHECK(spoken.err.find("year 0001") != std::string::npos);
  CHECK(scratch.read("small/regions.csv") ==
        "region,parent,level,name_zh,name_en,g\nwhole_,,whole,整体,The "
        "whole,\nNA,whole_,unit,Namibia,Namibia,s\n"
        "V,whole_,unit,Vee,Vee,n\nwhole,whole_,unit,whole,whole,\n");
  CHECK(scratch.read("small/structure.csv") ==
        "code,parent,level,name_zh,name_en,direction,weight,unit,variable,denominator,pool,target\n"
        "b,top,indicator,Bees,Bees,lower,2,,b,,mean,\na,top,indicator,a,a,higher,1,,a,,mean,\n"
        "top,,index,Top,Top,,,,,,,\n");
  CHECK(scratch.read("small/scheme.toml").find("\"denominate\"") == std::string::npos);
  check_sound(scratch.folder("small"));
  const auto input = compute(scratch.folder("small"));
  CHECK(score(*input, "NA", "top") == doctest::Approx(75));  // (7 - 4) / (7 - 3), a is missing
  CHECK(score(*input, "whole", "top") == doctest::Approx(100. * 2 / 3));

  REQUIRE(import_pair({meta, data, scratch.folder("dated"), "2021", "other"}).code == kOk);
  CHECK(scratch.read("dated/figures.csv").find("\nNA,2021,a,\nV,2021,a,2\n") != std::string::npos);
  CHECK(scratch.read("dated/scheme.toml").find("id = \"other\"") != std::string::npos);

  const std::string moved = scratch.file("p.csv", "uCode,b,a,g,Year\nU,1,2,s,2019\nU,1,2,n,2020\n");
  const Spoken changes = import_pair({meta, moved, scratch.folder("moved"), "Year", ""});
  CHECK(changes.code == kOk);
  CHECK(changes.err.find("p.csv:3:4 g: warning: U changes its g over time") != std::string::npos);
  CHECK(scratch.read("moved/regions.csv").find("U,whole,unit,U,U,n\n") != std::string::npos);
}

TEST_CASE("All mistakes of both files are told at once, and nothing is written") {
  const Scratch scratch("wrong");
  const std::string meta = scratch.file("m.csv",
                                        "Type,iCode,Parent,Level,Direction,Weight\nIndicator,b-1,tpo,1,1,1\n"
                                        "Indicator,a,top,1,0,x\nAggregate,top,NA,2,1,1\nGroup,level,,,,\n");
  const std::string data =
      scratch.file("d.csv", "uCode,a,Time,level\n,1,2018,g\nU,x,2018-06,h\nU,1,2018-06,h\nV,7,,x\n");
  const Spoken spoken = import_pair({meta, data, scratch.folder("bad"), "", ""});
  CHECK(spoken.code == kBadInput);
  CHECK(spoken.out == "");
  for (const char* place :
       {"m.csv:2:2 iCode: error: b-1 cannot", "m.csv:2:2 iCode: error: The parent", "m.csv:3:5 Direction",
        "m.csv:3:6 Weight", "m.csv:5:2 iCode", "d.csv:2:1 uCode", "d.csv:3:2 a", "d.csv:3:3 Time",
        "d.csv:4:1 uCode", "(and rows: 4)", "d.csv:5:3 Time", "The column “b-1” is missing"}) {
    CAPTURE(place);
    CHECK(spoken.err.find(place) != std::string::npos);
  }
  CHECK(std::distance(fs::directory_iterator(scratch.path), fs::directory_iterator()) == 2);
}

TEST_CASE("What only the written scheme would show is told at the peer's row; folders are never replaced") {
  const Scratch scratch("levels");
  const std::string data = scratch.file("d.csv", "uCode,a,b,g\nU,1,2,x\n");
  const std::string mixed =
      scratch.file("m.csv",
                   "Type,iCode,Parent,Level,Direction,Weight\nIndicator,b,top,1,1,1\n"
                   "Group,g,,,,\nIndicator,a,mid,1,1,1\nAggregate,mid,top,2,1,1\nAggregate,top,NA,3,1,1\n");
  const Spoken spoken = import_pair({mixed, data, scratch.folder("Bad Name"), "", ""});
  CHECK(spoken.code == kBadInput);
  CHECK(spoken.err.find("m.csv:5:2 iCode: error: the children of top are of different levels") !=
        std::string::npos);
  CHECK(spoken.err.find("--id: error: “Bad Name”") != std::string::npos);

  const std::string meta = scratch.file("m.csv", kMeta);
  fs::create_directory(scratch.path / "there");
  CHECK(import_pair({meta, data, scratch.folder("there"), "", ""}).code == kBadInput);
  CHECK(fs::is_empty(scratch.path / "there"));
  CHECK(import_pair({meta, data + "x", scratch.folder("new"), "", ""}).code == kBadInput);
  CHECK_FALSE(fs::exists(scratch.path / "new"));
}

}  // namespace
}  // namespace dajuan
