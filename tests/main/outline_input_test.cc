#include "base/json.h"
#include "commands.h"
#include "main/index_cli.h"

namespace dajuan {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFile = "boundaries.geojson";

/// Mexico's scheme and figures in a folder of their own, one line of the scheme changed.
IndexRunOptions mexico(const ScratchFolder& scratch, const std::string& from, const std::string& to) {
  fs::create_directories(scratch / "schemes/mexico-states");
  fs::create_directories(scratch / "examples");
  if (!fs::exists(scratch / "examples/mexico-states"))
    fs::copy(kExamples + "mexico-states", scratch / "examples/mexico-states");
  for (const char* file : {"structure.csv", "scheme.toml"})
    fs::copy_file(kSchemes + "mexico-states/" + file, scratch / "schemes/mexico-states/" + file,
                  fs::copy_options::overwrite_existing);
  if (!from.empty())
    copy_with_line(kSchemes + "mexico-states/scheme.toml", scratch / "schemes/mexico-states/scheme.toml",
                   from, to);
  IndexRunOptions options;
  options.series.scheme = scratch / "schemes/mexico-states";
  options.version = "0.1.0";
  options.chance.draws = 100;
  options.out = scratch / "result";
  return options;
}

JsonValue release(const IndexRunOptions& options) {
  Diagnostics diagnostics;
  return read_json(options.out + "/release.json", diagnostics).value();
}

TEST_CASE("licensed outlines go with the result, and release.json names them") {
  const ScratchFolder scratch;
  const IndexRunOptions options = mexico(scratch, "", "");
  REQUIRE(run(index_run, options).code == kOk);
  CHECK(bytes_of(options.out + "/inputs/" + kFile) == bytes_of(kExamples + "mexico-states/" + kFile));
  const JsonValue json = release(options);
  const JsonValue* map = json.find("map");
  REQUIRE(map != nullptr);
  CHECK(map->find("file")->text() == kFile);
  CHECK(map->find("property")->text() == "region");
  CHECK(map->find("credit")->find("en")->text().find("INEGI") != std::string::npos);
  CHECK(map->find("approval") == nullptr);
}

TEST_CASE("outlines that are not said to be licensed are not published") {
  const ScratchFolder scratch;
  const IndexRunOptions options = mexico(scratch, "licensed = true", "licensed = false");
  const Spoken spoken = run(index_run, options);
  REQUIRE(spoken.code == kOk);
  CHECK(spoken.complains("not said to be licensed"));
  CHECK_FALSE(fs::exists(options.out + "/inputs/" + kFile));
  CHECK(release(options).find("map") == nullptr);
}

TEST_CASE("what is wrong with outlines is told when the result is written") {
  const ScratchFolder scratch;
  IndexRunOptions options = mexico(scratch, "", "");
  const std::string there = scratch / "examples/mexico-states/boundaries.geojson";
  std::string outlines = bytes_of(there);
  const std::size_t at = outlines.find("\"MX-02\"");
  std::ofstream(there, std::ios::binary) << outlines.replace(at, 7, "\"MX-99\"");
  const Spoken some = run(index_run, options);
  CHECK(some.code == kOk);
  CHECK(some.complains("1 of the 32 members have no outline, MX-02 among them"));
  CHECK(some.complains("1 outlines belong to no region of the table of regions, MX-99"));

  std::ofstream(there, std::ios::binary) << "{\"type\":\"Topology\"}";
  options.out = scratch / "other";
  for (const Language language : kLanguages) {
    const Spoken none = run(index_run, options, language);
    CHECK(none.code == kBadInput);
    CHECK(none.complains("FeatureCollection"));
    CHECK_FALSE(fs::exists(options.out));
  }
}

}  // namespace
}  // namespace dajuan
