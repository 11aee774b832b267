#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostics.h"
#include "base/table.h"
#include "index/indicator_rule.h"
#include "index/section.h"

namespace dajuan::index {

/// One row of structure.csv while it is read: cells by column name, problems at their place. Where a column
/// is not there its cells are empty.
class StructureRow {
 public:
  StructureRow(const Table& table, std::size_t row, Diagnostics& diagnostics)
      : table_(table), row_(row), diagnostics_(diagnostics) {}

  bool is_blank() const;
  std::string text(std::string_view column) const;
  /// A code; a date here is a code that the spreadsheet rewrote.
  std::string code(std::string_view column);
  std::optional<double> number(std::string_view column);
  std::optional<int> months(std::string_view column, int least);
  std::vector<Term> formula(std::string_view column);

  template <typename E>
  std::optional<E> word(std::string_view column, Words<E> words) {
    const std::string found = text(column);
    if (found.empty()) return std::nullopt;
    std::vector<std::string> known;
    for (const auto& [word, value] : words) {
      if (word == found) return value;
      known.emplace_back(word);
    }
    wrong(column, joined(known));
    return std::nullopt;
  }

  void error(std::string_view column, Message message, Message hint = {});
  void warning(std::string_view column, Message message, Message hint = {});
  /// Found something else than expected.
  void wrong(std::string_view column, std::string expected);
  Place place(std::string_view column) const;

 private:
  const Table& table_;
  std::size_t row_;
  Diagnostics& diagnostics_;
};

}  // namespace dajuan::index
