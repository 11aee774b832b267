#pragma once
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "base/memory_map.h"
#include "base/period.h"
#include "index/uncertainty.h"

namespace dajuan::site {

/// A CSV of a result folder, row by row. Columns are asked for by their place in the list of names given; the
/// file may have them in any order, and others. Everything wrong is told with file, row and column.
class ResultTable {
 public:
  /// No table has as many rows.
  static constexpr int kMostPlaces = 1'000'000'000;

  ResultTable(const std::string& folder, const std::string& path,
              std::initializer_list<std::string_view> columns, Diagnostics& diagnostics);

  bool next();

  std::string_view text(std::size_t column) const { return reader_->fields()[where_[column]]; }
  /// An empty field is missing.
  double number(std::size_t column);
  std::optional<Period> period(std::size_t column);
  /// Two fields; both empty, or both numbers that rise.
  index::Limits limits(std::size_t lower, std::size_t upper);
  /// A whole number from `least` to `most`; `least` and an error when it is none.
  int place(std::size_t column, int least, int most);
  /// Where the text stands among `words`; nothing, and an error, when it is none of them.
  std::optional<std::size_t> word(std::size_t column, std::initializer_list<std::string_view> words);
  /// Says that a cell holds what it must not; the message shows it as `argument`.
  void error(std::size_t column, std::string_view message, std::string_view argument);

 private:
  Diagnostics& diagnostics_;
  std::optional<MemoryMap> file_;
  std::size_t forgotten_ = 0;  ///< bytes of the file that no longer take memory
  std::optional<CsvReader> reader_;
  std::vector<std::size_t> where_;
};

}  // namespace dajuan::site
