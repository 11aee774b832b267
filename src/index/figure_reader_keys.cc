#include "index/figure_reader_keys.h"

#include <algorithm>
#include <limits>

namespace dajuan::index {

Key::Key(std::string_view text) {
  if (text.empty() || text.size() > kSize) {
    mask.fill(0);
    mask[0] = ~std::uint64_t{0};  // a text of eight zero bytes is in no table
    return;
  }
  size = text.size();
  char bytes[kSize] = {};
  char ones[kSize] = {};
  std::copy(text.begin(), text.end(), bytes);
  std::fill(ones, ones + size, static_cast<char>(0xFF));
  __builtin_memcpy(words.data(), bytes, kSize);
  __builtin_memcpy(mask.data(), ones, kSize);
}

std::size_t CodeTable::hash(std::string_view code) {
  std::uint64_t mixed = code.size();
  while (!code.empty()) {
    std::uint64_t word = 0;
    const std::size_t bytes = std::min(code.size(), sizeof word);
    __builtin_memcpy(&word, code.data(), bytes);
    mixed = (mixed ^ word) * 0x9E3779B97F4A7C15u;
    mixed ^= mixed >> 29;
    code.remove_prefix(bytes);
  }
  return static_cast<std::size_t>(mixed);
}

void CodeTable::put(std::string_view code, int place) {
  std::size_t at = hash(code) & (slots_.size() - 1);
  while (slots_[at].place >= 0) at = (at + 1) & (slots_.size() - 1);
  slots_[at] = {code, place};
}

void CodeTable::add(std::string_view code, int place) {
  if (2 * ++used_ > slots_.size()) {
    const std::vector<Slot> before = std::move(slots_);
    slots_.assign(2 * before.size(), Slot());
    for (const Slot& slot : before) {
      if (slot.place >= 0) put(slot.code, slot.place);
    }
  }
  put(code, place);
}

int CodeTable::find(std::string_view code) const {
  std::size_t at = hash(code) & (slots_.size() - 1);
  while (slots_[at].place >= 0 && slots_[at].code != code) at = (at + 1) & (slots_.size() - 1);
  return slots_[at].place;
}

RowTables::RowTables(const region::Regions& regions, const FigureStore& store) {
  constexpr auto kAlways = std::numeric_limits<std::int32_t>::max();
  for (int i = 0; i < static_cast<int>(regions.size()); ++i) {
    const region::Region& region = regions[i];
    region_keys.emplace_back(region.code);
    region_places.add(region.code, i);
    valid_from.push_back(region.valid_from ? region.valid_from->ordinal() : -kAlways);
    valid_to.push_back(region.valid_to ? region.valid_to->ordinal() : kAlways);
  }
  for (std::size_t i = 0; i < store.variables().size(); ++i) {
    variable_keys.emplace_back(store.variables()[i].code);
    variable_places.add(store.variables()[i].code, static_cast<int>(i));
  }
}

}  // namespace dajuan::index
