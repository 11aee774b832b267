#include <doctest/doctest.h>

#include <cmath>

#include "base/number_text.h"
#include "base/table.h"
#include "base/toml.h"
#include "base/workers.h"
#include "index/figure_reader_files.h"
#include "index/indicator_builder.h"
#include "index/scheme_file.h"
#include "index/weights.h"

namespace dajuan::index {
namespace {

Table table(const std::string& path) {
  Diagnostics diagnostics;
  std::vector<Table> tables = read_tables(DAJUAN_SOURCE_DIR "/" + path, TableLimits(), diagnostics);
  REQUIRE_FALSE(diagnostics.has_errors());
  REQUIRE(tables.size() == 1);
  return std::move(tables[0]);
}

double number(const Table& from, std::size_t row, const std::string& column) {
  const std::string_view cell = from.at(row, from.column(column).value()).text;
  return cell.empty() || cell == "NA" ? kMissing : parse_number(cell).value();
}

TEST_CASE("schemes/asem gives the peer's scores of case a1-default-asem") {
  Diagnostics diagnostics;
  const auto document = read_toml(DAJUAN_SOURCE_DIR "/schemes/asem/scheme.toml", diagnostics);
  REQUIRE(document.has_value());
  const Scheme scheme =
      parse_scheme(*document, table("schemes/asem/structure.csv"), "scheme.toml", diagnostics);
  REQUIRE(diagnostics.items().empty());

  const region::Regions regions = region::Regions::read(table("examples/asem/regions.csv"), diagnostics);
  const Figures figures = read_figure_files({DAJUAN_SOURCE_DIR "/examples/asem/figures.csv"}, regions, {},
                                            Workers(1), diagnostics);
  REQUIRE_FALSE(diagnostics.has_errors());
  const IndicatorBuilder builder(scheme, regions, figures);
  const Panel panel = builder.build(builder.periods());
  REQUIRE(panel.groups.at("EurAsia_group").size() == panel.units.size());

  const Engine engine(make_model(scheme));
  Result result;
  engine.run(panel, result);
  const Table expected = table("tests/reference/index/cases/a1-default-asem/expected/scores.csv");
  std::size_t compared = 0;
  for (std::size_t e = 0; e < expected.rows(); ++e) {
    const std::ptrdiff_t row = panel.row(expected.at(e, 0).text, Period::year(2018));
    REQUIRE(row >= 0);
    for (std::size_t c = 1; c < expected.header.size(); ++c) {
      const int node = scheme.structure.find(expected.header[c]);
      if (node < 0) continue;
      const double peer = number(expected, e, expected.header[c]);
      const double ours = result.scores(static_cast<std::size_t>(row), static_cast<std::size_t>(node));
      CHECK(std::fabs(ours - peer) <= 1e-9 * std::fmax(1, std::fabs(peer)));
      ++compared;
    }
  }
  CHECK(compared > 500);  // 47 countries or more, 11 aggregates
}

}  // namespace
}  // namespace dajuan::index
