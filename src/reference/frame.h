#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"

namespace dajuan::reference {

/// A cell to compare: missing (written NA), a number (NaN and Inf among them) or a word.
struct Value {
  enum class Kind { missing, number, word } kind = Kind::missing;
  double number = 0;
  std::string word;

  Value() = default;
  /// A number; the engine's missing value (kMissing) stays missing.
  static Value figure(double x);
  /// A number as it is, NaN among them.
  static Value computed(double x);
  static Value text(std::string_view w);
  static Value flag(bool yes) { return text(yes ? "true" : "false"); }
  /// What a cell of an expected table says: NA, a number, else a word.
  static Value read(std::string_view cell);
  std::string shown() const;
};

/// A table with named columns; the first `keys` of them name a row. Keys are compared as written (a unit may
/// be called NA or 007), the rest as values.
struct Frame {
  std::string name;  ///< file name of the expected table it answers to
  std::size_t keys = 1;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> row_keys;
  std::vector<std::vector<Value>> rows;  ///< columns.size() - keys each

  void add(std::vector<std::string> key, std::vector<Value> values) {
    row_keys.push_back(std::move(key));
    rows.push_back(std::move(values));
  }
  std::optional<std::size_t> column(std::string_view wanted) const;
};

/// A CSV file as it is written; nothing is interpreted. Empty with errors in `diagnostics`.
struct RawTable {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;

  std::optional<std::size_t> column(std::string_view wanted) const;
};
RawTable read_raw(const std::string& path, Diagnostics& diagnostics);

/// A number of a reference file: decimal, NaN, Inf or -Inf, or a fraction such as 1/9.
std::optional<double> read_number(std::string_view cell);

}  // namespace dajuan::reference
