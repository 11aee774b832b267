// Any bytes as CSV: one reader and readers of chunks find the same rows and problems, and what the writer
// writes of the rows reads back.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/csv.h"
#include "base/csv_writer.h"

using namespace dajuan;

namespace {

struct Found {
  std::string rows;  // written by CsvWriter, each with its line in front
  Diagnostics diagnostics{20};
};

void read(std::string_view bytes, const CsvOptions& options, Found& found) {
  CsvReader reader(bytes, options, found.diagnostics);
  CsvWriter writer(found.rows);
  while (reader.next()) {
    writer.integer(reader.line());
    for (const std::string_view field : reader.fields()) writer.text(field);
    writer.end_row();
  }
}

void require(bool holds) {
  if (!holds) std::abort();
}

void require_same(const Diagnostics& a, const Diagnostics& b) {
  require(a.errors() == b.errors() && a.items().size() == b.items().size());
  for (std::size_t i = 0; i < a.items().size(); ++i) {
    const Diagnostic& x = a.items()[i];
    const Diagnostic& y = b.items()[i];
    require(x.message == y.message && x.place.row == y.place.row && x.place.column == y.place.column);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  CsvOptions options;
  options.limits.cell_bytes = 20;
  options.limits.columns = 8;
  unsigned sum = 0;
  for (const char c : bytes) sum = sum * 31 + static_cast<unsigned char>(c);
  options.columns = 1 + sum % 4;

  Found whole;
  read(bytes, options, whole);

  Found parts;
  CsvSplitter splitter(bytes, 1, options.limits, 1 + sum / 4 % 70);
  CsvOptions of_chunk = options;
  std::size_t covered = 0;
  while (const auto chunk = splitter.next()) {
    require(chunk->bytes.data() == bytes.data() + covered && !chunk->bytes.empty());
    covered += chunk->bytes.size();
    of_chunk.first_line = chunk->first_line;
    read(chunk->bytes, of_chunk, parts);
  }
  require(covered == size);
  require(parts.rows == whole.rows);
  require_same(parts.diagnostics, whole.diagnostics);

  // Lines in front of the rows: one column more, and no empty line.
  std::string again;
  Diagnostics problems;
  CsvOptions of_written;
  of_written.columns = options.columns + 1;
  CsvReader reader(whole.rows, of_written, problems);
  CsvWriter writer(again);
  while (reader.next()) {
    for (const std::string_view field : reader.fields()) writer.text(field);
    writer.end_row();
  }
  require(again == whole.rows);

  Found first_row_decides;
  options.columns = 0;
  read(bytes, options, first_row_decides);
  return 0;
}
