#include "base/csv.h"

#include <doctest/doctest.h>

#include <random>

#include "base/csv_writer.h"
#include "base/observation.h"

using namespace dajuan;

namespace {

struct Row {
  std::uint32_t line;
  std::vector<std::string> fields;
  bool operator==(const Row&) const = default;
};

std::vector<Row> read(std::string_view bytes, Diagnostics& diagnostics, CsvOptions options = {}) {
  std::vector<Row> rows;
  CsvReader reader(bytes, std::move(options), diagnostics);
  while (reader.next()) rows.push_back({reader.line(), {reader.fields().begin(), reader.fields().end()}});
  return rows;
}

std::vector<Row> read_in_chunks(std::string_view bytes, Diagnostics& diagnostics, std::size_t chunk_bytes,
                                std::uint32_t columns, const TableLimits& limits) {
  std::vector<Row> rows;
  CsvSplitter splitter(bytes, 1, limits, chunk_bytes);
  while (const auto chunk = splitter.next()) {
    CsvOptions options;
    options.first_line = chunk->first_line;
    options.columns = columns;
    options.limits = limits;
    for (Row& row : read(chunk->bytes, diagnostics, options)) rows.push_back(std::move(row));
  }
  return rows;
}

/// "message@line:column" of every problem.
std::vector<std::string> problems(const Diagnostics& diagnostics) {
  std::vector<std::string> all;
  for (const Diagnostic& item : diagnostics.items())
    all.push_back(item.message.id + "@" + std::to_string(item.place.row) + ":" +
                  std::to_string(item.place.column));
  return all;
}

using Lines = std::vector<Row>;
using Problems = std::vector<std::string>;

}  // namespace

TEST_CASE("rows, quotes and line ends as RFC 4180 has them") {
  Diagnostics diagnostics;
  CHECK(read("a,b,c\n1,,3\r\n\"x,y\",\"say \"\"hi\"\"\",\"two\nlines\"\nz,\"\",é", diagnostics) ==
        Lines{{1, {"a", "b", "c"}},
              {2, {"1", "", "3"}},
              {3, {"x,y", "say \"hi\"", "two\nlines"}},
              {5, {"z", "", "é"}}});
  CHECK(diagnostics.items().empty());
}

TEST_CASE("a byte-order mark and empty lines are passed over") {
  Diagnostics diagnostics;
  CHECK(read("\xEF\xBB\xBF\"a\",b\n\n1,2\r\n\r\n", diagnostics) == Lines{{1, {"a", "b"}}, {3, {"1", "2"}}});
  CHECK(read("", diagnostics).empty());
  CHECK(read("\n\n", diagnostics).empty());
  CHECK(diagnostics.items().empty());
}

TEST_CASE("every problem has its line and column, and reading goes on") {
  Diagnostics diagnostics;
  CHECK(
      read("a,b\n1,x\"y\n2,\"x\"y\n3\n4,ok\n5,\xFF\n", diagnostics) ==
      Lines{{1, {"a", "b"}}, {2, {"1", "x\"y"}}, {3, {"2", "\"x\"y"}}, {5, {"4", "ok"}}, {6, {"5", "\xFF"}}});
  CHECK(problems(diagnostics) == Problems{"csv.quote_inside@2:2", "csv.after_quote@3:2",
                                          "csv.wrong_number_of_fields@4:0", "csv.not_utf8@6:2"});
}

TEST_CASE("a quote that is never closed is read as a character") {
  Diagnostics diagnostics;
  CHECK(read("a,b\n1,\"open\n2,3\n", diagnostics) ==
        Lines{{1, {"a", "b"}}, {2, {"1", "\"open"}}, {3, {"2", "3"}}});
  CHECK(problems(diagnostics) == Problems{"csv.quote_not_closed@2:2"});
}

TEST_CASE("control characters and lone carriage returns") {
  Diagnostics diagnostics;
  const std::string bytes = std::string("a,b\n5,") + '\0' + "\n7\r8,9\n\"\t\x01\n\",10\n";
  CHECK(read(bytes, diagnostics).size() == 4);
  CHECK(problems(diagnostics) ==
        Problems{"csv.control_character@2:2", "csv.lone_cr@3:1", "csv.control_character@4:1"});
}

TEST_CASE("limits: cell, columns, rows") {
  CsvOptions options;
  options.limits.cell_bytes = 4;
  options.limits.columns = 3;
  options.limits.rows = 3;
  Diagnostics diagnostics;
  CHECK(read("a,b\n12345,\"1234\"\n\"\"\"\"\"\"\"\"\"\",x\n5,6\n", diagnostics, options).size() == 3);
  CHECK(problems(diagnostics) == Problems{"csv.cell_too_long@2:1", "csv.too_many_rows@4:0"});
  Diagnostics wide;
  CHECK(read("a,b,c,d\n1,2,3,4\n", wide, options).empty());
  CHECK(problems(wide) == Problems{"csv.too_many_columns@1:0"});
}

TEST_CASE("the place of a field has the name of its column") {
  Diagnostics diagnostics;
  CsvReader reader("region, value \nx,y\n", {}, diagnostics);
  REQUIRE(reader.next());
  CHECK(reader.take_header() == std::vector<std::string>{"region", "value"});
  CHECK(reader.rest() == "x,y\n");
  CHECK(reader.rest_line() == 2);
  REQUIRE(reader.next());
  CHECK(reader.place(1).column_name == "value");
  CHECK(reader.place(1).row == 2);
}

TEST_CASE("fields and blocks of 64 bytes: every length of field reads back") {
  for (std::size_t length = 0; length < 200; ++length) {
    const std::string field(length, 'x');
    Diagnostics diagnostics;
    const std::string bytes = field + ",\"" + field + "\"\"\"," + field + "\ny,,\n";
    const std::vector<Row> rows = read(bytes, diagnostics);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].fields == std::vector<std::string>{field, field + "\"", field});
    CHECK(diagnostics.items().empty());
  }
}

TEST_CASE("chunks of any size give the rows and problems of one reader") {
  std::mt19937 random(20261124);  // the engine's numbers are the standard's, the same everywhere
  constexpr std::string_view kPieces[] = {"a",    "bc",           ",",    ",",    ",",   "\n",  "\n",
                                          "\r\n", "\"",           "\"",   "\"\"", ",\"", "\",", "\"\n",
                                          "\n\"", "\xE5\xB9\xB3", "\xFF", "\r"};
  TableLimits limits;
  limits.cell_bytes = 12;
  for (int trial = 0; trial < 3000; ++trial) {
    std::string bytes = trial % 5 == 0 ? "\xEF\xBB\xBF" : "";
    const std::size_t pieces = random() % 120;
    for (std::size_t i = 0; i < pieces; ++i) bytes += kPieces[random() % std::size(kPieces)];
    CsvOptions options;
    options.columns = 2;
    options.limits = limits;
    Diagnostics whole(1000);
    const std::vector<Row> expected = read(bytes, whole, options);
    for (const std::size_t chunk_bytes : {1, 2, 3, 7, 64, 100}) {
      Diagnostics parts(1000);
      INFO("text: ", bytes);
      INFO("chunk: ", chunk_bytes);
      REQUIRE(read_in_chunks(bytes, parts, chunk_bytes, 2, limits) == expected);
      REQUIRE(problems(parts) == problems(whole));
    }
  }
}

TEST_CASE("chunks cover the text and count its lines") {
  std::string bytes;
  for (int i = 0; i < 40000; ++i) bytes += "r" + std::to_string(i) + ",\"two\nlines\"\n";
  CsvSplitter splitter(bytes, 1, {}, 1 << 16);
  std::string joined;
  std::size_t chunks = 0;
  while (const auto chunk = splitter.next()) {
    CHECK(chunk->index == chunks++);
    CHECK(chunk->first_line == 1 + count_lines(joined));
    CHECK(chunk->bytes.starts_with("r"));
    joined += chunk->bytes;
  }
  CHECK(joined == bytes);
  CHECK(chunks > 10);
  CHECK(count_lines(bytes) == 80000);
}

TEST_CASE("what the writer writes the reader reads") {
  std::string bytes;
  CsvWriter writer(bytes);
  writer.row({"name", "value"});
  writer.text("say \"hi\", all\r\n").number(0.1).end_row();
  writer.empty().integer(-7).end_row();
  writer.text("平安").number(kMissing).end_row();
  CHECK(bytes == "name,value\n\"say \"\"hi\"\", all\r\n\",0.1\n,-7\n平安,\n");
  Diagnostics diagnostics;
  CHECK(
      read(bytes, diagnostics) ==
      Lines{{1, {"name", "value"}}, {2, {"say \"hi\", all\r\n", "0.1"}}, {4, {"", "-7"}}, {5, {"平安", ""}}});
  std::string one;
  CsvWriter single(one);
  single.row({""});
  CHECK(one == "\"\"\n");
}
