#include "base/table.h"

#include <algorithm>

#include "base/csv.h"
#include "base/encoding.h"
#include "base/text.h"
#include "base/xlsx.h"

namespace dajuan {
namespace {

constexpr std::string_view kOldWorkbook = "\xD0\xCF\x11\xE0";

Cell csv_cell(Table& table, const CsvReader& reader, std::string_view field) {
  field = trim(field);
  if (field.empty()) return {};
  if (!reader.in_place(field)) field = table.storage.emplace_back(field);
  return {field, CellKind::text};
}

}  // namespace

std::optional<std::size_t> Table::column(std::string_view name) const {
  const auto found = std::find(header.begin(), header.end(), name);
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

Place Table::place(std::size_t row, std::size_t column) const {
  Place where;
  where.file = file;
  where.sheet = sheet;
  if (row < row_numbers.size()) where.row = row_numbers[row];
  where.column =
      column < column_numbers.size() ? column_numbers[column] : static_cast<std::uint32_t>(column) + 1;
  if (column < header.size()) where.column_name = header[column];
  return where;
}

namespace {

/// Whether the first row is a title above the header: one cell over columns that have no other name.
bool is_title_row(const std::vector<std::string>& header, const std::vector<bool>& used) {
  std::size_t named = 0;
  std::size_t nameless = 0;
  for (std::size_t c = 0; c < header.size(); ++c) {
    named += !header[c].empty();
    nameless += header[c].empty() && used[c];
  }
  return named == 1 && nameless > 1;
}

}  // namespace

void check_header(Table& table, std::uint32_t header_row, Diagnostics& diagnostics) {
  const std::size_t columns = table.header.size();
  std::vector<bool> used(columns);
  for (std::size_t i = 0; i < table.cells.size(); ++i)
    if (table.cells[i].kind != CellKind::empty) used[i % columns] = true;
  Table kept;
  std::vector<std::size_t> places;
  const bool is_title = is_title_row(table.header, used);
  if (is_title) {
    Place place = table.place(table.rows(), 0);
    place.row = header_row;
    place.column = 0;
    place.column_name.clear();
    diagnostics.error(std::move(place), Message("table.title_row"), Message("table.title_row_hint"));
  }
  for (std::size_t c = 0; c < columns; ++c) {
    if (table.header[c].empty() && !used[c]) continue;
    Place place = table.place(table.rows(), c);
    place.row = header_row;
    const auto earlier = std::find(kept.header.begin(), kept.header.end(), table.header[c]);
    if (is_title && table.header[c].empty()) {
      // told once for the row
    } else if (table.header[c].empty()) {
      diagnostics.error(std::move(place), Message("table.column_without_name"),
                        Message("table.column_without_name_hint"));
    } else if (earlier != kept.header.end()) {
      const std::size_t first = static_cast<std::size_t>(earlier - kept.header.begin());
      diagnostics.error(std::move(place),
                        Message("table.column_twice",
                                {{"found", table.header[c]}, {"first", std::to_string(places[first] + 1)}}),
                        Message("table.column_twice_hint"));
    }
    places.push_back(c);
    kept.header.push_back(table.header[c]);
    kept.column_numbers.push_back(static_cast<std::uint32_t>(c) + 1);
  }
  if (places.size() != columns) {
    for (std::size_t row = 0; row < table.rows(); ++row)
      for (const std::size_t c : places) kept.cells.push_back(table.cells[row * columns + c]);
    table.cells = std::move(kept.cells);
  }
  table.header = std::move(kept.header);
  table.column_numbers = std::move(kept.column_numbers);
}

std::optional<Table> read_csv_table(std::string text, const std::string& file, const TableLimits& limits,
                                    Diagnostics& diagnostics) {
  Table table;
  table.file = file;
  const std::string_view bytes = table.storage.emplace_back(std::move(text));
  const std::size_t errors = diagnostics.errors();
  CsvOptions options;
  options.file = file;
  options.limits = limits;
  CsvReader reader(bytes, options, diagnostics);
  Place whole;
  whole.file = file;
  if (!reader.next()) {
    if (diagnostics.errors() == errors) diagnostics.error(std::move(whole), Message("table.empty"));
    return std::nullopt;
  }
  const std::uint32_t header_row = reader.line();
  table.header = reader.take_header();
  if (table.header.size() == 1 && table.header[0].find_first_of(";\t") != std::string::npos) {
    whole.row = header_row;
    diagnostics.error(std::move(whole), Message("table.other_separator", {{"found", table.header[0]}}),
                      Message("table.other_separator_hint"));
    return std::nullopt;
  }
  while (reader.next()) {
    const std::size_t before = table.cells.size();
    bool any = false;
    for (const std::string_view field : reader.fields()) {
      table.cells.push_back(csv_cell(table, reader, field));
      any |= table.cells.back().kind != CellKind::empty;
    }
    if (!any) {
      table.cells.resize(before);
      continue;
    }
    table.row_numbers.push_back(reader.line());
    if (table.cells.size() > limits.cells) {
      Place place = reader.place(0);
      place.column = 0;
      place.column_name.clear();
      diagnostics.error(std::move(place),
                        Message("table.too_many_cells", {{"limit", std::to_string(limits.cells)}}));
      break;
    }
  }
  check_header(table, header_row, diagnostics);
  return table;
}

std::vector<Table> read_tables(const std::string& path, const TableLimits& limits, Diagnostics& diagnostics) {
  std::vector<Table> tables;
  const std::optional<MemoryMap> map = MemoryMap::open(path, limits.bytes, diagnostics);
  if (!map) return tables;
  const std::string_view bytes = map->bytes();
  if (bytes.starts_with(kOldWorkbook)) {
    Place place;
    place.file = path;
    diagnostics.error(std::move(place), Message("table.old_workbook"), Message("table.old_workbook_hint"));
    return tables;
  }
  if (looks_like_xlsx(bytes)) return read_xlsx(bytes, path, limits, diagnostics);
  std::string storage;
  const std::optional<std::string_view> text = utf8_text(bytes, path, storage, diagnostics);
  if (!text) return tables;
  if (storage.empty()) storage = *text;
  if (std::optional<Table> table = read_csv_table(std::move(storage), path, limits, diagnostics))
    tables.push_back(std::move(*table));
  return tables;
}

}  // namespace dajuan
