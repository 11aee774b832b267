#pragma once
#include <cstdint>
#include <functional>
#include <string_view>

namespace dajuan::xlsx {

struct CellLimits {
  std::uint64_t rows = 0;
  std::uint64_t columns = 0;
  std::uint64_t cells = 0;
};
/// A cell stands outside the limits, or there are too many.
struct TooManyCells {};
/// The workbook lacks a part, or a part does not hold what it must.
struct Broken {};

/// Sends the cells of all sheets as records of base/xlsx_records.h, `done` apart. Archive and XML are read
/// with liborcus's own readers; its spreadsheet import on top of them is not used because it passes over
/// error cells and boolean results without a word and knows no dates from 1904 (version 0.17.2). Throws
/// TooManyCells, Broken and whatever liborcus throws.
void read_workbook(std::string_view bytes, const CellLimits& limits,
                   const std::function<void(std::string_view)>& send);

}  // namespace dajuan::xlsx
