#pragma once
#include <array>
#include <chrono>
#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/file_tree.h"
#include "server/stored_page.h"

namespace dajuan::server {

using Time = std::chrono::steady_clock::time_point;

/// The pages asked for most recently, up to about `capacity` bytes. A page older than a second is compared
/// with the file on disk before it is given out again. Not for several threads.
class PageCache {
 public:
  /// `tree` must outlive the cache.
  PageCache(const FileTree& tree, std::size_t capacity) : tree_(tree), capacity_(capacity) {}

  /// Null when there is no such file.
  std::shared_ptr<const StoredPage> find(const std::string& path, Time now);

 private:
  using Stamps = std::array<Found, 3>;  ///< by Encoding
  struct Slot {
    std::string path;
    std::shared_ptr<const StoredPage> page;
    Stamps stamps;
    Time checked;
    std::size_t cost = 0;
  };
  using Slots = std::list<Slot>;

  Stamps look(const std::string& path) const;
  std::shared_ptr<const StoredPage> load(const std::string& path, const Stamps& stamps) const;
  void keep(Slot slot);
  void drop(Slots::iterator slot);

  const FileTree& tree_;
  std::size_t capacity_;
  std::size_t used_ = 0;
  Slots slots_;  ///< the most recently used first
  std::unordered_map<std::string_view, Slots::iterator> by_path_;
};

}  // namespace dajuan::server
