#include <algorithm>

#include "base/hash.h"
#include "commands.h"
#include "main/chance_text.h"
#include "main/index_cli.h"
#include "release/result_table.h"

namespace dajuan {
namespace {

namespace fs = std::filesystem;

IndexRunOptions of(const std::string& scheme) {
  IndexRunOptions options;
  options.series.scheme = kSchemes + scheme;
  options.version = "0.1.0";
  options.chance.draws = 100;
  return options;
}

/// Bytes of every file below a folder.
std::vector<std::pair<std::string, std::string>> files_below(const std::string& folder) {
  std::vector<std::pair<std::string, std::string>> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file())
      files.emplace_back(fs::relative(entry.path(), folder).string(), bytes_of(entry.path()));
  std::sort(files.begin(), files.end());
  return files;
}

TEST_CASE(
    "the table has the whole, then units in groups and by score, each with limits, places and changes") {
  for (const Language language : kLanguages) {
    const Spoken spoken = run(index_run, of("mexico-states"), language);
    CHECK(spoken.code == kOk);
    std::ostringstream none;
    const auto input = read_series(of("mexico-states").series, {none, none, language});
    const index::Series& series = *input->series;
    const std::size_t top = series.structure().top();
    const index::Uncertainty chance = series_chance(*input, {"", 100}, 1, {none, none, language});
    std::vector<std::size_t> places;
    std::vector<std::pair<int, double>> order;
    for (std::size_t row = 0; row < series.panel().units.size(); ++row) {
      const index::Unit& unit = series.panel().units[row];
      if (unit.period != series.last()) continue;
      const std::string& name = input->regions[input->regions.find(unit.code)].name.in(language);
      const std::size_t at = spoken.out.find("\n" + name + "  ");
      INFO(name);
      REQUIRE(at != std::string::npos);
      const std::string line = spoken.out.substr(at + 1, spoken.out.find('\n', at + 1) - at - 1);
      CHECK(line.find(" " + score_text(series.score(row, top)) + " ") != std::string::npos);
      const std::size_t of = chance.at(row, top);
      CHECK(line.find(score_limits(chance.scores[of].limits, language)) != std::string::npos);
      if (unit.fits)
        CHECK(line.find(" " + places_text(chance.places[of].simultaneous, language) + " ") !=
              std::string::npos);
      CHECK(line.find(change_cell(chance.changes[1][of], language)) != std::string::npos);
      places.push_back(at);
      order.emplace_back(static_cast<int>(chance.groups[of]), -series.score(row, top));
    }
    CHECK(places.size() == 33);
    // The whole has the smallest code; it stands first, the others by group and score.
    for (std::size_t i = 1; i < places.size(); ++i) {
      CHECK(places[0] < places[i]);
      for (std::size_t j = 1; j < i; ++j) CHECK((places[i] < places[j]) == (order[i] < order[j]));
    }
    CHECK(spoken.says("2025-06"));
    CHECK(spoken.says(input->scheme.title.in(language)));
    CHECK(spoken.says(input->scheme.caution.in(language)));
    CHECK(spoken.complains("3795"));
  }
}

TEST_CASE("what is simulated says so on the screen, what is real does not") {
  CHECK(run(index_run, of("example"), Language::zh).says("模拟数据"));
  CHECK(run(index_run, of("example")).says("SIMULATED DATA"));
  CHECK_FALSE(run(index_run, of("mexico-states"), Language::zh).says("模拟数据"));
  CHECK_FALSE(run(index_run, of("mexico-states")).says("SIMULATED DATA"));
}

TEST_CASE("the folder that is written holds inputs and scheme byte for byte, and is never overwritten") {
  const ScratchFolder scratch;
  IndexRunOptions options = of("example");
  options.out = scratch / "result";
  CHECK(run(index_run, options).code == kOk);
  const auto files = files_below(options.out);
  const auto bytes = [&](const std::string& path) {
    const auto found =
        std::find_if(files.begin(), files.end(), [&](const auto& file) { return file.first == path; });
    INFO(path);
    REQUIRE(found != files.end());
    return found->second;
  };
  CHECK(bytes("scheme/scheme.toml") == bytes_of(kSchemes + "example/scheme.toml"));
  CHECK(bytes("scheme/structure.csv") == bytes_of(kSchemes + "example/structure.csv"));
  CHECK(bytes("inputs/regions.csv") == bytes_of(kExamples + "example/regions.csv"));
  CHECK(bytes("inputs/figures.csv") == bytes_of(kExamples + "example/figures.csv"));
  std::string manifest;
  for (const auto& [path, content] : files)
    if (path != "SHA256SUMS") manifest += hex(sha256(content)) + "  " + path + "\n";
  CHECK(bytes("SHA256SUMS") == manifest);
  for (const auto& [path, content] : files) {
    if (!path.ends_with(".csv") || path.starts_with("inputs/") || path.starts_with("scheme/")) continue;
    INFO(path);
    for (const std::string& line : lines_of(content))
      CHECK((line.ends_with(",simulated") || line.ends_with("," + std::string(release::kSimulated))));
  }

  options.series.period = "2024-Q2";
  const Spoken again = run(index_run, options);
  CHECK(again.code == kBadInput);
  CHECK(again.complains(options.out));
  CHECK(files_below(options.out) == files);
}

TEST_CASE("figures of another folder stand for those of the scheme") {
  const ScratchFolder scratch;
  fs::copy(kExamples + "example", scratch / "figures");
  IndexRunOptions options = of("example");
  const std::string before = run(index_run, options).out;
  options.series.figures = scratch / "figures";
  CHECK(run(index_run, options).out == before);
  copy_with_line(kExamples + "example/figures.csv", scratch / "figures/figures.csv",
                 "EX-1,2024-Q4,cases_solved,112,", "EX-1,2024-Q4,cases_solved,150,");
  CHECK(run(index_run, options).out != before);
}

TEST_CASE("every problem of a figure file is told with its row, and nothing is computed") {
  const ScratchFolder scratch;
  fs::copy(kExamples + "example", scratch / "figures");
  IndexRunOptions options = of("example");
  options.series.figures = scratch / "figures";
  options.out = scratch / "result";
  copy_with_line(kExamples + "example/figures.csv", scratch / "once.csv", "EX-1,2024-Q4,fires,18,",
                 "EX-1,2024-Q4,fires,eighteen,");
  copy_with_line(scratch / "once.csv", scratch / "figures/figures.csv", "EX-2,2024-Q4,fires,2,",
                 "EX-9,2024-Q4,fires,2,");
  for (const Language language : kLanguages) {
    const Spoken spoken = run(index_run, options, language);
    CHECK(spoken.code == kBadInput);
    CHECK(spoken.out == "");
    CHECK(spoken.complains("figures.csv:297"));
    CHECK(spoken.complains("eighteen"));
    CHECK(spoken.complains("figures.csv:298"));
    CHECK(spoken.complains("EX-9"));
    CHECK_FALSE(fs::exists(options.out));
  }
}

TEST_CASE("a period or a scheme that is not there is bad input") {
  for (const Language language : kLanguages) {
    IndexRunOptions options = of("example");
    for (const char* period : {"2024", "2024-06", "2025-Q1", "soon"}) {
      options.series.period = period;
      const Spoken spoken = run(index_run, options, language);
      CHECK(spoken.code == kBadInput);
      CHECK(spoken.out == "");
      CHECK(spoken.complains(period));
    }
    CHECK(run(index_run, of("no-such-scheme"), language).code == kBadInput);
  }
  IndexRunOptions first = of("example");
  first.series.period = "2022-Q4";
  CHECK(run(index_run, first).says("2022-Q4"));
}

TEST_CASE("a sample size and a standard error need figures too") {
  const ScratchFolder scratch;
  fs::copy(kSchemes + "example", scratch / "scheme");
  IndexRunOptions options = of("example");
  options.series.scheme = scratch / "scheme";
  options.series.figures = kExamples + "example";
  const std::string row =
      "satisfaction,trust,indicator,群众安全感满意率,Satisfaction,higher,1,%,%,satisfaction,,none,,"
      "population,last,,proportion,respondents";
  const std::string begin = row.substr(0, row.rfind("proportion"));
  const auto spoiled = [&](const std::string& columns, const std::string& end) {
    fs::remove(scratch / "scheme/structure.csv");
    copy_with_line(kSchemes + "example/structure.csv", scratch / "once.csv", row, begin + end);
    std::string bytes = bytes_of(scratch / "once.csv");
    bytes.replace(bytes.find("sample_size"), std::string("sample_size").size(), columns);
    std::ofstream(scratch / "scheme/structure.csv") << bytes;
    return run(index_run, options);
  };
  CHECK(spoiled("sample_size", "proportion,respondents").code == kOk);
  const Spoken near = spoiled("sample_size", "proportion,respondent");
  CHECK(near.code == kBadInput);
  CHECK(
      near.complains("structure.csv sample_size: error: No file has figures of “respondent”. Did you mean "
                     "“respondents”?"));
  const Spoken none = spoiled("standard_error", "normal,margin");
  CHECK(none.code == kBadInput);
  CHECK(none.complains("structure.csv standard_error: error: No file has figures of “margin”."));
}

}  // namespace
}  // namespace dajuan
