#pragma once
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace dajuan::site {

/// Where the files of a site go. A part is a set of files that follow from one key: when a site that is there
/// already has a part of that name and key, its files are current and need not be made.
class Output {
 public:
  struct Part {
    std::size_t number = 0;
    bool is_current = false;
    std::string note;  ///< of a current part: what was noted when it was made
  };

  virtual ~Output() = default;
  /// Begins a part; one with an empty key is never current. Not at the same time as anything else.
  virtual Part begin(const std::string& name, const std::string& key) = 0;
  /// Remembers a text for the next time that the part is current.
  virtual void note(std::size_t part, const std::string& text) = 0;
  /// Whether a file belongs to a part already. From any thread.
  virtual bool has(const std::string& path) = 0;
  /// A file of the site; its address belongs to the first part that writes it, what others say of it is
  /// passed over. From any thread.
  virtual void write(std::size_t part, const std::string& path, std::string_view bytes) = 0;
  /// The same with the bytes of a plain file, which may be larger than the memory.
  virtual void copy(std::size_t part, const std::string& path, const std::string& from) = 0;
};

/// Reads all of a file in pieces. False, and the reason, when it cannot be read.
bool read_pieces(const std::string& path, const std::function<void(std::string_view)>& take, int& reason);

/// The bytes of files by their path within a site.
using SiteFiles = std::map<std::string, std::string>;

/// Keeps everything in memory; nothing is ever current.
class MemoryOutput : public Output {
 public:
  Part begin(const std::string&, const std::string&) override { return {}; }
  void note(std::size_t, const std::string&) override {}
  bool has(const std::string& path) override {
    const std::lock_guard lock(mutex_);
    return files_.contains(path);
  }
  void write(std::size_t, const std::string& path, std::string_view bytes) override {
    const std::lock_guard lock(mutex_);
    files_.try_emplace(path, bytes);
  }
  void copy(std::size_t part, const std::string& path, const std::string& from) override;
  SiteFiles& files() { return files_; }

 private:
  std::mutex mutex_;
  SiteFiles files_;
};

}  // namespace dajuan::site
