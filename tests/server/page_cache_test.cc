#include "server/page_cache.h"

#include <doctest/doctest.h>

#include "made_up_tree.h"

namespace dajuan::server {
namespace {

using std::chrono::milliseconds;

std::string bytes_of(const std::shared_ptr<const StoredPage>& page) {
  return page ? page->variant(Encoding::identity).content->bytes : "nothing";
}

TEST_CASE("a page is compared with its file once a second, and read again only when that has changed") {
  MadeUpTree tree;
  tree.put("/a", "one");
  PageCache cache(tree, 1 << 20);
  Time now{};
  CHECK(bytes_of(cache.find("/a", now)) == "one");
  CHECK(tree.opens == 1);
  const int looks = tree.looks;
  CHECK(bytes_of(cache.find("/a", now + milliseconds(999))) == "one");
  CHECK(tree.looks == looks);
  CHECK(bytes_of(cache.find("/a", now + milliseconds(1000))) == "one");
  CHECK(tree.looks > looks);
  CHECK(tree.opens == 1);
  tree.put("/a", "two");
  CHECK(bytes_of(cache.find("/a", now + milliseconds(1999))) == "one");
  CHECK(bytes_of(cache.find("/a", now + milliseconds(2000))) == "two");
  tree.put("/a.gz", "zip");
  CHECK_FALSE(cache.find("/a", now + milliseconds(2500))->has(Encoding::gzip));
  CHECK(cache.find("/a", now + milliseconds(3000))->has(Encoding::gzip));
  tree.remove("/a");
  CHECK(bytes_of(cache.find("/a", now + milliseconds(4000))) == "nothing");
}

TEST_CASE("what was not there is looked for again") {
  MadeUpTree tree;
  PageCache cache(tree, 1 << 20);
  CHECK(bytes_of(cache.find("/a", Time{})) == "nothing");
  tree.put("/a", "one");
  CHECK(bytes_of(cache.find("/a", Time{})) == "one");
}

TEST_CASE("the least recently used page goes first, and a page given out stays whole") {
  MadeUpTree tree;
  for (const char* path : {"/a", "/b", "/c"}) tree.put(path, std::string(10'000, path[1]));
  PageCache cache(tree, 30'000);  // two pages and what goes with them
  const auto a = cache.find("/a", Time{});
  cache.find("/b", Time{});
  cache.find("/a", Time{});
  cache.find("/c", Time{});
  CHECK(tree.opens == 3);
  cache.find("/a", Time{});
  CHECK(tree.opens == 3);
  cache.find("/b", Time{});
  CHECK(tree.opens == 4);
  CHECK(bytes_of(a) == std::string(10'000, 'a'));
}

}  // namespace
}  // namespace dajuan::server
