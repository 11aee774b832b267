#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "index/figure_reader_fields.h"

namespace dajuan::index {

/// What the header of a table says: which column is what.
struct Layout {
  struct Variable {
    std::uint32_t column = 0;  ///< from 0
    std::uint32_t shown = 0;   ///< from 1, as a spreadsheet counts
    std::string code;
  };

  bool wide = false;
  std::uint32_t columns = 0;
  std::uint32_t field[kColumns] = {};  ///< column of each meaning, from 0; columns = there is none
  std::vector<Column> meaning;         ///< of each column
  std::vector<Variable> variables;     ///< of a wide table
  std::optional<Period> period;        ///< of a wide table without a column for it
  FieldPlace place;                    ///< file, sheet and headers; row to be filled in

  bool has(Column column) const { return field[static_cast<std::size_t>(column)] < columns; }
};

/// Recognises a long or a wide table; nothing, and errors, when it is neither. `place` names file and sheet.
std::optional<Layout> recognise(const std::vector<std::string>& header, const FieldPlace& place,
                                std::optional<Period> default_period, Diagnostics& diagnostics);

}  // namespace dajuan::index
