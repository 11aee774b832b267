#include "region/regions.h"

#include <doctest/doctest.h>

#include "base/table.h"

namespace dajuan::region {
namespace {

/// A table from text with `,` between cells and no quotes.
Table table_of(std::string_view csv) {
  Table table;
  table.file = "regions.csv";
  std::uint32_t row = 0;
  while (!csv.empty()) {
    const std::size_t end = std::min(csv.find('\n'), csv.size());
    std::string_view line = csv.substr(0, end);
    csv.remove_prefix(std::min(end + 1, csv.size()));
    if (++row > 1) table.row_numbers.push_back(row);
    for (bool more = true; more;) {
      const std::size_t comma = std::min(line.find(','), line.size());
      const std::string_view text = line.substr(0, comma);
      more = comma < line.size();
      line.remove_prefix(more ? comma + 1 : comma);
      if (row == 1) {
        table.header.emplace_back(text);
      } else {
        const std::string& kept = table.storage.emplace_back(text);
        table.cells.push_back({kept, kept.empty() ? CellKind::empty : CellKind::text});
      }
    }
  }
  return table;
}

Regions zhejiang() {
  Diagnostics diagnostics;
  auto tables = read_tables(DAJUAN_SOURCE_DIR "/examples/zhejiang/regions.csv", {}, diagnostics);
  REQUIRE(tables.size() == 1);
  Regions regions = Regions::read(tables[0], diagnostics);
  CHECK(text(Language::en, diagnostics) == "");
  return regions;
}

Diagnostics problems(std::string_view csv) {
  Diagnostics diagnostics;
  Regions::read(table_of(csv), diagnostics);
  return diagnostics;
}

std::string only_problem(std::string_view csv) {
  const Diagnostics diagnostics = problems(csv);
  CHECK_MESSAGE(diagnostics.items().size() == 1, text(Language::en, diagnostics));
  return diagnostics.items().empty() ? "" : diagnostics.items()[0].message.id;
}

TEST_CASE("Zhejiang has 89 counties, then 90, then 90 in other borders") {
  const Regions regions = zhejiang();
  CHECK(regions.levels() == std::vector<std::string>{"province", "city", "county"});
  CHECK(regions.at_level("county", Period::month(2018, 9)).size() == 89);
  CHECK(regions.at_level("county", Period::month(2019, 8)).size() == 89);
  CHECK(regions.at_level("county", Period::month(2019, 9)).size() == 90);
  CHECK(regions.at_level("county", Period::month(2021, 3)).size() == 90);
  CHECK(regions.at_level("county", Period::month(2021, 4)).size() == 90);
  CHECK(regions.at_level("county", Period::month(2021, 3)) !=
        regions.at_level("county", Period::month(2021, 4)));
  CHECK(regions.at_level("city", Period::month(2018, 9)).size() == 11);

  const int jianggan = regions.find("330104");
  REQUIRE(jianggan >= 0);
  CHECK(regions[jianggan].successors == std::vector<std::string>{"330102", "330114"});
  CHECK(regions.valid(jianggan, Period::month(2021, 3)));
  CHECK_FALSE(regions.valid(jianggan, Period::month(2021, 4)));
  CHECK(regions.valid(jianggan, Period::year(2020)));
  CHECK_FALSE(regions.valid(jianggan, Period::year(2021)));  // by the last month of the period
  CHECK(regions[regions.find("330383")].name.zh == "龙港市");
  CHECK_FALSE(regions.valid(regions.find("330383"), Period::month(2019, 8)));
}

TEST_CASE("Members are the valid descendants of a level") {
  const Regions regions = zhejiang();
  const int province = regions.find("330000");
  const int hangzhou = regions.find("330100");
  CHECK(regions.members(province, "county", Period::month(2018, 9)).size() == 89);
  CHECK(regions.members(hangzhou, "county", Period::month(2018, 9)).size() == 13);
  CHECK(regions.members(hangzhou, "city", Period::month(2018, 9)) == std::vector<int>{hangzhou});
  std::size_t all = 0;
  for (const int city : regions.members(province, "city", Period::month(2022, 1)))
    all += regions.members(city, "county", Period::month(2022, 1)).size();
  CHECK(all == 90);
  CHECK(regions.is_within(hangzhou, province));
  CHECK_FALSE(regions.is_within(province, hangzhou));
  CHECK(regions.find("33010") == -1);
  CHECK(regions.find("") == -1);
}

TEST_CASE("Indices do not depend on the order of rows") {
  constexpr std::string_view kHeader = "region,parent,level,name_zh,name_en\n";
  Diagnostics diagnostics;
  const Regions one = Regions::read(
      table_of(std::string(kHeader) + "A,,country,甲,A\nB,A,state,乙,B\nC,A,state,丙,C\n"), diagnostics);
  const Regions two = Regions::read(
      table_of(std::string(kHeader) + "C,A,state,丙,C\nA,,country,甲,A\nB,A,state,乙,B\n"), diagnostics);
  CHECK(diagnostics.items().empty());
  REQUIRE(one.size() == 3);
  for (int i = 0; i < 3; ++i) {
    CHECK(one[i].code == two[i].code);
    CHECK(one[i].parent == two[i].parent);
    CHECK(one[i].children == two[i].children);
    CHECK(one[i].depth == two[i].depth);
  }
}

TEST_CASE("Every kind of mistake is told with its row") {
  CHECK(only_problem("region,level,name_zh,name_en\nA,country,甲,A\n") == "region.column_missing");
  constexpr std::string_view kShort = "region,parent,level,name_zh,name_en\n";
  const std::string head(kShort);
  CHECK(only_problem(head + "A,,country,甲,A\nA,,country,甲,A\n") == "region.duplicate");
  CHECK(only_problem(head + ",,country,甲,A\n") == "region.code_missing");
  CHECK(only_problem(head + "A,,,甲,A\n") == "region.level_missing");
  CHECK(only_problem(head + "A,X,country,甲,A\n") == "region.unknown_parent");
  CHECK(only_problem(head + "A,B,state,甲,A\nB,A,state,乙,B\nC,B,state,丙,C\n") == "region.cycle");
  CHECK(only_problem(head + "A,A,state,甲,A\n") == "region.cycle");
  const std::string full = "region,parent,level,name_zh,name_en,valid_from,valid_to,successors\n";
  CHECK(only_problem(full + "A,,country,甲,A,2019-13,,\n") == "base.period.not_a_period");
  CHECK(only_problem(full + "A,,country,甲,A,2019-02,2019-01,\n") == "region.ends_before_it_begins");
  CHECK(only_problem(full + "A,,country,甲,A,,2019-01,B\n") == "region.unknown_successor");
  CHECK(only_problem(full + "A,,country,甲,A,2019-01,,\nB,A,state,乙,B,2018,,\n") == "region.outside_parent");
  CHECK(only_problem(full + "A,,country,甲,A,,2019-01,\nB,A,state,乙,B,,,\n") == "region.outside_parent");

  const Diagnostics all = problems(full + "A,,country,甲,A,x,,\nB,Q,state,乙,B,,,\nB,A,state,丙,C,,,\n");
  CHECK(all.errors() == 3);
  for (const Diagnostic& item : all.items()) {
    CHECK(item.place.file == "regions.csv");
    CHECK(item.place.row >= 2);
  }
}

}  // namespace
}  // namespace dajuan::region
