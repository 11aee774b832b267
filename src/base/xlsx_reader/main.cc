// dajuan-xlsx: reads a workbook from standard input with liborcus and writes its cells to standard output as
// records (base/xlsx_records.h). It runs apart from Dajuan, with hard limits and nothing of Dajuan's in its
// memory, because the library and what it stands on may crash, loop or be taken over by a crafted file.
//   dajuan-xlsx MAX_ROWS MAX_COLUMNS MAX_CELLS
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <new>

#include "base/xlsx_reader/workbook.h"
#include "base/xlsx_records.h"

using namespace dajuan::xlsx;

// Sanitizers reserve terabytes of addresses. g++ says so in one way, clang in another.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define DAJUAN_SANITIZED
#endif
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define DAJUAN_SANITIZED
#endif

namespace {

#if defined(DAJUAN_SANITIZED)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

constexpr rlim_t kMemoryBytes = 3ull << 30;
constexpr rlim_t kProcessorSeconds = 60;

void limit(decltype(RLIMIT_AS) what, rlim_t most, rlim_t grace = 0) {
  const rlimit value{most, most + grace};
  if (::setrlimit(what, &value) != 0) std::_Exit(1);
}

/// Gives up whatever reading does not need.
void confine() {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  ::close_range(STDERR_FILENO + 1, ~0u, 0);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_CPU, kProcessorSeconds, 1);  // SIGXCPU, which says why, before SIGKILL
  limit(RLIMIT_FSIZE, 0);
  if (kSanitized)
    return;  // sanitizers map terabytes, and look for leaks with a thread and files of their own
  limit(RLIMIT_NOFILE, STDERR_FILENO + 1);
  limit(RLIMIT_NPROC, 0);
  limit(RLIMIT_AS, kMemoryBytes);
}

void send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (written <= 0) std::_Exit(1);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void send(RecordKind kind, FailureKind failure = {}) {
  std::string bytes;
  append_record(bytes, {kind, static_cast<std::uint32_t>(failure), 0, {}});
  send(bytes);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  confine();
  struct stat status = {};
  if (::fstat(STDIN_FILENO, &status) != 0 || status.st_size <= 0) return 2;
  const auto size = static_cast<std::size_t>(status.st_size);
  const void* input = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
  if (input == MAP_FAILED) return 2;
  try {
    const CellLimits limits{std::strtoull(argv[1], nullptr, 10), std::strtoull(argv[2], nullptr, 10),
                            std::strtoull(argv[3], nullptr, 10)};
    read_workbook({static_cast<const char*>(input), size}, limits,
                  [](std::string_view bytes) { send(bytes); });
    send(RecordKind::done);
  } catch (const TooManyCells&) {
    send(RecordKind::failed, FailureKind::too_many_cells);
  } catch (const std::bad_alloc&) {
    send(RecordKind::failed, FailureKind::memory);
  } catch (...) {  // the library throws many types, some without a word
    send(RecordKind::failed, FailureKind::broken);
  }
  std::_Exit(0);  // nothing to tidy; destructors over broken structures are a risk for nothing
}
