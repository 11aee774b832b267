#include "site/staged_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace dajuan::site {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargestFile = 1ull << 40;

}  // namespace

Staged::Staged(const fs::path& path)
    : file_(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644)) {
  if (file_ < 0) failure_ = errno;
}

Staged::~Staged() {
  if (file_ >= 0) ::close(file_);
}

void Staged::add(std::string_view bytes) {
  hasher_.add(bytes);
  while (!bytes.empty() && failure_ == 0) {
    const ssize_t written = ::write(file_, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) failure_ = errno;
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

int flush_all(const fs::path& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return errno;
  const int reason = ::syncfs(file) == 0 ? 0 : errno;
  ::close(file);
  return reason;
}

void flush_folder(const fs::path& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return;
  ::fsync(file);
  ::close(file);
}

std::optional<MemoryMap> present(const fs::path& path) {
  std::error_code code;
  if (!fs::is_regular_file(fs::symlink_status(path, code))) return std::nullopt;
  Diagnostics ignored;
  return MemoryMap::open(path.string(), kLargestFile, ignored);
}

}  // namespace dajuan::site
