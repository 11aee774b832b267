#include "site/result_reader.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "made_up_result.h"

using namespace dajuan;
using namespace dajuan::site;
using namespace dajuan::site_test;

namespace {

/// Changes one text of a file of a result.
void replace(const fs::path& file, const std::string& from, const std::string& to) {
  std::string text = read_text(file);
  const std::size_t at = text.find(from);
  REQUIRE_MESSAGE(at != std::string::npos, from);
  write_text(file, text.replace(at, from.size(), to));
}

/// What reading says, as one text.
std::string told(const fs::path& folder) {
  Diagnostics diagnostics;
  const std::optional<Result> result = read_result(folder.string(), diagnostics);
  CHECK(result.has_value() == !diagnostics.has_errors());
  return text(Language::en, diagnostics);
}

bool has(const std::string& words, std::string_view what) { return words.find(what) != std::string::npos; }

}  // namespace

TEST_CASE("a result is read as it was written") {
  const Scratch scratch("read");
  MadeUpResult{}.write(scratch / "r");
  Diagnostics diagnostics;
  const std::optional<Result> read = read_result((scratch / "r").string(), diagnostics);
  REQUIRE_MESSAGE(read.has_value(), text(Language::en, diagnostics));
  CHECK(diagnostics.items().empty());
  const Result& result = *read;
  REQUIRE(result.units.size() == 4);
  CHECK(result.whole() == 0);
  CHECK(result.unit(0).children == std::vector<int>{1, 2, 3});
  CHECK(result.period.text() == "2025-06");
  CHECK(result.members == "state");
  const auto top = result.structure.top();
  const int now = result.period.ordinal();
  for (std::size_t r = 0; r < 4; ++r) {
    CHECK(result.units[r].score[top] == MadeUpResult::scores(r, now).index);
    CHECK(result.units[r].history.size() == 30);
    CHECK(result.units[r].history.back().score == result.units[r].score[top]);
  }
  const auto homicide = static_cast<std::size_t>(result.structure.find("homicide"));
  CHECK(result.weights[homicide] == 0.75);
  CHECK(result.effective_weights[homicide] == 0.375);
  REQUIRE(result.unit(3).changes.size() == 1);
  CHECK(result.unit(3).changes[0].second == CellChange::imputed);
  REQUIRE(result.zero_runs.size() == 1);
  CHECK(result.zero_runs[0].set_aside);
}

TEST_CASE("a folder that is no result says so") {
  const Scratch scratch("none");
  CHECK(has(told(scratch / "nothing"), "This folder is no result"));
  write_text(scratch / "half/release.json", "{}");
  CHECK(has(told(scratch / "half"), "it has no scores/scores.csv"));
}

TEST_CASE("every problem is told with file and row") {
  const Scratch scratch("problems");
  const auto broken = [&](const char* file, const std::string& from, const std::string& to) {
    MadeUpResult{}.write(scratch / "r");
    replace(scratch / "r" / file, from, to);
    const std::string words = told(scratch / "r");
    fs::remove_all(scratch / "r");
    return words;
  };
  CHECK(has(broken("scores/scores.csv", "MU-00,burglary,", "MU-00,burglary,x"), "scores.csv:2:"));
  CHECK(has(broken("scores/scores.csv", "MU-01,", "MU-99,"), "“MU-99” is not a region"));
  CHECK(has(broken("scores/scores.csv", "region,node", "region,knot"), "The column node is missing"));
  CHECK(has(broken("scores/series.csv", "2023-01,index", "2023-13,index"), "“2023-13” is not a period"));
  CHECK(has(broken("contributions/contributions.csv", "previous", "before"), "contributions.csv:"));
  CHECK(has(broken("lights/lights.csv", "good", "green"), "“green” is not one of the words"));
  CHECK(has(broken("steps/figures.csv", ",A,", ",?,"), "figures.csv:"));
  CHECK(has(broken("steps/changes.csv", "fire,", "flood,"), "“flood” is not a node"));
  CHECK(has(broken("steps/zero_runs.csv", "true", "perhaps"), "zero_runs.csv:2:"));
  CHECK(has(broken("release.json", "\"simulated\"", "\"real\""), "release.json"));
  CHECK(has(broken("release.json", "2025-06", "June"), "“June” is not a period"));
}

TEST_CASE("contributions that do not add up are refused") {
  const Scratch scratch("sum");
  MadeUpResult{}.write(scratch / "r");
  std::string text = read_text(scratch / "r/contributions/contributions.csv");
  const std::string row = "MU-01,index,year_ago,indicator,road,";
  const std::size_t at = text.find(row) + row.size();
  text.replace(at, text.find('\n', at) - at, "99,98,100");
  write_text(scratch / "r/contributions/contributions.csv", text);
  CHECK(has(told(scratch / "r"), "region MU-01 against year_ago do not add up"));
}
