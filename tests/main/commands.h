#pragma once
// Subcommands run as plain functions: what they say on both streams, and folders to run them on.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "main/streams.h"

namespace dajuan {

inline const std::string kSchemes = DAJUAN_SOURCE_DIR "/schemes/";
inline const std::string kExamples = DAJUAN_SOURCE_DIR "/examples/";
inline constexpr Language kLanguages[] = {Language::zh, Language::en};

struct Spoken {
  int code = 0;
  std::string out;
  std::string err;
  bool says(std::string_view part) const { return out.find(part) != std::string::npos; }
  bool complains(std::string_view part) const { return err.find(part) != std::string::npos; }
};

/// Runs a subcommand. No argument of a message is ever left open: `{name}` on a screen is a bug.
template <typename Command, typename Options>
Spoken run(Command command, const Options& options, Language language = Language::en) {
  std::ostringstream out;
  std::ostringstream err;
  const int code = command(options, Streams{out, err, language});
  Spoken spoken{code, out.str(), err.str()};
  CHECK(spoken.out.find('{') == std::string::npos);
  CHECK(spoken.err.find('{') == std::string::npos);
  return spoken;
}

inline std::string bytes_of(const std::filesystem::path& path) {
  std::stringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::stringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    if (line.ends_with('\r')) line.pop_back();
    lines.push_back(line);
  }
  return lines;
}

/// A folder that is gone when the test ends.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "dajuan-main-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() { std::filesystem::remove_all(path_); }
  std::string operator/(std::string_view name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

/// Copies a file with one of its lines replaced, whatever lines end in.
inline void copy_with_line(const std::string& from, const std::string& to, const std::string& line,
                           const std::string& instead) {
  std::string bytes = bytes_of(from);
  const std::size_t at = bytes.find("\n" + line);
  REQUIRE(at != std::string::npos);
  const char next = bytes.at(at + 1 + line.size());
  REQUIRE((next == '\n' || next == '\r'));
  bytes.replace(at + 1, line.size(), instead);
  std::ofstream(to, std::ios::binary) << bytes;
}

/// The number on a screen that begins at `at` ("+1.5", "−0.3", "64.6"; the minus is U+2212).
inline double number_at(const std::string& text, std::size_t at) {
  const bool negative = text.compare(at, 3, "−") == 0;
  const double size = std::stod(text.substr(negative ? at + 3 : at));
  return negative ? -size : size;
}

}  // namespace dajuan
