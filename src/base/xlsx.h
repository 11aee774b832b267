#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/table.h"

namespace dajuan {

/// What a workbook may be at most, beyond TableLimits.
struct XlsxLimits {
  std::uint64_t bytes = 64ull << 20;
  std::uint64_t output_bytes = 1ull << 30;  ///< of its cells
  std::uint32_t seconds = 60;
};

/// Whether bytes begin as a ZIP archive does, so that they may be a workbook.
bool looks_like_xlsx(std::string_view bytes);

/// The sheets of an XLSX workbook that have cells, each as a table: the first row with cells is the header.
/// Numbers, dates (by their number format), booleans, errors and texts keep their kind; of a formula the
/// result that the file holds is taken; of merged cells the first one has the value. The archive is checked
/// before anything is unpacked, and a process with limits of its own does the rest (xlsx_process.h). Problems
/// go to `diagnostics`.
std::vector<Table> read_xlsx(std::string_view bytes, const std::string& file, const TableLimits& limits,
                             Diagnostics& diagnostics, const XlsxLimits& xlsx_limits = {});

}  // namespace dajuan
