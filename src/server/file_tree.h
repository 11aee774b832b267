#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace dajuan::server {

/// Owns a file descriptor.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor();

  int get() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }

 private:
  int number_ = -1;
};

/// What changes when a file is written or replaced.
struct FileStamp {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::uint64_t size = 0;
  std::int64_t modified_ns = 0;  ///< since 1970
  std::int64_t changed_ns = 0;
  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

/// The bytes of a file as they were when it was opened: in `bytes` when it is small, else to be read from
/// `file`.
struct Content {
  FileStamp stamp;
  std::string bytes;
  Descriptor file;
};

/// Files up to this size are held in memory, larger ones are streamed.
inline constexpr std::uint64_t kLargestHeld = 1 << 20;

enum class Kind { nothing, file, folder };

struct Found {
  Kind kind = Kind::nothing;
  FileStamp stamp;
  friend bool operator==(const Found&, const Found&) = default;
};

/// A tree of files, seen through paths "/a/b" that have no empty part, no "." and no "..".
class FileTree {
 public:
  virtual ~FileTree() = default;
  virtual Found look(const std::string& path) const = 0;
  /// Null when there is no readable file of that name.
  virtual std::shared_ptr<const Content> open(const std::string& path) const = 0;
};

/// The files below a folder on disk. Symbolic links below it are never followed, so nothing outside it can be
/// reached; the folder itself may be named through one. It is looked up by name each time: a release that is
/// renamed into its place is served from then on. Safe to share between threads.
class DiskTree : public FileTree {
 public:
  explicit DiskTree(std::string root) : root_(std::move(root)) {}
  Found look(const std::string& path) const override;
  std::shared_ptr<const Content> open(const std::string& path) const override;

 private:
  Descriptor reach(const std::string& path, int flags) const;
  std::string root_;
};

}  // namespace dajuan::server
