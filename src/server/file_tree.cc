#include "server/file_tree.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

namespace dajuan::server {
namespace {

std::int64_t nanoseconds(const timespec& time) {
  return time.tv_sec * std::int64_t{1'000'000'000} + time.tv_nsec;
}

Found found(const Descriptor& descriptor) {
  struct stat status {};
  if (!descriptor || fstat(descriptor.get(), &status) != 0) return {};
  const FileStamp stamp{status.st_dev, status.st_ino, static_cast<std::uint64_t>(status.st_size),
                        nanoseconds(status.st_mtim), nanoseconds(status.st_ctim)};
  if (S_ISREG(status.st_mode)) return {Kind::file, stamp};
  if (S_ISDIR(status.st_mode)) return {Kind::folder, stamp};
  return {};
}

/// All bytes of a file of a known size, or fewer when it was cut meanwhile.
std::string read_all(int file, std::uint64_t size) {
  std::string bytes(size, '\0');
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t got = pread(file, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
    if (got <= 0) break;
    done += static_cast<std::size_t>(got);
  }
  bytes.resize(done);
  return bytes;
}

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

Descriptor DiskTree::reach(const std::string& path, int flags) const {
  Descriptor at(::open(root_.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  for (std::size_t begin = 1; at && begin < path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string name = path.substr(begin, end - begin);
    const int wanted = end == path.size() ? flags : O_PATH | O_DIRECTORY;
    at = Descriptor(::openat(at.get(), name.c_str(), wanted | O_NOFOLLOW | O_CLOEXEC));
    begin = end + 1;
  }
  return at;
}

Found DiskTree::look(const std::string& path) const {
  // O_PATH opens a link itself, a pipe without waiting, a device without waking it; found() then tells them
  // apart.
  return found(reach(path, O_PATH));
}

std::shared_ptr<const Content> DiskTree::open(const std::string& path) const {
  if (look(path).kind != Kind::file) return nullptr;
  Descriptor file = reach(path, O_RDONLY | O_NONBLOCK);
  const Found at = found(file);
  if (at.kind != Kind::file) return nullptr;
  auto content = std::make_shared<Content>();
  content->stamp = at.stamp;
  if (at.stamp.size > kLargestHeld) {
    content->file = std::move(file);
    return content;
  }
  content->bytes = read_all(file.get(), at.stamp.size);
  content->stamp.size = content->bytes.size();
  return content;
}

}  // namespace dajuan::server
