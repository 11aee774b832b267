#pragma once
#include <map>
#include <set>
#include <string>

#include "server/file_tree.h"

namespace dajuan::server {

/// Files in memory for tests; counts how often it was asked.
class MadeUpTree : public FileTree {
 public:
  void put(const std::string& path, std::string bytes, std::int64_t modified_seconds = 784111777) {
    FileStamp& stamp = files_[path].stamp;
    files_[path].bytes = std::move(bytes);
    stamp = {1, ++inodes_, files_[path].bytes.size(), modified_seconds * 1'000'000'000, 0};
    for (std::size_t slash = path.find('/', 1); slash != std::string::npos;
         slash = path.find('/', slash + 1)) {
      folders_.insert(path.substr(0, slash));
    }
  }
  void remove(const std::string& path) { files_.erase(path); }

  Found look(const std::string& path) const override {
    ++looks;
    if (const auto at = files_.find(path); at != files_.end()) return {Kind::file, at->second.stamp};
    if (folders_.count(path) > 0) return {Kind::folder, {}};
    return {};
  }

  std::shared_ptr<const Content> open(const std::string& path) const override {
    ++opens;
    const auto at = files_.find(path);
    if (at == files_.end()) return nullptr;
    auto content = std::make_shared<Content>();
    content->stamp = at->second.stamp;
    content->bytes = at->second.bytes;
    return content;
  }

  mutable int looks = 0;
  mutable int opens = 0;

 private:
  struct File {
    FileStamp stamp;
    std::string bytes;
  };
  std::map<std::string, File> files_;
  std::set<std::string> folders_;
  std::uint64_t inodes_ = 0;
};

}  // namespace dajuan::server
