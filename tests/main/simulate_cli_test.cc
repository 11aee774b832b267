#include "main/simulate_cli.h"

#include <set>

#include "commands.h"
#include "main/index_cli.h"

namespace dajuan {
namespace {

namespace fs = std::filesystem;

SimulateOptions zhejiang(const std::string& out) {
  SimulateOptions options;
  options.scheme = kSchemes + "zhejiang-2018";
  options.population = kExamples + "zhejiang/population.csv";
  options.from = "2018-01";
  options.to = "2019-01";
  options.seed = "trial";
  options.out = out;
  return options;
}

TEST_CASE("every simulated row is marked, and the folder says how it was made in both languages") {
  const ScratchFolder scratch;
  const Spoken spoken = run(simulate_figures, zhejiang(scratch / "a"));
  CHECK(spoken.code == kOk);
  const std::vector<std::string> lines = lines_of(bytes_of(scratch / "a/figures.csv"));
  REQUIRE(lines.size() > 1000);
  CHECK(lines[0] == "region,period,variable,value,status,note");
  std::set<std::string> periods;
  std::size_t missing = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    CHECK(lines[i].ends_with(",模拟数据 simulated"));
    const std::size_t comma = lines[i].find(',');
    periods.insert(lines[i].substr(comma + 1, lines[i].find(',', comma + 1) - comma - 1));
    missing += lines[i].find(",,L,") != std::string::npos;
  }
  CHECK(periods.contains("2018-01"));
  CHECK(periods.contains("2019-01"));
  CHECK_FALSE(periods.contains("2017-12"));
  CHECK_FALSE(periods.contains("2019-02"));
  CHECK(missing > 0);
  CHECK(spoken.complains(std::to_string(lines.size() - 1)));
  const std::string readme = bytes_of(scratch / "a/README.md");
  for (const char* part : {"SIMULATED DATA", "模拟数据", "trial", "2018-01", "2019-01"})
    CHECK(readme.find(part) != std::string::npos);
  CHECK(readme.find('{') == std::string::npos);
}

TEST_CASE("figures follow from the seed alone") {
  const ScratchFolder scratch;
  CHECK(run(simulate_figures, zhejiang(scratch / "a")).code == kOk);
  CHECK(run(simulate_figures, zhejiang(scratch / "b"), Language::zh).code == kOk);
  SimulateOptions other = zhejiang(scratch / "c");
  other.seed = "another";
  CHECK(run(simulate_figures, other).code == kOk);
  CHECK(bytes_of(scratch / "a/figures.csv") == bytes_of(scratch / "b/figures.csv"));
  CHECK(bytes_of(scratch / "a/figures.csv") != bytes_of(scratch / "c/figures.csv"));
}

TEST_CASE("a series of simulated figures says so on every screen and in every file") {
  const ScratchFolder scratch;
  CHECK(run(simulate_figures, zhejiang(scratch / "a")).code == kOk);
  IndexRunOptions options;
  options.series.scheme = kSchemes + "zhejiang-2018";
  options.series.figures = scratch / "a";
  options.out = scratch / "result";
  options.version = "0.1.0";
  options.chance.draws = 100;
  const Spoken spoken = run(index_run, options, Language::zh);
  REQUIRE(spoken.code == kOk);
  CHECK(spoken.says("模拟数据"));
  CHECK(spoken.says("杭州市"));
  std::size_t files = 0;
  for (const char* folder : {"scores", "contributions", "lights", "steps"})
    for (const auto& entry : fs::directory_iterator(scratch / (std::string("result/") + folder))) {
      const std::string bytes = bytes_of(entry.path());
      INFO(entry.path().string());
      CHECK(bytes.substr(0, bytes.find('\n')).ends_with(",simulated"));
      if (bytes.find('\n') + 1 < bytes.size()) CHECK(bytes.ends_with(",模拟数据 simulated data\n"));
      ++files;
    }
  CHECK(files == 11);
  CHECK(bytes_of(scratch / "result/release.json").find("\"simulated\":true") != std::string::npos);
}

TEST_CASE("what cannot be simulated is told, and nothing is written") {
  const ScratchFolder scratch;
  const auto refused = [&](SimulateOptions options, const char* named) {
    for (const Language language : kLanguages) {
      const Spoken spoken = run(simulate_figures, options, language);
      CHECK(spoken.code == kBadInput);
      CHECK(spoken.complains(named));
      CHECK_FALSE(fs::exists(options.out));
    }
  };
  SimulateOptions options = zhejiang(scratch / "a");
  options.from = "2018";
  refused(options, "2018");
  options = zhejiang(scratch / "a");
  options.to = "2017-12";
  refused(options, "--to");
  options = zhejiang(scratch / "a");
  options.scheme = kSchemes + "mexico-states";
  refused(options, "simulated");
  options = zhejiang(scratch / "a");
  options.scheme = kSchemes + "no-such-scheme";
  refused(options, "no-such-scheme");
  options = zhejiang(scratch / "a");
  options.population = scratch / "nothing.csv";
  refused(options, "nothing.csv");
}

TEST_CASE("a folder that is there is not written to") {
  const ScratchFolder scratch;
  fs::create_directory(scratch / "a");
  CHECK(run(simulate_figures, zhejiang(scratch / "a")).code == kBadInput);
  CHECK(fs::is_empty(scratch / "a"));
}

}  // namespace
}  // namespace dajuan
