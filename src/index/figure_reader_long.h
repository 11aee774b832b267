#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "index/figure_reader_keys.h"
#include "index/figure_reader_rows.h"

namespace dajuan::index {

/// Reads the rows of one chunk of a long CSV table. A row that holds nothing but known codes, a period and a
/// plain number goes straight into its cell: each field is compared with what most likely follows (the same
/// region and period, the variable that came next last time) before it is looked up. Every other row is read
/// by CsvReader and FieldReader, which accept it or tell what is wrong.
class LongRows {
 public:
  LongRows(const Layout& layout, const FieldReader& fields, const TableLimits& limits,
           const RowTables& tables, FigureStore& store, std::uint16_t file, std::string_view all_bytes);

  void read(const CsvChunk& chunk, RowResult& result);

 private:
  const char* fast_row(const char* row);
  const char* region_field(const char* at);
  const char* period_field(const char* at);
  const char* variable_field(const char* at);
  const char* value_field(const char* at);
  const char* status_field(const char* at);
  const char* other_field(const char* at);
  bool fill(const LooseFigure& figure);
  const char* slow_row(const char* row, const char* end, RowResult& result);

  const Layout& layout_;
  const FieldReader& fields_;
  const TableLimits& limits_;
  const RowTables& tables_;
  FigureStore& store_;
  const std::uint16_t file_;
  const char* const safe_end_;  ///< rows that begin here or later are read carefully: no room to look ahead

  int region_ = 0;
  int variable_ = -1;
  Period period_;
  Key period_key_;
  std::int32_t last_month_ = 0;
  std::vector<int> next_variable_;
  double value_ = kMissing;
  bool has_value_ = false;
  ObsStatus status_ = ObsStatus::normal;
  std::uint32_t row_ = 0;
};

}  // namespace dajuan::index
