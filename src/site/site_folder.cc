#include "site/site_folder.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <optional>
#include <set>

#include "base/hash.h"
#include "site/gzip.h"
#include "site/site_state.h"
#include "site/staged_file.h"

namespace dajuan::site {
namespace {

namespace fs = std::filesystem;

/// Smaller files are not worth a second request form.
constexpr std::size_t kWorthCompressing = 1024;
constexpr const char* kCompressed = ".gz";
/// Of larger files the highest level takes twice the time for a fiftieth of the bytes.
constexpr std::uintmax_t kQuickly = 1u << 20;
constexpr int kBest = 9;
constexpr int kQuick = 6;

bool is_text(std::string_view path) {
  for (const std::string_view ending :
       {".html", ".css", ".js", ".csv", ".svg", ".json", ".jsonld", ".toml", ".xml", ".txt"})
    if (path.ends_with(ending)) return true;
  return false;
}

}  // namespace

struct SiteFolder::State {
  fs::path place;
  fs::path staged;  ///< beside it
  bool is_new = true;
  bool finished = false;
  SiteState old;
  std::vector<SitePart> parts;

  std::mutex mutex;
  std::map<std::string, std::string> sums;
  std::set<std::string> changed;
  std::set<std::string> claimed;
  std::set<fs::path> folders;  ///< of `staged` that are there
  std::string failed_path;
  int failure = 0;

  void fail(const std::string& path, int reason) {
    const std::lock_guard lock(mutex);
    if (failure != 0) return;
    failure = reason;
    failed_path = path;
  }

  bool claim(const std::string& path) {
    const std::lock_guard lock(mutex);
    return claimed.insert(path).second;
  }

  /// The place of a file beside the site, in a folder that is there.
  fs::path staged_place(const std::string& path) {
    const fs::path file = staged / path;
    {
      const std::lock_guard lock(mutex);
      if (folders.contains(file.parent_path())) return file;
    }
    std::error_code code;
    fs::create_directories(file.parent_path(), code);
    if (code) fail(path, code.value());
    const std::lock_guard lock(mutex);
    folders.insert(file.parent_path());
    return file;
  }

  std::string stage(const std::string& path, std::string_view bytes) {
    Staged file(staged_place(path));
    file.add(bytes);
    if (file.failure() != 0) fail(path, file.failure());
    return file.sum();
  }

  void record(std::size_t part, const std::string& path, std::string sum, bool is_changed) {
    const std::lock_guard lock(mutex);
    if (is_changed) changed.insert(path);
    sums[path] = std::move(sum);
    parts[part].files.push_back(path);
  }

  /// Writes a file unless it is there with the same bytes; says whether it was.
  bool put(std::size_t part, const std::string& path, std::string_view bytes) {
    const std::optional<MemoryMap> file = is_new ? std::nullopt : present(place / path);
    const bool same = file && file->bytes() == bytes;
    record(part, path, same ? hex(sha256(bytes)) : stage(path, bytes), !same);
    return same;
  }

  /// The neighbour of an unchanged file, when it is as the manifest says.
  bool keep_compressed(std::size_t part, const std::string& path) {
    const auto listed = old.sums.find(path);
    const std::optional<MemoryMap> file = present(place / path);
    if (!file || listed == old.sums.end() || hex(sha256(file->bytes())) != listed->second) return false;
    record(part, path, listed->second, false);
    return true;
  }

  /// The hash of a file when the site has it with the same bytes.
  std::optional<std::string> same_file(const std::string& path, const std::string& from) {
    std::error_code code;
    const fs::path file = place / path;
    if (is_new || !fs::is_regular_file(fs::symlink_status(file, code))) return std::nullopt;
    if (fs::file_size(file, code) != fs::file_size(from, code)) return std::nullopt;
    const auto sum_of = [](const std::string& of) {
      Sha256 hasher;
      int reason = 0;
      const bool read = read_pieces(
          of, [&](std::string_view piece) { hasher.add(piece); }, reason);
      return read ? hex(hasher.finish()) : std::string();
    };
    const std::string sum = sum_of(from);
    return !sum.empty() && sum == sum_of(file.string()) ? std::optional(sum) : std::nullopt;
  }

  /// Copies and compresses a file in one go.
  void stage_file(std::size_t part, const std::string& path, const std::string& from, bool is_copied,
                  bool is_compressed) {
    std::optional<Staged> copy;
    std::optional<Staged> compressed;
    const std::string neighbour = path + kCompressed;
    if (is_copied) copy.emplace(staged_place(path));
    if (is_compressed) compressed.emplace(staged_place(neighbour));
    {
      std::error_code code;
      const bool small = fs::file_size(from, code) < kQuickly;
      Gzip stream(small ? kBest : kQuick, [&](std::string_view piece) {
        if (compressed) compressed->add(piece);
      });
      int reason = 0;
      const auto take = [&](std::string_view piece) {
        if (copy) copy->add(piece);
        if (compressed) stream.add(piece);
      };
      if (!read_pieces(from, take, reason)) fail(path, reason);
      if (compressed) stream.finish();
    }
    for (const auto& [file, name] : {std::pair(&copy, &path), std::pair(&compressed, &neighbour)}) {
      if (!*file) continue;
      if ((*file)->failure() != 0) fail(*name, (*file)->failure());
      record(part, *name, (*file)->sum(), true);
    }
  }

  bool tell(Diagnostics& diagnostics) const {
    if (failure == 0) return true;
    diagnostics.error({(place / failed_path).string(), "", 0, 0, ""},
                      Message("release.cannot_write", {{"reason", std::strerror(failure)}}));
    return false;
  }

  void publish_new() {
    if (const int reason = flush_all(staged); reason != 0) return fail("", reason);
    if (::renameat2(AT_FDCWD, staged.c_str(), AT_FDCWD, place.c_str(), RENAME_NOREPLACE) != 0)
      return fail("", errno);
    finished = true;
    const fs::path above = place.has_parent_path() ? place.parent_path() : fs::path(".");
    flush_folder(above);
  }

  void move_into_place(const std::string& path) {
    std::error_code code;
    fs::create_directories((place / path).parent_path(), code);
    if (code) return fail(path, code.value());
    if (::rename((staged / path).c_str(), (place / path).c_str()) != 0) fail(path, errno);
  }

  std::size_t remove_others() {
    std::vector<std::string> paths = old.may_be_there;
    for (const auto& [path, sum] : old.sums) paths.push_back(path);
    std::size_t removed = 0;
    for (const std::string& path : paths) {
      std::error_code code;
      if (sums.contains(path) || !fs::remove(place / path, code)) continue;
      ++removed;
      // Folders go with their last file.
      for (fs::path above = fs::path(path).parent_path(); !above.empty(); above = above.parent_path())
        if (::rmdir((place / above).c_str()) != 0) break;
    }
    return removed;
  }

  void publish_changes(SiteReport& report) {
    // The manifest to come stands there first: whatever happens, the next build knows what may be left.
    fs::copy_file(staged / kSums, staged / kComingSums);
    if (const int reason = flush_all(staged); reason != 0) return fail("", reason);
    move_into_place(kComingSums);
    // A page before its compressed neighbour: a server takes the older of the two for outdated.
    for (const std::string& path : changed)
      if (failure == 0) move_into_place(path);
    if (failure != 0) return;
    report.removed = remove_others();
    move_into_place(kParts);
    move_into_place(kSums);
    std::error_code code;
    if (failure == 0) fs::remove(place / kComingSums, code);
    if (const int reason = flush_all(place); reason != 0) fail("", reason);
  }
};

SiteFolder::SiteFolder(std::unique_ptr<State> state) : state_(std::move(state)) {}

SiteFolder::~SiteFolder() {
  std::error_code ignored;
  if (!state_->finished) fs::remove_all(state_->staged, ignored);
}

std::unique_ptr<SiteFolder> SiteFolder::open(const std::string& folder, Diagnostics& diagnostics) {
  const fs::path target = fs::path(folder).lexically_normal();
  auto state = std::make_unique<State>();
  state->place = target.has_filename() ? target : target.parent_path();
  std::error_code code;
  state->is_new = !fs::exists(fs::symlink_status(state->place, code));
  if (!state->is_new) {
    if (fs::is_symlink(state->place, code) || !is_site(state->place)) {
      diagnostics.error({folder, "", 0, 0, ""}, {"site.problem.not_a_site"},
                        {"site.problem.not_a_site_hint"});
      return nullptr;
    }
    state->old = read_state(state->place);
  }
  const fs::path parent = state->place.has_parent_path() ? state->place.parent_path() : fs::path(".");
  state->staged =
      parent / ("." + state->place.filename().string() + ".unfinished-" + std::to_string(::getpid()));
  fs::remove_all(state->staged, code);
  fs::create_directories(state->staged, code);
  if (code) {
    diagnostics.error({folder, "", 0, 0, ""}, Message("release.cannot_write", {{"reason", code.message()}}));
    return nullptr;
  }
  return std::unique_ptr<SiteFolder>(new SiteFolder(std::move(state)));
}

Output::Part SiteFolder::begin(const std::string& name, const std::string& key) {
  State& state = *state_;
  Part part{state.parts.size(), false, ""};
  state.parts.push_back({name, key, "", {}});
  const auto known = state.old.parts.find(name);
  if (key.empty() || known == state.old.parts.end() || known->second.key != key) return part;
  if (!is_untouched(state.place, state.old, known->second)) return part;
  part.is_current = true;
  part.note = known->second.note;
  state.parts.back().note = part.note;
  for (const std::string& path : known->second.files)
    if (state.claimed.insert(path).second) state.record(part.number, path, state.old.sums.at(path), false);
  return part;
}

void SiteFolder::note(std::size_t part, const std::string& text) { state_->parts[part].note = text; }

bool SiteFolder::has(const std::string& path) {
  const std::lock_guard lock(state_->mutex);
  return state_->claimed.contains(path);
}

void SiteFolder::write(std::size_t part, const std::string& path, std::string_view bytes) {
  State& state = *state_;
  if (!state.claim(path)) return;
  const bool same = state.put(part, path, bytes);
  if (bytes.size() <= kWorthCompressing || !is_text(path)) return;
  const std::string neighbour = path + kCompressed;
  if (same && state.keep_compressed(part, neighbour)) return;
  state.put(part, neighbour, gzip(bytes));
}

void SiteFolder::copy(std::size_t part, const std::string& path, const std::string& from) {
  State& state = *state_;
  if (!state.claim(path)) return;
  const std::optional<std::string> same = state.same_file(path, from);
  if (same) state.record(part, path, *same, false);
  std::error_code code;
  const bool has_neighbour = is_text(path) && fs::file_size(from, code) > kWorthCompressing;
  const bool is_compressed = has_neighbour && !(same && state.keep_compressed(part, path + kCompressed));
  if (!same || is_compressed) state.stage_file(part, path, from, !same, is_compressed);
}

bool SiteFolder::finish(SiteReport& report, Diagnostics& diagnostics) {
  State& state = *state_;
  for (SitePart& part : state.parts) std::sort(part.files.begin(), part.files.end());
  for (const auto& [path, sum] : state.sums) report.pages += path.ends_with(".html") ? 1 : 0;
  report.written = state.changed.size();
  report.kept = state.sums.size() - state.changed.size();
  const std::string parts = parts_text(state.parts);
  const std::string sums = sums_text(state.sums);
  const auto is_as_it_was = [&](const char* path, const std::string& bytes) {
    const std::optional<MemoryMap> file = present(state.place / path);
    return file && file->bytes() == bytes;
  };
  if (!state.is_new && state.changed.empty() && state.old.may_be_there.empty() && is_as_it_was(kSums, sums) &&
      is_as_it_was(kParts, parts))
    return state.tell(diagnostics);
  state.stage(kParts, parts);
  state.stage(kSums, sums);
  if (state.failure == 0) {
    if (state.is_new) {
      state.publish_new();
    } else {
      state.publish_changes(report);
    }
  }
  return state.tell(diagnostics);
}

}  // namespace dajuan::site
