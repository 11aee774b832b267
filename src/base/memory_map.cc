#include "base/memory_map.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace dajuan {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

Message cannot_open(int error) {
  if (error == ENOENT) return Message("table.not_found");
  if (error == EACCES) return Message("table.not_allowed");
  return Message("table.cannot_read", {{"reason", std::generic_category().message(error)}});
}

}  // namespace

MemoryMap::~MemoryMap() {
  if (size_ != 0) ::munmap(const_cast<char*>(data_), size_);
}

MemoryMap::MemoryMap(MemoryMap&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MemoryMap& MemoryMap::operator=(MemoryMap&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

void MemoryMap::forget_before(std::size_t end) const {
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  end = end / page * page;
  if (end > 0 && end <= size_) ::madvise(const_cast<char*>(data_), end, MADV_DONTNEED);
}

std::optional<MemoryMap> MemoryMap::open(const std::string& path, std::uint64_t limit_bytes,
                                         Diagnostics& diagnostics) {
  Place place;
  place.file = path;
  // O_NONBLOCK: a pipe that nobody writes to must not hold us.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status = {};
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0) {
    diagnostics.error(std::move(place), cannot_open(errno));
    return std::nullopt;
  }
  if (!S_ISREG(status.st_mode)) {
    diagnostics.error(std::move(place), Message("table.not_a_file"));
    return std::nullopt;
  }
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size > limit_bytes) {
    diagnostics.error(
        std::move(place),
        Message("table.too_large", {{"found", std::to_string(size)}, {"limit", std::to_string(limit_bytes)}}),
        Message("table.too_large_hint"));
    return std::nullopt;
  }
  if (size == 0) return MemoryMap();
  void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number(), 0);
  if (data == MAP_FAILED) {
    diagnostics.error(std::move(place), cannot_open(errno));
    return std::nullopt;
  }
  ::madvise(data, size, MADV_SEQUENTIAL);
  return MemoryMap(static_cast<const char*>(data), size);
}

}  // namespace dajuan
