#include "site/output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

namespace dajuan::site {

bool read_pieces(const std::string& path, const std::function<void(std::string_view)>& take, int& reason) {
  constexpr std::size_t kPiece = 1u << 20;
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) {
    reason = errno;
    return false;
  }
  std::vector<char> buffer(kPiece);
  reason = 0;
  while (reason == 0) {
    const ssize_t got = ::read(file, buffer.data(), buffer.size());
    if (got == 0) break;
    if (got > 0) take({buffer.data(), static_cast<std::size_t>(got)});
    if (got < 0 && errno != EINTR) reason = errno;
  }
  ::close(file);
  return reason == 0;
}

void MemoryOutput::copy(std::size_t part, const std::string& path, const std::string& from) {
  std::string bytes;
  int reason = 0;
  read_pieces(
      from, [&](std::string_view piece) { bytes += piece; }, reason);
  write(part, path, bytes);
}

}  // namespace dajuan::site
