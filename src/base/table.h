#pragma once
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"

namespace dajuan {

/// percent: a number of a workbook that is shown as a percentage; the text is the number itself, 0.873
/// for 87.3%.
enum class CellKind : std::uint8_t { empty, text, number, date, boolean, error, percent };

/// A cell as a person wrote it, surrounding spaces removed. For a number of a workbook `text` is the shortest
/// decimal that reads back to it; for a date it is 2025-06-30.
struct Cell {
  std::string_view text;
  CellKind kind = CellKind::empty;
};

/// A small table in memory: one header row and data rows, each with as many cells as the header. CSV or one
/// sheet of a workbook. Move-only; cells point into `storage`. Large CSV is streamed instead (csv.h).
struct Table {
  Table() = default;
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;
  Table(Table&&) = default;
  Table& operator=(Table&&) = default;

  std::string file;
  std::string sheet;
  std::vector<std::string> header;
  std::vector<std::uint32_t> column_numbers;  ///< where each column stands in the file, from 1; may be empty
  std::vector<Cell> cells;                    ///< row by row, header.size() each
  std::vector<std::uint32_t> row_numbers;     ///< where each data row begins in the file, header row = 1
  std::deque<std::string> storage;

  std::size_t rows() const { return row_numbers.size(); }
  const Cell& at(std::size_t row, std::size_t column) const { return cells[row * header.size() + column]; }
  std::optional<std::size_t> column(std::string_view name) const;
  /// The place of a cell, for diagnostics.
  Place place(std::size_t row, std::size_t column) const;
};

/// What an input may be at most; more is refused with a diagnostic, before memory is spent on it.
struct TableLimits {
  std::uint64_t bytes = 2ull << 30;
  std::uint64_t rows = 50'000'000;
  std::uint64_t cells = 20'000'000;  ///< of a table in memory
  std::uint32_t columns = 5'000;
  std::uint32_t cell_bytes = 32'768;
};

/// Reads CSV text in UTF-8 into a table. Rows without any content are passed over. Nothing, and an error,
/// when there is no header row or the separator is not the comma.
std::optional<Table> read_csv_table(std::string text, const std::string& file, const TableLimits& limits,
                                    Diagnostics& diagnostics);

/// Drops columns that have neither name nor content (spreadsheets leave them behind) and reports columns
/// without a name and names that stand twice. For readers that fill a Table.
void check_header(Table& table, std::uint32_t header_row, Diagnostics& diagnostics);

/// Reads a CSV file, or the sheets of an XLSX workbook, by what the file holds and not by its name (one table
/// a sheet that has cells; a CSV gives one). Every problem goes to `diagnostics`; with errors the result
/// holds what could be read.
std::vector<Table> read_tables(const std::string& path, const TableLimits& limits, Diagnostics& diagnostics);

}  // namespace dajuan
