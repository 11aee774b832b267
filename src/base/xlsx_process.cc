#include "base/xlsx_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <optional>
#include <utility>

namespace dajuan::xlsx {
namespace {

using Clock = std::chrono::steady_clock;

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }
  int number() const { return number_; }

 private:
  int number_ = -1;
};

/// Away from 0, 1 and 2, which the new program gets.
Descriptor above_standard(Descriptor low) { return Descriptor(::fcntl(low.number(), F_DUPFD_CLOEXEC, 3)); }

/// A file in memory with these bytes; number -1 when there is none to be had.
Descriptor memory_file(std::string_view bytes) {
  Descriptor file = above_standard(Descriptor(::memfd_create("workbook", MFD_CLOEXEC)));
  while (file.number() >= 0 && !bytes.empty()) {
    const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
    if (written <= 0) return Descriptor();
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return file;
}

std::string reader_path() {
  std::error_code error;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::string() : (self.parent_path() / "dajuan-xlsx").string();
}

/// A running child that does not outlive its owner.
class Child {
 public:
  explicit Child(pid_t id) : id_(id) {}
  ~Child() {
    if (id_ > 0) {
      ::kill(id_, SIGKILL);
      wait();
    }
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  /// Its wait status.
  int wait() {
    int status = 0;
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    id_ = 0;
    return status;
  }

 private:
  pid_t id_;
};

std::optional<pid_t> spawn(const std::string& path, const std::vector<std::string>& arguments, int input,
                           int output) {
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::vector<char*> words = {const_cast<char*>(path.c_str())};
  for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  char* no_environment[] = {nullptr};
  pid_t id = 0;
  const int error = ::posix_spawn(&id, path.c_str(), &actions, nullptr, words.data(), no_environment);
  ::posix_spawn_file_actions_destroy(&actions);
  if (error != 0) return std::nullopt;
  return id;
}

/// Reads until the other end closes; gives what stopped it before that.
Message drain(int from, std::string& output, Clock::time_point end, std::uint64_t limit) {
  std::vector<char> block(1 << 16);
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    if (left <= 0) return Message("xlsx.too_slow");
    pollfd ready = {from, POLLIN, 0};
    const int count = ::poll(&ready, 1, static_cast<int>(left));
    if (count < 0 && errno != EINTR) return Message("xlsx.reader_failed");
    if (count <= 0) continue;
    const ssize_t size = ::read(from, block.data(), block.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return Message("xlsx.reader_failed");
    if (size == 0) return {};
    if (output.size() + static_cast<std::size_t>(size) > limit) return Message("xlsx.too_much");
    output.append(block.data(), static_cast<std::size_t>(size));
  }
}

}  // namespace

ProcessResult run_reader(std::string_view workbook, const std::vector<std::string>& arguments,
                         std::uint32_t seconds, std::uint64_t output_bytes) {
  const std::string path = reader_path();
  int ends[2] = {-1, -1};
  if (::pipe2(ends, O_CLOEXEC) != 0) return {{}, Message("xlsx.reader_failed")};
  Descriptor from = above_standard(Descriptor(ends[0]));
  Descriptor to = above_standard(Descriptor(ends[1]));
  const Descriptor input = memory_file(workbook);
  if (from.number() < 0 || to.number() < 0 || input.number() < 0) return {{}, Message("xlsx.reader_failed")};
  const std::optional<pid_t> id = spawn(path, arguments, input.number(), to.number());
  if (!id) return {{}, Message("xlsx.no_reader", {{"path", path}})};
  Child child(*id);
  to.close();

  ProcessResult result;
  result.problem =
      drain(from.number(), result.output, Clock::now() + std::chrono::seconds(seconds), output_bytes);
  if (!result.problem.empty()) return result;
  const int status = child.wait();
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
    result.problem = Message("xlsx.too_slow");
  else if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    result.problem = Message("xlsx.reader_failed");
  return result;
}

}  // namespace dajuan::xlsx
