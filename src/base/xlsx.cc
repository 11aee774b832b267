#include "base/xlsx.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/number_text.h"
#include "base/text.h"
#include "base/xlsx_date.h"
#include "base/xlsx_process.h"
#include "base/xlsx_records.h"
#include "base/xlsx_zip.h"

namespace dajuan {
namespace {

using xlsx::Record;
using xlsx::RecordKind;

/// Characters that XML cannot hold are written _x000D_ (ECMA-376 part 1, 22.9.2.19).
std::string with_escaped_characters(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t escape = std::min(text.find("_x"), text.size());
    result.append(text, 0, escape);
    text.remove_prefix(escape);
    if (text.empty()) break;
    char32_t code = 0;
    bool valid = text.size() >= 7 && text[6] == '_';
    for (std::size_t i = 2; valid && i < 6; ++i) {
      const std::size_t digit = std::string_view("0123456789ABCDEFabcdef").find(text[i]);
      valid = digit != std::string_view::npos;
      code = code * 16 + static_cast<char32_t>(digit < 16 ? digit : digit - 6);
    }
    const bool is_character = valid && code != 0 && (code < 0xD800 || code > 0xDFFF);
    if (is_character)
      append_utf8(result, code);
    else
      result += text[0];
    text.remove_prefix(is_character ? 7 : 1);
  }
  return result;
}

/// A sheet of the author's own, such as notes, begins with this.
constexpr char kPassedOver = '#';

/// Makes tables of the records that the reading process sent. Records that it cannot send in good order end
/// it.
class TableMaker {
 public:
  TableMaker(const std::string& file, const TableLimits& limits, Diagnostics& diagnostics)
      : file_(file), limits_(limits), diagnostics_(diagnostics) {}

  /// False when the stream is not as it must be, or its reader said so (then a diagnostic is there).
  bool take(std::string_view stream) {
    while (const std::optional<Record> record = xlsx::take_record(stream)) {
      switch (record->kind) {
        case RecordKind::sheet:
          finish_sheet();
          if (!is_utf8(record->bytes)) return broken();
          sheet_ = std::string(record->bytes);
          has_sheet_ = true;
          break;
        case RecordKind::done:
          finish_sheet();
          return stream.empty() || broken();
        case RecordKind::failed:
          return failed(static_cast<xlsx::FailureKind>(record->row));
        default:
          if (!has_sheet_ || !in_order(*record) || !add(*record)) return broken();
      }
    }
    return broken();
  }

  std::vector<Table> take_tables() { return std::move(tables_); }

 private:
  struct SheetCell {
    std::uint32_t row;
    std::uint32_t column;
    Cell cell;
  };

  bool in_order(const Record& record) const {
    if (record.row >= limits_.rows || record.column >= limits_.columns || cells_.size() >= limits_.cells)
      return false;
    if (cells_.empty()) return true;
    const SheetCell& last = cells_.back();
    return record.row != last.row ? record.row > last.row : record.column > last.column;
  }

  bool add(const Record& record) {
    SheetCell added{record.row, record.column, {}};
    switch (record.kind) {
      case RecordKind::text:
      case RecordKind::error:
        if (!is_utf8(record.bytes)) return false;
        added.cell.kind = record.kind == RecordKind::text ? CellKind::text : CellKind::error;
        added.cell.text = kept(added, record.bytes);
        if (added.cell.text.empty()) return true;
        break;
      case RecordKind::boolean:
        if (record.bytes.size() != 1) return false;
        added.cell = {record.bytes[0] != 0 ? "true" : "false", CellKind::boolean};
        break;
      default: {
        const std::optional<double> number = xlsx::double_of(record.bytes);
        if (!number || !std::isfinite(*number)) return false;
        std::optional<std::string> date;
        if (record.kind != RecordKind::number && record.kind != RecordKind::percent)
          date = xlsx::date_text(*number, record.kind == RecordKind::date_from_1904);
        added.cell.kind = date                                 ? CellKind::date
                          : record.kind == RecordKind::percent ? CellKind::percent
                                                               : CellKind::number;
        added.cell.text = table_.storage.emplace_back(date ? *date : shortest(*number));
      }
    }
    cells_.push_back(added);
    return true;
  }

  /// The text in the table's own memory; one that is too long is reported and cut.
  std::string_view kept(const SheetCell& cell, std::string_view text) {
    if (text.size() > limits_.cell_bytes) {
      Place place;
      place.file = file_;
      place.sheet = sheet_;
      place.row = cell.row + 1;
      place.column = cell.column + 1;
      diagnostics_.error(std::move(place),
                         Message("csv.cell_too_long", {{"found", std::to_string(text.size())},
                                                       {"limit", std::to_string(limits_.cell_bytes)}}));
      return {};
    }
    std::string& own = table_.storage.emplace_back(
        text.find("_x") == std::string_view::npos ? std::string(text) : with_escaped_characters(text));
    return trim(own);
  }

  void finish_sheet() {
    if (!cells_.empty() && !sheet_.starts_with(kPassedOver)) make_table();
    table_ = {};
    cells_.clear();
  }

  void make_table() {
    const std::uint32_t header_row = cells_.front().row;
    std::size_t columns = 0;
    std::size_t rows = 0;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      columns = std::max<std::size_t>(columns, cells_[i].column + 1);
      rows += cells_[i].row != header_row && (i == 0 || cells_[i].row != cells_[i - 1].row);
    }
    table_.file = file_;
    table_.sheet = sheet_;
    if (rows > limits_.cells / columns) {  // a few cells far apart
      Place place = table_.place(0, 0);
      place.column = 0;
      diagnostics_.error(std::move(place),
                         Message("table.too_many_cells", {{"limit", std::to_string(limits_.cells)}}));
      return;
    }
    table_.header.resize(columns);
    table_.cells.resize(rows * columns);
    for (const SheetCell& cell : cells_) {
      if (cell.row == header_row) {
        table_.header[cell.column] = std::string(cell.cell.text);
        continue;
      }
      if (table_.row_numbers.empty() || table_.row_numbers.back() != cell.row + 1)
        table_.row_numbers.push_back(cell.row + 1);
      table_.cells[(table_.row_numbers.size() - 1) * columns + cell.column] = cell.cell;
    }
    check_header(table_, header_row + 1, diagnostics_);
    tables_.push_back(std::move(table_));
  }

  bool broken() { return problem(Message("xlsx.broken"), Message("xlsx.broken_hint")); }
  bool failed(xlsx::FailureKind why) {
    if (why == xlsx::FailureKind::memory) return problem(Message("xlsx.too_much"), {});
    if (why != xlsx::FailureKind::too_many_cells) return broken();
    return problem(Message("xlsx.too_many_cells", {{"rows", std::to_string(limits_.rows)},
                                                   {"columns", std::to_string(limits_.columns)},
                                                   {"cells", std::to_string(limits_.cells)}}),
                   {});
  }
  bool problem(Message message, Message hint) {
    Place place;
    place.file = file_;
    place.sheet = sheet_;
    diagnostics_.error(std::move(place), std::move(message), std::move(hint));
    return false;
  }

  const std::string& file_;
  const TableLimits& limits_;
  Diagnostics& diagnostics_;
  std::vector<Table> tables_;
  std::string sheet_;
  bool has_sheet_ = false;
  Table table_;
  std::vector<SheetCell> cells_;
};

}  // namespace

bool looks_like_xlsx(std::string_view bytes) { return bytes.starts_with("PK\x03\x04"); }

std::vector<Table> read_xlsx(std::string_view bytes, const std::string& file, const TableLimits& limits,
                             Diagnostics& diagnostics, const XlsxLimits& xlsx_limits) {
  const auto refuse = [&](Message message, Message hint) {
    Place place;
    place.file = file;
    diagnostics.error(std::move(place), std::move(message), std::move(hint));
    return std::vector<Table>();
  };
  const std::size_t errors = diagnostics.errors();
  if (bytes.size() > xlsx_limits.bytes)
    return refuse(Message("table.too_large", {{"found", std::to_string(bytes.size())},
                                              {"limit", std::to_string(xlsx_limits.bytes)}}),
                  Message("xlsx.use_csv_hint"));
  if (Message problem = xlsx::check_archive(bytes); !problem.empty())
    return refuse(std::move(problem), Message("xlsx.broken_hint"));
  const std::vector<std::string> arguments = {std::to_string(limits.rows), std::to_string(limits.columns),
                                              std::to_string(limits.cells)};
  xlsx::ProcessResult read =
      xlsx::run_reader(bytes, arguments, xlsx_limits.seconds, xlsx_limits.output_bytes);
  if (!read.problem.empty()) return refuse(std::move(read.problem), Message("xlsx.use_csv_hint"));
  TableMaker maker(file, limits, diagnostics);
  if (!maker.take(read.output)) return {};
  std::vector<Table> tables = maker.take_tables();
  if (tables.empty() && diagnostics.errors() == errors) return refuse(Message("table.empty"), {});
  return tables;
}

}  // namespace dajuan
