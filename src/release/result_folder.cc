#include "release/result_folder.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "base/hash.h"

namespace dajuan::release {
namespace {

namespace fs = std::filesystem;

/// Removes what was begun unless it was finished.
class Begun {
 public:
  explicit Begun(fs::path folder) : folder_(std::move(folder)) {}
  Begun(const Begun&) = delete;
  Begun& operator=(const Begun&) = delete;
  ~Begun() {
    std::error_code ignored;
    if (!finished_) fs::remove_all(folder_, ignored);
  }
  void finished() { finished_ = true; }

 private:
  fs::path folder_;
  bool finished_ = false;
};

/// 0 or errno.
int write_file(const fs::path& path, std::string_view bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (file < 0) return errno;
  int failure = 0;
  while (!bytes.empty() && failure == 0) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) failure = errno;
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (failure == 0 && ::fsync(file) != 0) failure = errno;
  if (::close(file) != 0 && failure == 0) failure = errno;
  return failure;
}

void flush_folder(const fs::path& path) {
  const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  ::fsync(folder);
  ::close(folder);
}

}  // namespace

std::string sha256sums(const Files& files) {
  std::string lines;
  for (const auto& [path, bytes] : files) lines += hex(sha256(bytes)) + "  " + path + "\n";
  return lines;
}

bool write_folder(const std::string& folder, Files files, Diagnostics& diagnostics) {
  const auto fail = [&](const std::string& path, int code) {
    diagnostics.error({path, "", 0, 0, ""},
                      Message("release.cannot_write", {{"reason", std::strerror(code)}}));
    return false;
  };
  const fs::path target = fs::path(folder).lexically_normal();
  const fs::path final_name = target.has_filename() ? target : target.parent_path();
  std::error_code code;
  if (fs::exists(fs::symlink_status(final_name, code))) {
    diagnostics.error({folder, "", 0, 0, ""}, Message("release.folder_exists"),
                      Message("release.folder_exists_hint"));
    return false;
  }
  const fs::path parent = final_name.has_parent_path() ? final_name.parent_path() : fs::path(".");
  fs::create_directories(parent, code);
  if (code) return fail(parent.string(), code.value());
  const fs::path begun =
      parent / ("." + final_name.filename().string() + ".unfinished-" + std::to_string(::getpid()));
  fs::remove_all(begun, code);
  fs::create_directory(begun, code);
  if (code) return fail(begun.string(), code.value());
  Begun guard(begun);
  files["SHA256SUMS"] = sha256sums(files);
  for (const auto& [path, bytes] : files) {
    fs::create_directories((begun / path).parent_path(), code);
    if (code) return fail((final_name / path).string(), code.value());
    if (const int failure = write_file(begun / path, bytes); failure != 0)
      return fail((final_name / path).string(), failure);
  }
  flush_folder(begun);
  // Never replaces, not even an empty folder that came into being meanwhile.
  if (::renameat2(AT_FDCWD, begun.c_str(), AT_FDCWD, final_name.c_str(), RENAME_NOREPLACE) != 0)
    return fail(final_name.string(), errno);
  guard.finished();
  flush_folder(parent);
  return true;
}

}  // namespace dajuan::release
