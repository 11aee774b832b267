#pragma once
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace dajuan::server {

/// A folder on disk that goes when the test ends.
class MadeUpFolder {
 public:
  MadeUpFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "dajuan-test-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~MadeUpFolder() { std::filesystem::remove_all(path_); }
  MadeUpFolder(const MadeUpFolder&) = delete;
  MadeUpFolder& operator=(const MadeUpFolder&) = delete;

  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

  void put(const std::string& name, const std::string& bytes) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace dajuan::server
