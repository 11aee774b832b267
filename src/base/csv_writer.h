#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

namespace dajuan {

/// Writes CSV (RFC 4180) as UTF-8 without byte-order mark, LF at the end of every row, quotes only around a
/// field that needs them. The bytes depend on the values alone, so files can be compared byte by byte; rows
/// come in the caller's order.
///
///   std::string bytes;
///   CsvWriter writer(bytes);
///   writer.row({"region", "score"});
///   writer.text("MX-01").number(61.5).end_row();
class CsvWriter {
 public:
  /// `out` is appended to and must outlive the writer.
  explicit CsvWriter(std::string& out) : out_(out) {}

  CsvWriter& text(std::string_view value);
  /// Shortest decimal that reads back to the same value; a missing value is an empty field.
  CsvWriter& number(double value);
  CsvWriter& integer(long long value);
  CsvWriter& empty() { return text({}); }
  void end_row();

  void row(std::initializer_list<std::string_view> fields);

 private:
  void separate();

  std::string& out_;
  bool first_ = true;
  std::size_t row_begin_ = 0;
};

}  // namespace dajuan
