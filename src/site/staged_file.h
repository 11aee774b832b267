#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "base/memory_map.h"

namespace dajuan::site {

/// A new file that is being written, with its hash. The first failure is kept.
class Staged {
 public:
  explicit Staged(const std::filesystem::path& path);
  ~Staged();
  Staged(const Staged&) = delete;
  Staged& operator=(const Staged&) = delete;
  void add(std::string_view bytes);
  /// SHA-256 in hexadecimal of all that was added.
  std::string sum() { return hex(hasher_.finish()); }
  int failure() const { return failure_; }  ///< 0 or errno

 private:
  int file_;
  Sha256 hasher_;
  int failure_ = 0;
};

/// Flushes everything of the file system that a folder is on: one call for thousands of files. 0 or errno.
int flush_all(const std::filesystem::path& folder);
/// Flushes the names in a folder.
void flush_folder(const std::filesystem::path& folder);

/// The bytes of a plain file that is not a link; nothing when there is none.
std::optional<MemoryMap> present(const std::filesystem::path& path);

}  // namespace dajuan::site
