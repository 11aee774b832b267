#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "base/period.h"
#include "base/table.h"
#include "base/workers.h"
#include "index/figures.h"
#include "region/regions.h"

namespace dajuan::index {

/// One table of figures: CSV text in UTF-8, or a sheet that was read already. What it points to must outlive
/// the reading.
struct FigureSource {
  std::string file;
  std::string_view csv;
  const Table* table = nullptr;  ///< when set, `csv` is not looked at
};

struct FigureOptions {
  /// Variables whose unit is percent: "12.5%" is read as 12.5 for them, and is an error for all others.
  std::set<std::string> percent_variables;
  /// The period of a wide table that has no column for it and does not bear it in the name of its sheet or
  /// file.
  std::optional<Period> period;
  TableLimits limits;
  std::uint64_t max_cells = 200'000'000;  ///< of the dense tables, 16 bytes each
};

/// Reads long tables (region, period, variable, value[, status, note], in any order and of any accepted
/// spelling) and wide ones (region[, period] and a column for each variable), checks every cell, and lays the
/// figures out densely. All problems of all sources are told at once; rows with errors are left out. Where a
/// cell is told twice the first one stays and the second is an error.
///
/// The result and the diagnostics do not depend on the number of workers. Long CSV is read in parallel, some
/// 20 to 60 ns a row and worker; memory is 16 bytes for each of regions × periods × variables.
Figures read_figures(std::span<const FigureSource> sources, const region::Regions& regions,
                     const FigureOptions& options, const Workers& workers, Diagnostics& diagnostics);

}  // namespace dajuan::index
