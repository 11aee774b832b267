#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "reference/frame.h"

namespace dajuan::reference {

/// Numbers agree when |a - b| <= max(absolute, relative * max(|a|, |b|)), which for the usual 1e-9 and 1e-9
/// is 1e-9 * max(1, |a|, |b|). Both missing agree, both NaN, both the same infinity, and equal words.
struct Tolerance {
  double absolute = 1e-9;
  double relative = 1e-9;
};

/// A cell, row or column that does not agree.
struct Difference {
  enum class What { cell, row_missing, row_too_many, row_twice, column_missing, column_too_many } what;
  std::string row;       ///< the row's key, parts joined by '/'
  std::string column;    ///< of a cell or column
  std::string found;     ///< of a cell
  std::string expected;  ///< of a cell
  double error = 0;      ///< |found - expected|; infinite where that cannot be measured
  double excess = 0;     ///< error in units of what is allowed
};

/// Expected rows are matched by key, columns by name; an absent or additional row or column is a difference.
/// `differences` counts all of them, `worst` is the first with the largest excess.
struct Comparison {
  std::size_t cells = 0;
  std::size_t differences = 0;
  std::optional<Difference> worst;
};
Comparison compare(const Frame& found, const RawTable& expected, const Tolerance& tolerance);

/// Leaves of `found` only the columns that the expected table has (and its keys): for tables of facts about
/// units or indicators of which a case may ask for some.
void keep_expected_columns(Frame& found, const RawTable& expected);

/// Turns `column` of the found rows of each group (the first key) by -1 where that brings it nearer to the
/// expected rows: the sign of a principal component is arbitrary.
void align_signs(Frame& found, const RawTable& expected, const std::string& column);

}  // namespace dajuan::reference
