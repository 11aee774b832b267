#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv_block.h"
#include "base/table.h"

namespace dajuan {

/// How a CSV text is to be read.
struct CsvOptions {
  std::string file;              ///< for diagnostics
  std::uint32_t first_line = 1;  ///< line number of the first byte
  std::uint32_t columns = 0;     ///< fields every row must have; 0 = as many as the first row has
  TableLimits limits;
};

/// Reads RFC 4180 CSV in UTF-8 row by row, strictly: comma, LF or CRLF, quotes only around a whole field and
/// doubled inside. A byte-order mark at the start and empty lines are passed over; a row with another number
/// of fields than it must have is an error and is passed over. Every other problem (a quote that is never
/// closed or stands inside a field, text after a closing quote, control characters, bad UTF-8, a cell that is
/// too long) is an error with line and column; the row is still given, with the field as it stands. A quote
/// whose partner does not follow within twice `limits.cell_bytes` counts as never closed and is read as a
/// plain character.
///
/// Cost: 0.5 to 1 ns a byte. Memory: the fields of one row.
///
///   CsvReader reader(bytes, {.file = path}, diagnostics);
///   while (reader.next()) use(reader.line(), reader.fields());
class CsvReader {
 public:
  /// `bytes` and `diagnostics` must outlive the reader.
  CsvReader(std::string_view bytes, CsvOptions options, Diagnostics& diagnostics);
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  /// Goes to the next row; false at the end, or when a limit was passed (then an error says so).
  bool next();
  /// Names for diagnostics: call after `next()` gave the header row. Trimmed copies of its fields.
  std::vector<std::string> take_header();

  /// The fields of the row, without their quotes. Valid until `next()`; fields for which `in_place` holds are
  /// valid as long as the bytes given.
  std::span<const std::string_view> fields() const { return {fields_.data(), count_}; }
  bool in_place(std::string_view field) const {
    return field.data() >= cursor_.begin() && field.data() <= cursor_.end();
  }
  /// The line on which the row begins.
  std::uint32_t line() const { return row_line_; }
  /// The place of a field of this row, for diagnostics.
  Place place(std::size_t field) const;

  /// What follows the row, and its line number: what a CsvSplitter is given after the header.
  std::string_view rest() const { return {row_end_, static_cast<std::size_t>(cursor_.end() - row_end_)}; }
  std::uint32_t rest_line() const { return line_; }

 private:
  bool read_row();
  void special(const char* at, bool after_close);
  void control_characters(std::string_view content);
  std::string_view field(const char* start, const char* end, const char* close, bool doubled);
  std::string_view unquoted(std::string_view content);
  bool accept_row(std::size_t bytes);
  void check_text();
  Place row_place() const;
  void error(std::string_view message, std::size_t field, std::uint32_t line,
             std::vector<std::pair<std::string, std::string>> arguments = {}, std::string_view hint = {});

  CsvOptions options_;
  Diagnostics& diagnostics_;
  std::vector<std::string> header_;
  csv::Cursor cursor_;
  const char* row_end_;
  std::uint32_t line_;
  std::uint32_t row_line_ = 0;
  std::uint64_t rows_ = 0;
  bool stopped_ = false;
  std::size_t count_ = 0;     ///< fields of the row
  std::size_t capacity_ = 0;  ///< fields that are kept; more are only counted
  std::vector<std::string_view> fields_;
  std::deque<std::string> unquoted_;  ///< fields that had doubled quotes
  std::size_t unquoted_used_ = 0;
};

/// A part of a CSV text that begins and ends between rows.
struct CsvChunk {
  std::size_t index = 0;
  std::string_view bytes;
  std::uint32_t first_line = 1;
};

/// Cuts a CSV text between rows into chunks of about the same size, in order, so that several threads can
/// read it. Where it cuts depends on the text and the sizes alone, and a CsvReader for each chunk
/// (`first_line` and `columns` given) finds together exactly the rows and problems that one reader finds in
/// the whole. Not thread-safe: threads take turns at `next()`, which costs about a tenth of reading the
/// chunk and leaves it in the cache of who took it.
class CsvSplitter {
 public:
  CsvSplitter(std::string_view bytes, std::uint32_t first_line = 1, const TableLimits& limits = {},
              std::size_t chunk_bytes = std::size_t{1} << 20);
  std::optional<CsvChunk> next();

 private:
  const char* row_end(const char* from, const char* target) const;

  const char* position_;
  const char* end_;
  std::size_t field_start_offset_;  ///< of the byte-order mark before the first row
  std::uint32_t line_;
  std::size_t max_quoted_;
  std::size_t chunk_bytes_;
  std::size_t index_ = 0;
};

/// How many line feeds a text has.
std::size_t count_lines(std::string_view bytes);

}  // namespace dajuan
