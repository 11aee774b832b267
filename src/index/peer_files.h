#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/table.h"
#include "index/panel.h"
#include "index/structure.h"

namespace dajuan::index {

/// The pair of tables that COINr and others of its form use.
struct PeerFiles {
  Structure structure;
  Panel panel;
  std::vector<std::size_t> rows;  ///< of the data table, one for each unit
};

/// The structure table: a row for each element with iCode, Type (Indicator, Aggregate; also Group,
/// Denominator and Other, which name columns of the data), Level (1 = indicator), Parent, Direction (1 or
/// -1), Weight, and where there is need iName, Unit, Target, Denominator. The data table: a row for each unit
/// with uCode, a column for each indicator, and where there is need for groups, denominators and, for several
/// periods, `time_column` ("" = one period). Columns are found by name, further ones are not looked at. `NA`
/// and an empty cell are missing; in iCode and uCode `NA` is a code (ISO 3166 has it for Namibia). What is
/// wrong with either table is told in one go. A denominator or group that only the structure's rows or their
/// column Denominator name must be in the data.
///
/// Units are sorted by period and code; panel.groups and panel.denominators are keyed by column.
PeerFiles read_peer_tables(const Table& structure, const Table& data, std::string_view time_column,
                           Diagnostics& diagnostics);

/// The same from two files, CSV or workbook (the first sheet).
PeerFiles read_peer_files(const std::string& structure_path, const std::string& data_path,
                          std::string_view time_column, Diagnostics& diagnostics);

}  // namespace dajuan::index
