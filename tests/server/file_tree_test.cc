#include "server/file_tree.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "made_up_folder.h"

namespace dajuan::server {
namespace {

namespace fs = std::filesystem;

TEST_CASE("files and folders of a disk") {
  const MadeUpFolder folder;
  folder.put("site/a/b.txt", "hello");
  const DiskTree tree((folder / "site").string());
  CHECK(tree.look("/a").kind == Kind::folder);
  CHECK(tree.look("/a/b.txt").kind == Kind::file);
  CHECK(tree.look("/a/b.txt").stamp.size == 5);
  CHECK(tree.look("/a/c").kind == Kind::nothing);
  CHECK(tree.look("/a/b.txt/c").kind == Kind::nothing);
  CHECK(tree.look("/" + std::string(300, 'x')).kind == Kind::nothing);
  const auto content = tree.open("/a/b.txt");
  REQUIRE(content);
  CHECK(content->bytes == "hello");
  CHECK(content->stamp == tree.look("/a/b.txt").stamp);
  CHECK(tree.open("/a") == nullptr);
  CHECK(tree.open("/a/c") == nullptr);
}

TEST_CASE("a large file is not read into memory") {
  const MadeUpFolder folder;
  folder.put("at", std::string(kLargestHeld, 'x'));
  folder.put("above", std::string(kLargestHeld + 1, 'x'));
  const DiskTree tree((folder / "").string());
  CHECK(tree.open("/at")->bytes.size() == kLargestHeld);
  const auto above = tree.open("/above");
  CHECK(above->bytes.empty());
  CHECK(above->file);
  CHECK(above->stamp.size == kLargestHeld + 1);
}

TEST_CASE("links are never followed, pipes never opened") {
  const MadeUpFolder folder;
  folder.put("secret.txt", "secret");
  folder.put("site/a.txt", "open");
  folder.put("site/real/b.txt", "open");
  fs::create_symlink(folder / "secret.txt", folder / "site/out.txt");
  fs::create_symlink("../secret.txt", folder / "site/up.txt");
  fs::create_directory_symlink("/etc", folder / "site/etc");
  fs::create_symlink("a.txt", folder / "site/inside.txt");
  fs::create_directory_symlink("real", folder / "site/folder");
  REQUIRE(mkfifo((folder / "site/pipe").c_str(), 0600) == 0);
  const DiskTree tree((folder / "site").string());
  for (const char* path :
       {"/out.txt", "/up.txt", "/etc", "/etc/passwd", "/inside.txt", "/folder", "/folder/b.txt", "/pipe"}) {
    CAPTURE(path);
    CHECK(tree.look(path).kind == Kind::nothing);
    CHECK(tree.open(path) == nullptr);
  }
  CHECK(tree.look("/a.txt").kind == Kind::file);
}

TEST_CASE("a folder that is renamed into place is served from then on, also behind a link") {
  const MadeUpFolder folder;
  folder.put("one/a.txt", "one");
  folder.put("two/a.txt", "two");
  fs::create_directory_symlink("one", folder / "site");
  const DiskTree tree((folder / "site").string());
  CHECK(tree.open("/a.txt")->bytes == "one");
  fs::rename(folder / "one", folder / "zero");
  fs::rename(folder / "two", folder / "one");
  CHECK(tree.open("/a.txt")->bytes == "two");
}

TEST_CASE("a file that is written or replaced has another stamp") {
  const MadeUpFolder folder;
  folder.put("a.txt", "one");
  folder.put("b.txt", "two");
  const DiskTree tree((folder / "").string());
  const FileStamp before = tree.look("/a.txt").stamp;
  fs::rename(folder / "b.txt", folder / "a.txt");
  CHECK(tree.look("/a.txt").stamp != before);
}

}  // namespace
}  // namespace dajuan::server
