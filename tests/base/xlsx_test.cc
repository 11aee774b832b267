#include "base/xlsx.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "base/xlsx_date.h"
#include "base/xlsx_process.h"
#include "base/xlsx_zip.h"
#include "workbook_bytes.h"

using namespace dajuan;
using namespace std::string_literals;
using test::workbook_parts;
using test::zip;

namespace {

std::vector<Table> read(const std::string& bytes, Diagnostics& diagnostics, const TableLimits& limits = {}) {
  return read_xlsx(bytes, "a.xlsx", limits, diagnostics);
}

std::string problem(const std::string& bytes, const TableLimits& limits = {},
                    const XlsxLimits& xlsx_limits = {}) {
  Diagnostics diagnostics;
  read_xlsx(bytes, "a.xlsx", limits, diagnostics, xlsx_limits);
  return diagnostics.items().empty() ? "" : diagnostics.items()[0].message.id;
}

/// A cell as "kind text".
std::string shown(const Cell& cell) {
  constexpr const char* kKinds[] = {"empty", "text", "number", "date", "boolean", "error", "percent"};
  return kKinds[static_cast<int>(cell.kind)] + (cell.text.empty() ? "" : " " + std::string(cell.text));
}

std::string with(std::string bytes, std::size_t at, std::string_view replacement) {
  return bytes.replace(at, replacement.size(), replacement);
}

}  // namespace

TEST_CASE("cells of every kind keep their kind, rows and columns their numbers") {
  Diagnostics diagnostics;
  const std::vector<Table> tables = read(
      zip(workbook_parts(
          "<row r='2'><c r='B2' t='s'><v>0</v></c><c r='C2' t='inlineStr'><is><t>va</t><t>lue</t></is></c>"
          "<c r='D2' t='str'><v>c</v></c><c r='E2' t='str'><v>d</v></c></row>"
          "<row r='4'><c r='B4' t='s'><v>1</v></c><c r='C4'><v>0.10000000000000001</v></c>"
          "<c r='D4' s='1'><v>45427</v></c><c r='E4' s='2'><v>45427.25</v></c></row>"
          "<row r='5'/>"
          "<row r='6'><c r='B6' t='b'><v>1</v></c><c r='C6' t='e'><v>#DIV/0!</v></c>"
          "<c r='D6' s='3'><f>1/8</f><v>0.125</v></c><c r='E6' t='str'><f>A1</f><v>x &lt; y</v></c></row>"
          "<row><c t='b'><v>0</v></c><c/><c s='1'/><c><v>-7</v></c></row>",
          "<si><t>地区</t><rPh><t>ditu</t></rPh></si><si><r><t xml:space='preserve'> 0</t></r><r><t>07 "
          "</t></r></si>")),
      diagnostics);
  CHECK(text(Language::en, diagnostics) ==
        "a.xlsx[数据]:A2: error: The column has cells but no name in the header. "
        "Name it, or delete its cells.\n");
  REQUIRE(tables.size() == 1);
  const Table& table = tables[0];
  CHECK(table.sheet == "数据");
  CHECK(table.header == std::vector<std::string>{"", "地区", "value", "c", "d"});
  CHECK(table.row_numbers == std::vector<std::uint32_t>{4, 6, 7});
  CHECK(shown(table.at(0, 1)) == "text 007");
  CHECK(shown(table.at(0, 2)) == "number 0.1");
  CHECK(shown(table.at(0, 3)) == "date 2024-05-15");
  CHECK(shown(table.at(0, 4)) == "date 2024-05-15T06:00:00");
  CHECK(shown(table.at(1, 1)) == "boolean true");
  CHECK(shown(table.at(1, 2)) == "error #DIV/0!");
  CHECK(shown(table.at(1, 3)) == "percent 0.125");
  CHECK(shown(table.at(1, 4)) == "text x < y");
  CHECK(shown(table.at(2, 0)) == "boolean false");
  CHECK(shown(table.at(2, 1)) == "empty");
  CHECK(shown(table.at(2, 3)) == "number -7");
  CHECK(table.place(1, 2).row == 6);
  CHECK(table.place(1, 2).column == 3);
  CHECK(table.place(1, 2).sheet == "数据");
}

TEST_CASE("characters that XML cannot hold") {
  Diagnostics diagnostics;
  const std::vector<Table> tables =
      read(zip(workbook_parts("<row><c t='str'><v>a_x000D_</v></c><c "
                              "t='str'><v>b_x000d_c_x005F_x0041__x_xD800__x0000_</v></c></row>")),
           diagnostics);
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].header == std::vector<std::string>{"a", "b\rc_x0041__x_xD800__x0000_"});
}

TEST_CASE("days since 1904") {
  Diagnostics diagnostics;
  const std::vector<Table> tables = read(
      zip(workbook_parts("<row><c t='str'><v>a</v></c></row><row><c s='1'><v>1</v></c></row>", "", true)),
      diagnostics);
  REQUIRE(tables.size() == 1);
  CHECK(shown(tables[0].at(0, 0)) == "date 1904-01-02");
}

TEST_CASE("day numbers as Excel counts them") {
  // https://support.microsoft.com: 39448 is 2008-01-01 and, from 1904, 37986.
  CHECK(xlsx::date_text(39448, false) == "2008-01-01");
  CHECK(xlsx::date_text(37986, true) == "2008-01-01");
  CHECK(xlsx::date_text(1, false) == "1900-01-01");
  CHECK(xlsx::date_text(59, false) == "1900-02-28");
  CHECK(xlsx::date_text(60, false) == std::nullopt);
  CHECK(xlsx::date_text(61, false) == "1900-03-01");
  CHECK(xlsx::date_text(2958465, false) == "9999-12-31");
  CHECK(xlsx::date_text(2958465, true) == std::nullopt);
  CHECK(xlsx::date_text(0.5, false) == std::nullopt);
  CHECK(xlsx::date_text(-1, false) == std::nullopt);
  CHECK(xlsx::date_text(45427.999999999, false) == "2024-05-16");
}

TEST_CASE("number formats that show dates") {
  for (const char* code :
       {"yyyy-mm-dd", "yyyy\"年\"m\"月\"", "[$-804]d/m/yy", "mmm", "m/d/yyyy h:mm", "[红色]yyyy"})
    CHECK_MESSAGE(xlsx::is_date_format(164, code), code);
  for (const char* code : {"General", "0.00E+00", "h:mm:ss", "[h]:mm", "mm:ss", "\"day\" 0", "\\d0", "0_d",
                           "[Red]0", "#,##0;[Red]-#,##0 \"yuan\""})
    CHECK_MESSAGE(!xlsx::is_date_format(164, code), code);
  CHECK(xlsx::is_date_format(14, ""));
  CHECK(xlsx::is_date_format(57, ""));
  CHECK_FALSE(xlsx::is_date_format(9, ""));
  CHECK_FALSE(xlsx::is_date_format(46, ""));
}

TEST_CASE("number formats that show percentages") {
  for (const char* code : {"0.00%", "0%;[Red]-0%", "0.0\\ %"})
    CHECK_MESSAGE(xlsx::is_percent_format(164, code), code);
  for (const char* code : {"General", "0.0\\%", "0\"%\"", "0;0%"})
    CHECK_MESSAGE(!xlsx::is_percent_format(164, code), code);
  CHECK(xlsx::is_percent_format(9, ""));
  CHECK(xlsx::is_percent_format(10, ""));
  CHECK_FALSE(xlsx::is_percent_format(14, ""));
}

TEST_CASE("a sheet whose name begins with # is the author's own") {
  std::vector<std::pair<std::string, std::string>> parts =
      workbook_parts("<row><c t='str'><v>a</v></c></row>");
  for (auto& [name, content] : parts)
    if (const std::size_t at = content.find("数据"); name == "xl/workbook.xml" && at != std::string::npos)
      content.replace(at, std::string("数据").size(), "#说明");
  Diagnostics diagnostics;
  CHECK(read(zip(parts), diagnostics).empty());
  CHECK(text(Language::en, diagnostics) == "a.xlsx: error: There is no header row.\n");
}

TEST_CASE("an archive that is no workbook is refused before it is unpacked") {
  const std::string good = zip(workbook_parts("<row><c t='str'><v>a</v></c></row>"));
  CHECK(xlsx::check_archive(good).empty());
  CHECK(problem("") == "xlsx.broken");
  CHECK(problem("PK\x03\x04") == "xlsx.broken");
  CHECK(problem(good.substr(0, good.size() / 2)) == "xlsx.broken");
  CHECK(problem(good + "x") == "xlsx.broken");
  CHECK(problem(zip({{"mimetype", "application/zip"}})) == "xlsx.no_workbook");
  xlsx::ZipLimits limits;
  limits.entries = 5;
  CHECK(xlsx::check_archive(good, limits).id == "xlsx.too_many_parts");
  limits.entries = 6;
  CHECK(xlsx::check_archive(good, limits).empty());
  limits.unpacked_bytes = 100;
  CHECK(xlsx::check_archive(good, limits).id == "xlsx.too_large_unpacked");
  // The first entry of the directory: flags at 8, method at 10, packed size at 20, unpacked at 24.
  const std::size_t entry = good.find("PK\x01\x02");
  CHECK(problem(with(good, entry + 8, "\x01")) == "xlsx.encrypted");
  CHECK(problem(with(good, entry + 10, "\x0C")) == "xlsx.broken");
  CHECK(problem(with(with(good, entry + 10, "\x08"), entry + 24, "\xFF\xFF\xFF\x0F")) == "xlsx.bomb");
  CHECK(problem(with(good, entry + 42, "\xFF\xFF\xFF\x7F")) == "xlsx.broken");
}

TEST_CASE("damaged XML, missing parts and impossible cells are errors") {
  const auto sheet = [](std::string_view rows) { return problem(zip(workbook_parts(rows))); };
  CHECK(sheet("<row><c t='str'><v>a</v></c></row>") == "");
  CHECK(sheet("") == "table.empty");
  CHECK(sheet("<row><c><v>1</v>") == "xlsx.broken");
  CHECK(sheet("<row><c><v>one</v></c></row>") == "xlsx.broken");
  CHECK(sheet("<row><c t='s'><v>0</v></c></row>") == "xlsx.broken");
  CHECK(sheet("<row><c r='1A'><v>1</v></c></row>") == "xlsx.broken");
  CHECK(sheet("<row><c r='B1'><v>1</v></c><c r='A1'><v>1</v></c></row>") == "xlsx.broken");
  CHECK(sheet("<row><c t='str'><v>\xFF</v></c></row>") == "xlsx.broken");
  test::Parts parts = workbook_parts("");
  parts.pop_back();
  CHECK(problem(zip(parts)) == "xlsx.broken");
}

TEST_CASE("limits") {
  const std::string two =
      zip(workbook_parts("<row><c t='str'><v>a</v></c><c t='str'><v>bcdef</v></c></row>"
                         "<row><c><v>1</v></c></row>"));
  TableLimits limits;
  limits.columns = 1;
  CHECK(problem(two, limits) == "xlsx.too_many_cells");
  limits.columns = 2;
  CHECK(problem(two, limits) == "");
  limits.rows = 1;
  CHECK(problem(two, limits) == "xlsx.too_many_cells");
  limits.rows = 2;
  limits.cells = 2;
  CHECK(problem(two, limits) == "xlsx.too_many_cells");
  limits.cells = 3;
  limits.cell_bytes = 4;
  CHECK(problem(two, limits) == "csv.cell_too_long");
  XlsxLimits xlsx_limits;
  xlsx_limits.bytes = 10;
  CHECK(problem(two, {}, xlsx_limits) == "table.too_large");
  xlsx_limits = {};
  xlsx_limits.output_bytes = 10;
  CHECK(problem(two, {}, xlsx_limits) == "xlsx.too_much");
  xlsx_limits = {};
  xlsx_limits.seconds = 0;
  CHECK(problem(two, {}, xlsx_limits) == "xlsx.too_slow");
  TableLimits few;
  few.cells = 4000;
  // Two cells in far corners make a wide table.
  CHECK(problem(zip(workbook_parts("<row><c r='A1' t='str'><v>a</v></c><c r='FAN1' t='str'><v>b</v></c></row>"
                                   "<row r='2'><c r='A2'><v>1</v></c></row>")),
                few) == "table.too_many_cells");
}

TEST_CASE("entities are not expanded") {
  test::Parts parts = workbook_parts("");
  parts.back().second =
      "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b\">]><worksheet><sheetData><row><c "
      "t='str'><v>&a;</v></c>"
      "</row></sheetData></worksheet>";
  CHECK(problem(zip(parts)) == "xlsx.broken");
}

TEST_CASE("a reading process that ends without an answer is an error") {
  CHECK(xlsx::run_reader("x", {"wrong", "number"}, 10, 1000).problem.id == "xlsx.reader_failed");
}

TEST_CASE("read_tables takes a workbook by its bytes") {
  const std::string path = DAJUAN_BINARY_DIR + "/xlsx_test.csv"s;  // whatever its name
  std::ofstream(path, std::ios::binary) << zip(workbook_parts("<row><c t='str'><v>a</v></c></row>"));
  Diagnostics diagnostics;
  const std::vector<Table> tables = read_tables(path, {}, diagnostics);
  std::filesystem::remove(path);
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].header == std::vector<std::string>{"a"});
  CHECK(tables[0].rows() == 0);
}
