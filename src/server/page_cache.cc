#include "server/page_cache.h"

#include <utility>

namespace dajuan::server {
namespace {

constexpr std::chrono::seconds kTrusted{1};
constexpr std::size_t kSlotCost = 4096;  ///< heads, keys and lists, generously
constexpr std::array<const char*, 3> kSuffixes = {"", ".gz", ".br"};

std::size_t cost_of(const StoredPage& page) {
  std::size_t cost = kSlotCost;
  for (const Variant& variant : page.variants) {
    if (!variant.content) continue;
    // An open file costs no memory, but there are not many descriptors.
    cost += variant.content->file ? kLargestHeld : variant.content->bytes.size();
  }
  return cost;
}

}  // namespace

std::shared_ptr<const StoredPage> PageCache::find(const std::string& path, Time now) {
  const auto known = by_path_.find(path);
  if (known != by_path_.end()) {
    const Slots::iterator slot = known->second;
    bool current = now - slot->checked < kTrusted;
    if (!current && look(path) == slot->stamps) {
      slot->checked = now;
      current = true;
    }
    if (current) {
      slots_.splice(slots_.begin(), slots_, slot);
      return slot->page;
    }
    drop(slot);
  }
  const Stamps stamps = look(path);
  std::shared_ptr<const StoredPage> page = load(path, stamps);
  if (page) keep({path, page, stamps, now, cost_of(*page)});
  return page;
}

PageCache::Stamps PageCache::look(const std::string& path) const {
  Stamps stamps;
  for (std::size_t i = 0; i < kSuffixes.size(); ++i) {
    stamps[i] = tree_.look(path + kSuffixes[i]);
    if (stamps[0].kind != Kind::file) break;
  }
  return stamps;
}

std::shared_ptr<const StoredPage> PageCache::load(const std::string& path, const Stamps& stamps) const {
  std::array<std::shared_ptr<const Content>, 3> contents;
  for (std::size_t i = 0; i < kSuffixes.size(); ++i) {
    if (stamps[i].kind == Kind::file) contents[i] = tree_.open(path + kSuffixes[i]);
    if (!contents[0]) return nullptr;
  }
  return make_page(path, std::move(contents));
}

void PageCache::keep(Slot slot) {
  used_ += slot.cost;
  slots_.push_front(std::move(slot));
  by_path_.emplace(slots_.front().path, slots_.begin());
  while (used_ > capacity_ && slots_.size() > 1) drop(std::prev(slots_.end()));
}

void PageCache::drop(Slots::iterator slot) {
  used_ -= slot->cost;
  by_path_.erase(slot->path);
  slots_.erase(slot);
}

}  // namespace dajuan::server
