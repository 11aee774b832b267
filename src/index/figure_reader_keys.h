#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "index/figure_reader_store.h"
#include "region/regions.h"

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

}  // namespace dajuan::index
