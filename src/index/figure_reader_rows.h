#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "base/diagnostics.h"
#include "index/figure_reader_fields.h"
#include "index/figure_reader_layout.h"
#include "index/figure_reader_store.h"

namespace dajuan::index {

/// Up to 32 bytes of text, compared with four words at once.
struct Key {
  static constexpr std::size_t kSize = 32;
  std::array<std::uint64_t, 4> words{};
  std::array<std::uint64_t, 4> mask{};
  std::size_t size = 0;  ///< 0 = too long, or nothing: equals no text

  Key() = default;
  explicit Key(std::string_view text);
  /// Whether a text of at least kSize readable bytes begins so.
  bool begins(const char* text) const {
    std::uint64_t different = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      std::uint64_t word = 0;
      __builtin_memcpy(&word, text + 8 * i, 8);
      different |= (word ^ words[i]) & mask[i];
    }
    return different == 0;
  }
};

/// Finds codes among thousands in a few nanoseconds. The texts must outlive the table.
class CodeTable {
 public:
  void add(std::string_view code, int place);
  int find(std::string_view code) const;  ///< -1 when there is none

 private:
  static std::size_t hash(std::string_view code);
  void put(std::string_view code, int place);

  struct Slot {
    std::string_view code;
    int place = -1;
  };
  std::vector<Slot> slots_ = std::vector<Slot>(64);  ///< a power of two, at most half full
  std::size_t used_ = 0;
};

/// What all workers share and none changes: codes as keys, and the months in which regions are valid.
struct RowTables {
  RowTables(const region::Regions& regions, const FigureStore& store);

  std::vector<Key> region_keys;
  std::vector<Key> variable_keys;
  CodeTable region_places;
  CodeTable variable_places;
  std::vector<std::int32_t> valid_from;
  std::vector<std::int32_t> valid_to;  ///< ordinals of months
};

/// What one chunk of rows gave.
struct RowResult {
  Diagnostics diagnostics;
  std::vector<LooseFigure> loose;
  std::uint64_t filled = 0;
};

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

/// Checks one row of a long table and adds it to the loose figures.
void read_long_row(std::span<const Cell> cells, const Layout& layout, const FieldReader& fields,
                   FieldPlace& place, RowResult& result);
/// Checks one row of a wide table: a loose figure for each column of a variable.
void read_wide_row(std::span<const Cell> cells, const Layout& layout, const FieldReader& fields,
                   FieldPlace& place, RowResult& result);

}  // namespace dajuan::index
