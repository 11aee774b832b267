#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "base/diagnostics.h"
#include "base/table.h"
#include "index/figure_reader_fields.h"
#include "index/figure_reader_layout.h"
#include "index/figure_reader_store.h"

namespace dajuan::index {

/// What one chunk of rows gave.
struct RowResult {
  Diagnostics diagnostics;
  std::vector<LooseFigure> loose;
  std::uint64_t filled = 0;
};

/// Checks one row of a long table and adds it to the loose figures.
void read_long_row(std::span<const Cell> cells, const Layout& layout, const FieldReader& fields,
                   FieldPlace& place, RowResult& result);
/// Checks one row of a wide table: a loose figure for each column of a variable.
void read_wide_row(std::span<const Cell> cells, const Layout& layout, const FieldReader& fields,
                   FieldPlace& place, RowResult& result);

}  // namespace dajuan::index
