// Every entry of the peer's table of edges is decided in docs/method/edges.md and has a test of its name.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "base/json.h"

namespace dajuan {
namespace {

const std::string kSource = DAJUAN_SOURCE_DIR;

std::string content(const std::string& path) {
  std::ifstream file(kSource + path);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Names stand between quotes, spaces, commas or bars: "rank-ties" is not found in "percentile-rank-ties".
bool names(const std::string& text, const std::string& id) {
  const auto is_name = [](char c) { return c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  for (std::size_t at = text.find(id); at != std::string::npos; at = text.find(id, at + 1)) {
    const std::size_t end = at + id.size();
    if ((at == 0 || !is_name(text[at - 1])) && (end == text.size() || !is_name(text[end]))) return true;
  }
  return false;
}

/// What stands in the names of the test cases.
std::string test_names() {
  const std::string source = content("/tests/index/edges_test.cc");
  const std::string open = "TEST_CASE(\"";
  std::string all;
  for (std::size_t at = source.find(open); at != std::string::npos; at = source.find(open, at + 1)) {
    const std::size_t begin = at + open.size();
    all += source.substr(begin, source.find('"', begin) - begin) + "\n";
  }
  return all;
}

}  // namespace

TEST_CASE("every edge of the peer's table is decided and tested") {
  Diagnostics diagnostics;
  const auto config =
      read_json(kSource + "/tests/reference/index/cases/z1-edge-behaviour/config.json", diagnostics);
  REQUIRE(config);
  const JsonValue* entries = config->find("entries");
  REQUIRE(entries);
  REQUIRE(entries->items().size() == 39);
  const std::string decisions = content("/docs/method/edges.md");
  const std::string tests = test_names();
  std::size_t later = 0;
  for (const JsonValue& entry : entries->items()) {
    const std::string id = entry.find("id")->text();
    CAPTURE(id);
    CHECK(names(decisions, id));
    const bool built_later =
        id == "discrete-sampling-range" || id == "failed-replicates-silent" || id == "opt-weights-default";
    later += built_later;
    CHECK(names(tests, id) != built_later);
  }
  CHECK(later == 3);
}

}  // namespace dajuan
