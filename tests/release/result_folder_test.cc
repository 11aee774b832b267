// A folder is there whole or not at all, verifies by its SHA256SUMS, and is never overwritten.
#include "release/result_folder.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/hash.h"

namespace dajuan::release {
namespace {

namespace fs = std::filesystem;

/// A folder of its own for each test, gone when it ends.
class Scratch {
 public:
  Scratch() {
    std::string pattern = (fs::temp_directory_path() / "dajuan-folder-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    fs::permissions(path_, fs::perms::owner_all);
    fs::remove_all(path_);
  }
  const fs::path& path() const { return path_; }
  std::vector<std::string> names() const {
    std::vector<std::string> result;
    for (const fs::directory_entry& entry : fs::directory_iterator(path_))
      result.push_back(entry.path().filename().string());
    std::sort(result.begin(), result.end());
    return result;
  }

 private:
  fs::path path_;
};

std::string bytes_of(const fs::path& path) {
  std::stringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

Files some_files() {
  return {{"release.json", "{}"},
          {"scores/scores.csv", "region,score\nr1,1\n"},
          {"scores/空 名.csv", std::string("\0\n\r", 3)},
          {"steps/empty.csv", ""}};
}

using Names = std::vector<std::string>;

TEST_CASE("a folder holds exactly its files and a manifest of all of them that verifies") {
  const Scratch scratch;
  const fs::path folder = scratch.path() / "deep" / "er" / "result";
  Diagnostics diagnostics;
  REQUIRE(write_folder(folder.string() + "/", some_files(), diagnostics));
  CHECK_FALSE(diagnostics.has_errors());

  Files found;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) found[fs::relative(entry.path(), folder).string()] = bytes_of(entry.path());
  const std::string manifest = found["SHA256SUMS"];
  found.erase("SHA256SUMS");
  CHECK(found == some_files());

  std::stringstream lines(manifest);
  Names listed;
  for (std::string line; std::getline(lines, line);) {
    REQUIRE(line.size() > 66);
    CHECK(line.substr(64, 2) == "  ");
    const std::string path = line.substr(66);
    CHECK(line.substr(0, 64) == hex(sha256(found.at(path))));
    listed.push_back(path);
  }
  CHECK(std::is_sorted(listed.begin(), listed.end()));
  CHECK(listed.size() == found.size());
  const std::string check = "cd '" + folder.string() + "' && sha256sum --check --quiet --strict SHA256SUMS";
  CHECK(std::system(check.c_str()) == 0);
  // Nothing stands beside it.
  CHECK(Names{"result"} == [&] {
    Names names;
    for (const auto& entry : fs::directory_iterator(folder.parent_path()))
      names.push_back(entry.path().filename().string());
    return names;
  }());
}

TEST_CASE("what is there already is never touched: a folder, a file, a link that leads nowhere") {
  const Scratch scratch;
  fs::create_directory(scratch.path() / "empty");
  fs::create_directory(scratch.path() / "full");
  std::ofstream(scratch.path() / "full" / "mine") << "mine";
  std::ofstream(scratch.path() / "file") << "mine";
  fs::create_symlink("nowhere", scratch.path() / "dangling");
  const Names before = scratch.names();
  for (const char* name : {"empty", "full", "file", "dangling"}) {
    INFO(name);
    Diagnostics diagnostics;
    CHECK_FALSE(write_folder((scratch.path() / name).string(), some_files(), diagnostics));
    REQUIRE(diagnostics.errors() == 1);
    CHECK(diagnostics.items()[0].message.id == "release.folder_exists");
  }
  CHECK(scratch.names() == before);
  CHECK(fs::is_empty(scratch.path() / "empty"));
  CHECK(bytes_of(scratch.path() / "full" / "mine") == "mine");
  CHECK(bytes_of(scratch.path() / "file") == "mine");
  CHECK(fs::read_symlink(scratch.path() / "dangling") == "nowhere");
}

TEST_CASE("a folder that failed leaves nothing behind") {
  const Scratch scratch;
  std::ofstream(scratch.path() / "file") << "mine";
  SUBCASE("the parent is a file") {
    Diagnostics diagnostics;
    CHECK_FALSE(write_folder((scratch.path() / "file" / "result").string(), some_files(), diagnostics));
    CHECK(diagnostics.errors() == 1);
    CHECK(scratch.names() == Names{"file"});
    CHECK(bytes_of(scratch.path() / "file") == "mine");
  }
  SUBCASE("a file cannot be written after others were") {
    Files files = some_files();
    files["scores/scores.csv/below"] = "a file cannot be a folder too";
    Diagnostics diagnostics;
    CHECK_FALSE(write_folder((scratch.path() / "result").string(), files, diagnostics));
    CHECK(diagnostics.errors() == 1);
    CHECK(scratch.names() == Names{"file"});
  }
  SUBCASE("a name is longer than the disk takes") {
    Files files = some_files();
    files["zz/" + std::string(300, 'x')] = "";
    Diagnostics diagnostics;
    CHECK_FALSE(write_folder((scratch.path() / "result").string(), files, diagnostics));
    CHECK(diagnostics.errors() == 1);
    CHECK(scratch.names() == Names{"file"});
  }
  SUBCASE("the parent may not be written to") {
    if (::geteuid() == 0) return;  // root may write anywhere
    fs::permissions(scratch.path(), fs::perms::owner_read | fs::perms::owner_exec);
    Diagnostics diagnostics;
    CHECK_FALSE(write_folder((scratch.path() / "result").string(), some_files(), diagnostics));
    CHECK(diagnostics.errors() == 1);
    CHECK(scratch.names() == Names{"file"});
  }
}

TEST_CASE("the same name works once something that failed is out of the way") {
  const Scratch scratch;
  const std::string folder = (scratch.path() / "result").string();
  Diagnostics diagnostics;
  CHECK_FALSE(write_folder(folder, {{"a", ""}, {"a/b", ""}}, diagnostics));
  Diagnostics again;
  CHECK(write_folder(folder, some_files(), again));
  Diagnostics once_more;
  CHECK_FALSE(write_folder(folder, some_files(), once_more));
}

}  // namespace
}  // namespace dajuan::release
