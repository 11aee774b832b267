#include "base/table.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

using namespace dajuan;

namespace {

std::vector<Table> read_bytes(const std::string& bytes, Diagnostics& diagnostics, TableLimits limits = {}) {
  const std::string path = std::string(DAJUAN_BINARY_DIR) + "/table_test.csv";
  std::ofstream(path, std::ios::binary) << bytes;
  std::vector<Table> tables = read_tables(path, limits, diagnostics);
  std::filesystem::remove(path);
  return tables;
}

}  // namespace

TEST_CASE("a CSV file is one table with trimmed cells and row numbers of the file") {
  Diagnostics diagnostics;
  const std::vector<Table> tables =
      read_bytes("region, value ,note\n01, 5 ,\"a\nb\"\n,,\n02,,\" \"\"x\"\"\"\n", diagnostics);
  CHECK(diagnostics.items().empty());
  REQUIRE(tables.size() == 1);
  const Table& table = tables[0];
  CHECK(table.header == std::vector<std::string>{"region", "value", "note"});
  REQUIRE(table.rows() == 2);
  CHECK(table.at(0, 1).text == "5");
  CHECK(table.at(0, 1).kind == CellKind::text);
  CHECK(table.at(0, 2).text == "a\nb");
  CHECK(table.at(1, 1).kind == CellKind::empty);
  CHECK(table.at(1, 2).text == "\"x\"");
  CHECK(table.row_numbers == std::vector<std::uint32_t>{2, 5});
  CHECK(table.column("value") == 1);
  CHECK(table.column("Value") == std::nullopt);
  const Place place = table.place(1, 2);
  CHECK(place.row == 5);
  CHECK(place.column == 3);
  CHECK(place.column_name == "note");
}

TEST_CASE("columns without name and content fall away, others are reported") {
  Diagnostics diagnostics;
  const std::vector<Table> tables = read_bytes("a,,b,,a,\n1,,2,x,3,\n4,,5,,6,\n", diagnostics);
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].header == std::vector<std::string>{"a", "b", "", "a"});
  CHECK(tables[0].at(1, 1).text == "5");
  CHECK(tables[0].place(0, 1).column == 3);
  REQUIRE(diagnostics.errors() == 2);
  CHECK(diagnostics.items()[0].message.id == "table.column_without_name");
  CHECK(diagnostics.items()[0].place.column == 4);
  CHECK(diagnostics.items()[1].message == Message("table.column_twice", {{"found", "a"}, {"first", "1"}}));
  CHECK(diagnostics.items()[1].place.column == 5);
}

TEST_CASE("what is no CSV with commas is refused with a reason") {
  const auto first_problem = [](const std::string& bytes, TableLimits limits = {}) {
    Diagnostics diagnostics;
    read_bytes(bytes, diagnostics, limits);
    return diagnostics.items().empty() ? "" : diagnostics.items()[0].message.id;
  };
  CHECK(first_problem("") == "table.empty");
  CHECK(first_problem("region;value\n01;5\n") == "table.other_separator");
  CHECK(first_problem("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") == "table.old_workbook");
  TableLimits limits;
  limits.cells = 3;
  CHECK(first_problem("a,b\n1,2\n3,4\n", limits) == "table.too_many_cells");
  CHECK(first_problem("a,b\n1,2\n") == "");
}
