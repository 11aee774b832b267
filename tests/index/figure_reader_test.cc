#include "index/figure_reader.h"

#include <doctest/doctest.h>

#include "base/encoding.h"
#include "base/random.h"
#include "base/text.h"
#include "figure_test_tools.h"
#include "index/figure_reader_fields.h"
#include "index/figure_reader_files.h"

namespace dajuan::index {
namespace {

const std::string kHead = "region,period,variable,value\n";

region::Regions two_regions() {
  return regions_of(
      "000,,country,,,,全国,All\n010100,000,county,,,,甲县,Alpha\n020200,000,county,,2021-03,030300,乙县,"
      "Beta\n"
      "030300,000,county,2021-04,,,丙县,Gamma\n");
}

/// The only problem of a long table with these rows.
Diagnostic problem(const std::string& rows, const std::string& head = kHead) {
  const region::Regions regions = two_regions();
  const Reading reading({head + rows}, regions);
  CHECK_MESSAGE(reading.diagnostics.items().size() == 1, text(Language::en, reading.diagnostics));
  return reading.diagnostics.items().empty() ? Diagnostic() : reading.diagnostics.items()[0];
}

std::string argument(const Message& message, std::string_view name) {
  for (const auto& [key, value] : message.arguments) {
    if (key == name) return value;
  }
  return "";
}

TEST_CASE("A long table becomes dense figures with origin") {
  const region::Regions regions = two_regions();
  const Reading reading(
      {kHead + "010100,2020-01,crimes,3\n010100,2020-03,crimes,-0.25\n020200,2020-01,fires,1e3\n",
       "variable,value,region,status,period\ncrimes,,020200,L,2020-02\ncrimes,7,020200,P,2020-03\n"},
      regions);
  CHECK(text(Language::en, reading.diagnostics) == "");
  REQUIRE(reading.figures.variables.size() == 2);
  CHECK(reading.figures.variables[0].code == "crimes");
  CHECK(reading.figures.variables[0].periods == 3);
  CHECK(reading.value("crimes", 1, "2020-01") == 3);
  CHECK(reading.value("crimes", 1, "2020-03") == -0.25);
  CHECK(reading.value("fires", 2, "2020-01") == 1000);
  const Figure not_reported = reading.figures.at(0, 2, Period::month(2020, 2));
  CHECK(is_missing(not_reported.value));
  CHECK(not_reported.status == ObsStatus::not_reported);
  CHECK(reading.figures.files[not_reported.file] == "f2.csv");
  CHECK(not_reported.row == 2);
  CHECK(reading.figures.at(0, 2, Period::month(2020, 3)).status == ObsStatus::provisional);
  const Figure never_told = reading.figures.at(0, 1, Period::month(2020, 2));
  CHECK_FALSE(never_told.told());
  CHECK(never_told.status == ObsStatus::missing);
}

TEST_CASE("A wide table in Chinese, and its period from the name of the sheet") {
  const region::Regions regions = two_regions();
  const Reading wide(
      {"地区,地区名称,报告期,刑事案件,火灾\n010100,甲县,2020-01,12,\n020200,乙县,2020-01,7,1\n"}, regions);
  CHECK(text(Language::en, wide.diagnostics) == "");
  CHECK(wide.value("刑事案件", 1, "2020-01") == 12);
  CHECK(wide.value("火灾", 2, "2020-01") == 1);
  CHECK(wide.figures.at(wide.figures.find("火灾"), 1, Period::month(2020, 1)).told());

  Table sheet;
  sheet.file = "book.xlsx";
  sheet.sheet = "2020-02";
  sheet.header = {"region", "crimes"};
  sheet.column_numbers = {2, 4};
  sheet.row_numbers = {5};
  sheet.cells = {{"010100", CellKind::text}, {"x", CellKind::text}};
  const FigureSource source{"book.xlsx", {}, &sheet};
  Diagnostics diagnostics;
  read_figures({&source, 1}, regions, {}, Workers(1), diagnostics);
  REQUIRE(diagnostics.errors() == 1);
  const Place& place = diagnostics.items()[0].place;
  CHECK(place.file == "book.xlsx");
  CHECK(place.sheet == "2020-02");
  CHECK(place.row == 5);
  CHECK(place.column == 4);
  CHECK(place.column_name == "crimes");
}

TEST_CASE("Regions that are none: lost zeros, slips, names; regions that are no more") {
  CHECK(problem("10100,2020-01,a,1\n").hint.id == "figures.lost_zeros_hint");
  CHECK(argument(problem("10100,2020-01,a,1\n").hint, "code") == "010100");
  CHECK(argument(problem("010010,2020-01,a,1\n").hint, "code") == "010100");
  CHECK(argument(problem("甲县,2020-01,a,1\n").hint, "code") == "010100");
  CHECK(argument(problem("10100.0,2020-01,a,1\n").hint, "code") == "010100");
  CHECK(problem("999999,2020-01,a,1\n").hint.id == "figures.unknown_region_hint");
  CHECK(problem("０１０１００,2020-01,a,1\n").message.id == "figures.full_width");
  const Diagnostic ended = problem("020200,2021-04,a,1\n");
  CHECK(ended.message.id == "figures.region_ended");
  CHECK(argument(ended.hint, "successors") == "030300");
  CHECK(problem("030300,2021-03,a,1\n").message.id == "figures.region_not_yet");
  CHECK(problem(",2020-01,a,1\n").message.id == "figures.region_empty");
}

TEST_CASE("Periods that are none get the right writing as a hint") {
  const std::pair<const char*, const char*> kCases[] = {
      {"2025/6", "2025-06"},       {"2025年6月", "2025-06"},     {"202506", "2025-06"},
      {"2025-6", "2025-06"},       {"2025.06", "2025-06"},       {"2025-06-30", "2025-06"},
      {"6/2025", "2025-06"},       {"Jun-25", "2025-06"},        {"2025Q2", "2025-Q2"},
      {"2025年二季度", "2025-Q2"}, {"2025年", "2025"},           {"2025年上半年", "2025-S1"},
      {"2025H2", "2025-S2"},       {"2025年第3季度", "2025-Q3"}, {"20250630", "2025-06"}};
  for (const auto& one : kCases) {
    const std::string written = one.first;
    const std::string right = one.second;
    CAPTURE(written);
    const Diagnostic found = problem("010100," + written + ",a,1\n");
    CHECK(found.severity == Severity::error);
    CHECK(argument(found.hint, "right") == right);
    CHECK(found.place.row == 2);
    CHECK(found.place.column == 2);
  }
  for (const char* written : {"", "x", "2025-13", "2025-Q5", "25", "99999999999999"}) {
    CAPTURE(written);
    CHECK(problem(std::string("010100,") + written + ",a,1\n").hint.empty());
  }
  CHECK(problem("010100,２０２０-01,a,1\n").message.id == "figures.full_width");
}

TEST_CASE("A date that a workbook made of a month is read as the month, and said") {
  const region::Regions regions = two_regions();
  Table sheet;
  sheet.header = {"region", "period", "variable", "value"};
  sheet.row_numbers = {2, 3};
  sheet.cells = {{"010100", CellKind::text}, {"2025-06-01", CellKind::date}, {"a", CellKind::text},
                 {"4", CellKind::number},    {"010100", CellKind::text},     {"2025-07", CellKind::text},
                 {"a", CellKind::text},      {"2025-06-03", CellKind::date}};
  const FigureSource source{"book.xlsx", {}, &sheet};
  Diagnostics diagnostics;
  const Figures figures = read_figures({&source, 1}, regions, {}, Workers(1), diagnostics);
  REQUIRE(diagnostics.items().size() == 2);
  CHECK(diagnostics.items()[0].message.id == "figures.date_as_month");
  CHECK(diagnostics.items()[0].severity == Severity::note);
  CHECK(diagnostics.items()[1].hint.id == "figures.date_as_value_hint");
  CHECK(figures.at(0, 1, Period::month(2025, 6)).value == 4);
}

TEST_CASE("Numbers: what is accepted and said, what is refused and why") {
  const auto value = [](const std::string& written) {
    const region::Regions regions = two_regions();
    const Reading reading({kHead + "010100,2020-01,a," + written + "\n"}, regions);
    return std::pair(reading.value("a", 1, "2020-01"),
                     reading.diagnostics.items().empty() ? "" : reading.diagnostics.items()[0].message.id);
  };
  CHECK(value("1234.5") == std::pair(1234.5, std::string()));
  CHECK(value("-3") == std::pair(-3.0, std::string()));
  CHECK(value("0.1") == std::pair(0.1, std::string()));
  CHECK(value("4.0979850000000004") == std::pair(4.0979850000000004, std::string()));
  CHECK(value("123456789012345678") == std::pair(123456789012345678.0, std::string()));
  CHECK(value("1.7e-5") == std::pair(1.7e-5, std::string()));
  CHECK(value(" 12 ") == std::pair(12.0, std::string()));
  CHECK(value("\"1,234,567.8\"") == std::pair(1234567.8, std::string("figures.separators")));
  CHECK(value("１２．５") == std::pair(12.5, std::string("figures.full_width")));
  for (const char* bad : {"\"1,23\"", "\"12,5\"", "\"1,2345\"", "1.234.567", "NA", "inf", "nan", "0x10",
                          "12 345", "1e999", "--1", "未报"}) {
    CAPTURE(bad);
    CHECK(value(bad).second == "figures.not_a_number");
  }
  CHECK(argument(problem("010100,2020-01,a,\"12,5\"\n").hint, "right") == "12.5");
  CHECK(problem("010100,2020-01,a,\"1,2345,678\"\n").hint.id == "figures.separators_hint");
  CHECK(problem("010100,2020-01,a,未报\n").hint.id == "figures.missing_hint");
}

TEST_CASE("A percent sign is an error unless the variable is in percent") {
  CHECK(problem("010100,2020-01,a,12.5%\n").message.id == "figures.percent");
  const region::Regions regions = two_regions();
  FigureOptions options;
  options.percent_variables = {"a"};
  const Reading reading({kHead + "010100,2020-01,a,12.5%\n"}, regions, options);
  CHECK_FALSE(reading.diagnostics.has_errors());
  CHECK(reading.value("a", 1, "2020-01") == 12.5);
}

TEST_CASE("Statuses and values must agree") {
  const std::string head = "region,period,variable,value,status,note\n";
  CHECK(problem("010100,2020-01,a,1,X,\n", head).message.id == "figures.status");
  CHECK(problem("010100,2020-01,a,1,L,\n", head).message.id == "figures.value_not_expected");
  CHECK(problem("010100,2020-01,a,,A,\n", head).message.id == "figures.value_expected");
  const region::Regions regions = two_regions();
  const Reading fine({head + "010100,2020-01,a,,,empty\n010100,2020-02,a,,Q,\n010100,2020-03,a,2,E,x\n"},
                     regions);
  CHECK(text(Language::en, fine.diagnostics) == "");
  CHECK(fine.figures.at(0, 1, Period::month(2020, 1)).status == ObsStatus::missing);
  CHECK(fine.figures.at(0, 1, Period::month(2020, 1)).told());
  CHECK(fine.figures.at(0, 1, Period::month(2020, 2)).status == ObsStatus::suppressed);
  CHECK(fine.figures.at(0, 1, Period::month(2020, 3)).status == ObsStatus::estimated);
}

TEST_CASE("The same figure told twice names both rows; the first stays") {
  const Diagnostic same = problem("010100,2020-01,a,1\n010100,2020-02,a,1\n010100,2020-01,a,1\n");
  CHECK(same.message.id == "figures.told_twice");
  CHECK(same.place.row == 4);
  CHECK(argument(same.message, "row") == "2");
  CHECK(same.hint.id == "figures.told_twice_same");
  const region::Regions regions = two_regions();
  const Reading two({kHead + "010100,2020-01,a,1\n", kHead + "010100,2020-01,a,5\n"}, regions);
  REQUIRE(two.diagnostics.errors() == 1);
  CHECK(two.diagnostics.items()[0].place.file == "f2.csv");
  CHECK(argument(two.diagnostics.items()[0].message, "file") == "f1.csv");
  CHECK(two.diagnostics.items()[0].hint.id == "figures.told_twice_other");
  CHECK(two.value("a", 1, "2020-01") == 1);
}

TEST_CASE("A variable keeps one frequency") {
  CHECK(problem("010100,2020-01,a,1\n010100,2020,a,1\n").message.id == "figures.two_frequencies");
}

TEST_CASE("A slip of the unit of measure is a warning, once, and no other jump is one") {
  std::string rows;
  for (int month = 1; month <= 9; ++month) {
    rows += "010100,2020-0" + std::to_string(month) + ",loss," +
            std::to_string(month == 5 ? 52000 : 50 + month) + "\n";
    rows += "010100,2020-0" + std::to_string(month) + ",jump," +
            std::to_string(month == 5 ? 1200 : 20 + month) + "\n";
    rows += "010100,2020-0" + std::to_string(month) + ",changed," +
            std::to_string(month >= 5 ? 5000000 : 500) + "\n";
  }
  const region::Regions regions = two_regions();
  const Reading reading({kHead + rows}, regions);
  REQUIRE(reading.diagnostics.warnings() == 2);
  CHECK_FALSE(reading.diagnostics.has_errors());
  for (const Diagnostic& item : reading.diagnostics.items()) {
    CHECK(item.message.id == "figures.unit_too_large");
    CHECK(argument(item.message, "period") == "2020-05");
    CHECK(item.place.row > 1);
  }
  CHECK(argument(reading.diagnostics.items()[0].message, "times") == "10000");
  CHECK(argument(reading.diagnostics.items()[1].message, "times") == "1000");
}

TEST_CASE("Headers that are none are told with what was found") {
  const region::Regions regions = two_regions();
  const Reading none({"a,b\n1,2\n"}, regions);
  CHECK(none.diagnostics.errors() == 1);
  CHECK(argument(none.diagnostics.items().at(0).message, "column") == "region, period");
  const Reading twice({"region,period,variable,value,地区\n"}, regions);
  CHECK(twice.diagnostics.items().at(0).message.id == "figures.column_twice");
  const Reading short_of({"region,period,value\n"}, regions);
  CHECK(short_of.diagnostics.items().at(0).message.id == "figures.column_missing");
  const Reading more({"region,period,variable,value,source\n010100,2020-01,a,1,x\n"}, regions);
  CHECK(more.diagnostics.items().at(0).message.id == "figures.column_unused");
  CHECK(more.value("a", 1, "2020-01") == 1);
}

TEST_CASE("All problems of all files are told at once") {
  const region::Regions regions = two_regions();
  const Reading reading({kHead + "1,2020-01,a,1\n010100,x,a,y\n010100,2020-01,b,2\n", "nothing\n",
                         kHead + "010100,2020-01,c,z\n"},
                        regions);
  CHECK(reading.diagnostics.errors() == 5);
  CHECK(reading.value("b", 1, "2020-01") == 2);
}

TEST_CASE("More cells than allowed are refused before memory is spent") {
  const region::Regions regions = two_regions();
  FigureOptions options;
  options.max_cells = 1000;
  const Reading reading({kHead + "010100,2020-01,a,1\n010100,9000-01,a,1\n"}, regions, options);
  CHECK(reading.diagnostics.items().at(0).message.id == "figures.too_large");
}

/// A long table large enough for many chunks, in one of three orders, with odd rows strewn in.
std::string large_table(int order, int regions, bool with_problems) {
  Philox random(philox_key("large table"), static_cast<std::uint32_t>(order));
  const char* const variables[] = {"a", "a_variable_with_quite_a_long_name_indeed", "b", "crimes"};
  std::vector<std::string> rows;
  for (int region = 0; region < regions; ++region) {
    for (int month = 0; month < 60; ++month) {
      for (const char* variable : variables) {
        const std::string period = Period::month(2015, 1).plus(month).text();
        std::string value = std::to_string(random.below(1000));
        if (random.below(7) == 0) value += "." + std::to_string(random.below(1000));
        if (with_problems && random.below(997) == 0) value = "\"" + value + "\"";
        if (with_problems && random.below(1999) == 0) value = "x" + value;
        rows.push_back(std::to_string(100000 + region) + "," + period + "," + variable + "," + value + "\n");
        if (with_problems && random.below(2999) == 0) rows.push_back(rows.back());
      }
    }
  }
  if (order == 1) {
    for (std::size_t i = rows.size() - 1; i > 0; --i)
      std::swap(rows[i], rows[random.below(static_cast<std::uint32_t>(i + 1))]);
  }
  if (order == 2) std::reverse(rows.begin(), rows.end());
  std::string text = kHead;
  for (const std::string& row : rows) text += row;
  return text;
}

region::Regions many_regions(int count) {
  std::string rows;
  for (int i = 0; i < count; ++i) rows += std::to_string(100000 + i) + ",,county,,,,县,County\n";
  return regions_of(rows);
}

bool same_bits(const Figures& a, const Figures& b) {
  if (a.variables.size() != b.variables.size()) return false;
  for (std::size_t i = 0; i < a.variables.size(); ++i) {
    const auto& x = a.variables[i];
    const auto& y = b.variables[i];
    if (x.code != y.code || x.first != y.first || x.cells.size() != y.cells.size()) return false;
    for (std::size_t c = 0; c < x.cells.size(); ++c) {
      const bool same = x.cells[c].row == y.cells[c].row && x.cells[c].status == y.cells[c].status &&
                        (x.cells[c].value == y.cells[c].value ||
                         (is_missing(x.cells[c].value) && is_missing(y.cells[c].value)));
      if (!same) return false;
    }
  }
  return true;
}

TEST_CASE("The result does not depend on the number of threads, nor on the way that rows are read") {
  constexpr int kRegions = 150;
  const region::Regions regions = many_regions(kRegions);
  for (const int order : {0, 1, 2}) {
    CAPTURE(order);
    const std::string csv = large_table(order, kRegions, true);
    const Reading one({csv}, regions, {}, 1);
    const Reading four({csv}, regions, {}, 4);
    CHECK(one.diagnostics.errors() > 20);
    CHECK(same_bits(one.figures, four.figures));
    CHECK(text(Language::en, one.diagnostics) == text(Language::en, four.diagnostics));
  }
  // Quotes around every field take the careful way; the figures are the same.
  const std::string plain = large_table(0, 20, false);
  std::string quoted = "\"";
  for (const char c : plain) {
    if (c == ',')
      quoted += "\",\"";
    else if (c == '\n')
      quoted += "\"\r\n\"";
    else
      quoted += c;
  }
  quoted.pop_back();
  std::string wide = "region,period";
  constexpr int kColumns = 400;
  for (int column = 0; column < kColumns; ++column) wide += ",v" + std::to_string(column);
  for (int region = 0; region < kRegions; ++region) {
    for (const char* period : {"2020-01", "2020-02", "2020-03"}) {
      wide += "\n" + std::to_string(100000 + region) + "," + period;
      for (int column = 0; column < kColumns; ++column) wide += "," + std::to_string(region);
    }
  }
  const Reading across({wide}, regions);  // more cells than are kept waiting at once
  CHECK_FALSE(across.diagnostics.has_errors());
  REQUIRE(across.figures.variables.size() == kColumns);
  for (const VariableSeries& series : across.figures.variables) {
    CHECK(series.cells.size() == 3 * kRegions);
    CHECK(series.cells[2 * kRegions + 7].value == 7);
  }
  const Reading fast({plain}, regions);
  const Reading careful({quoted}, regions);
  CHECK_FALSE(careful.diagnostics.has_errors());
  CHECK(text(Language::en, careful.diagnostics) == text(Language::en, fast.diagnostics));
  CHECK(same_bits(fast.figures, careful.figures));
  CHECK_FALSE(fast.figures.variables.empty());
}

TEST_CASE("Every spelling of a header in docs/figures.md is understood") {
  const std::string path = DAJUAN_SOURCE_DIR "/docs/figures.md";
  Diagnostics diagnostics;
  const auto manual = TextFile::open(path, 1 << 20, diagnostics);
  REQUIRE(manual);
  constexpr const char* kNames[] = {"region", "period", "variable", "value", "status", "note"};
  for (int column = 0; column < 6; ++column) {
    const std::string begin = std::string("\n| ") + kNames[column] + " | ";
    std::string_view row = manual->text().substr(manual->text().find(begin) + begin.size());
    row = row.substr(0, row.find('\n'));
    const std::vector<std::string_view> pieces = split(row, '`');
    REQUIRE(pieces.size() >= 7);
    for (std::size_t i = 1; i < pieces.size(); i += 2) {
      CAPTURE(pieces[i]);
      CHECK(column_of(pieces[i]) == static_cast<Column>(column));
    }
  }
}

// Mexico's README: 68,544 rows of victims, 13,440 of files, 396 of population; a missing combination is none.
TEST_CASE("The Mexican tables are read without a problem") {
  const std::string folder = DAJUAN_SOURCE_DIR "/examples/mexico-states/";
  Diagnostics diagnostics;
  const auto table = read_tables(folder + "regions.csv", {}, diagnostics);
  const region::Regions regions = region::Regions::read(table.at(0), diagnostics);
  const Figures figures = read_figure_files(
      {folder + "victims_monthly.csv", folder + "crimes_yearly.csv", folder + "population.csv"}, regions, {},
      Workers(2), diagnostics);
  CHECK_FALSE(diagnostics.has_errors());
  std::size_t told[3] = {};
  for (const VariableSeries& series : figures.variables) {
    for (const Figure& figure : series.cells) {
      if (figure.told()) ++told[figure.file];
    }
  }
  CHECK(told[0] == 68544);
  CHECK(told[1] == 13440);
  CHECK(told[2] == 396);
  // The README's totals of the publishers: intentional homicide victims of 2018 and 2023.
  const int homicide = figures.find("intentional_homicide_victims");
  REQUIRE(homicide >= 0);
  for (const auto& [year, total] : {std::pair(2018, 33742.0), std::pair(2023, 29721.0)}) {
    double sum = 0;
    for (int month = 1; month <= 12; ++month) {
      for (int region = 1; region < static_cast<int>(regions.size()); ++region)
        sum += figures.at(homicide, region, Period::month(year, month)).value;
    }
    CHECK(sum == total);
  }
}

}  // namespace
}  // namespace dajuan::index
