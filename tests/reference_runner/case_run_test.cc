// Cases that must fail, and why: made from a small case that passes by changing one thing.
#include "reference/case_run.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace dajuan::reference {
namespace {

namespace fs = std::filesystem;

using Files = std::map<std::string, std::string>;

const Files kSmall = {
    {"structure.csv",
     "Level,iCode,iName,Direction,Weight,Denominator,Parent,Type\n"
     "1,a,A,1,1,NA,top,Indicator\n1,b,B,-1,3,NA,top,Indicator\n2,top,Top,1,1,NA,NA,Aggregate\n"},
    {"data.csv", "uName,uCode,a,b\nOne,u1,1,30\nTwo,u2,2,10\nThree,u3,3,20\n"},
    {"expected/scores.csv", "uCode,top\nu1,0\nu2,87.5\nu3,62.5\n"},
    {"expected/ranks.csv", "uCode,top\nu3,2\nu2,1\nu1,3\n"},
    {"config.json", R"({
      "id": "a9-small", "title": "Small", "status": "agree",
      "data": "data.csv", "structure": "structure.csv",
      "steps": [{"step": "normalise", "method": "minmax", "range": [0, 100]},
                {"step": "aggregate", "method": "arithmetic", "weights": "metadata"}],
      "expected": ["expected/scores.csv", "expected/ranks.csv"],
      "tolerance": {"abs": 1e-9, "rel": 1e-9, "ranks": "exact"}})"}};

/// A folder that is removed again.
class Folder {
 public:
  explicit Folder(const Files& files) : path_(fs::path(DAJUAN_BINARY_DIR) / "reference_runner_case") {
    fs::remove_all(path_);
    for (const auto& [name, content] : files) {
      fs::create_directories((path_ / name).parent_path());
      std::ofstream(path_ / name) << content;
    }
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), by);
}

Outcome run_with(const std::string& file, const std::string& what, const std::string& by) {
  Files files = kSmall;
  files[file] = replaced(files[file], what, by);
  const Folder folder(files);
  return run_case(folder.path(), Groups("index a\n"));
}

/// The first problem or reason, with its arguments, as one line.
std::string told(const Outcome& outcome) {
  const Message& message =
      outcome.problems.has_errors() ? outcome.problems.items().front().message : outcome.reason;
  std::string line = message.id;
  for (const auto& [name, value] : message.arguments) line += " " + value;
  return line;
}

}  // namespace

TEST_CASE("the small case passes") {
  const Folder folder(kSmall);
  const Outcome outcome = run_case(folder.path(), Groups(""));
  CHECK(told(outcome) == "");
  CHECK(outcome.kind == Outcome::Kind::passed);
  CHECK(outcome.cells == 6);
}

TEST_CASE("a wrong expected value fails") {
  const Outcome outcome = run_with("expected/scores.csv", "62.5", "62.50000007");
  CHECK(outcome.kind == Outcome::Kind::failed);
  CHECK(told(outcome).starts_with("reference.worst_cell scores.csv u3 top 62.5"));
  CHECK(run_with("expected/ranks.csv", "u3,2", "u3,1").kind == Outcome::Kind::failed);
}

TEST_CASE("unknown words, keys, methods and parameters fail and are named") {
  const auto failure = [](const std::string& what, const std::string& by) {
    const Outcome outcome = run_with("config.json", what, by);
    CHECK(outcome.kind == Outcome::Kind::failed);
    return told(outcome);
  };
  CHECK(failure("minmax", "minimax") == "reference.unknown_word method minimax");
  CHECK(failure("\"normalise\"", "\"normalize\"") == "reference.unknown_word step normalize");
  CHECK(failure("\"range\"", "\"ranges\"") == "reference.missing_key range");
  CHECK(failure("[0, 100]", "[0, 100], \"ties\": \"min\"") == "reference.unknown_key ties");
  CHECK(failure("\"title\"", "\"heading\"") == "reference.unknown_key heading");
  CHECK(failure("\"arithmetic\"", "[\"arithmetic\", \"quadratic\"]") ==
        "reference.unknown_word method quadratic");
  CHECK(failure("\"exact\"", "\"roughly\"") == "reference.unknown_word ranks roughly");
  CHECK(failure("\"agree\"", "\"agreed\"") == "reference.unknown_word status agreed");
  CHECK(failure("expected/scores", "expected/colours").starts_with("table."));
  CHECK(failure("[0, 100]", "[0, 50, 100]") == "reference.wrong_kind range @reference.kind.pair");
  CHECK(failure("\"arithmetic\"", "[\"arithmetic\", \"harmonic\"], \"min_availability\": [0, 1, 0]") ==
        "reference.wrong_kind method @reference.kind.per_level");
  CHECK(failure("[0, 100]", "\"0 to 100\"").starts_with("reference.wrong_kind range"));
  CHECK(failure("{\"abs\": 1e-9, \"rel\": 1e-9, \"ranks\": \"exact\"}", "1e-9")
            .starts_with("reference.wrong_kind tolerance"));
  CHECK(failure("\"data\":", "\"data\": 3, \"dataset\":").starts_with("reference.wrong_kind data"));
  CHECK(failure("\"steps\"", "\"analysis\": {\"what\": \"astrology\"}, \"steps\"") ==
        "reference.unknown_word what astrology");
}

TEST_CASE("a table that nothing computes fails, and so does a case that compares nothing") {
  Files files = kSmall;
  files["config.json"] = replaced(files["config.json"], "scores.csv", "colours.csv");
  files["expected/colours.csv"] = "uCode,top\nu1,0\n";
  const Folder folder(files);
  CHECK(told(run_case(folder.path(), Groups(""))) == "reference.no_such_table colours.csv");
  const Outcome nothing = run_with("config.json", R"(["expected/scores.csv", "expected/ranks.csv"])", "[]");
  CHECK(nothing.kind == Outcome::Kind::failed);
  CHECK(told(nothing) == "reference.nothing_compared");
}

TEST_CASE("what another status asks for is skipped with the reason, another family too") {
  const Outcome replay = run_with("config.json", "\"agree\"", "\"agree_on_replay\"");
  CHECK(replay.kind == Outcome::Kind::skipped);
  CHECK(told(replay) == "reference.status agree_on_replay");
  const Outcome survey = run_with("config.json", "\"steps\"", "\"tasks\"");
  CHECK(survey.kind == Outcome::Kind::skipped);
  CHECK(told(survey) == "reference.other_family survey");
}

TEST_CASE("a case of a listed group may not be skipped") {
  Files files = kSmall;
  files["config.json"] =
      replaced(files["config.json"], "\"steps\"", "\"analysis\": {\"what\": \"cronbach\"}, \"steps\"");
  const Folder folder(files);
  CHECK(run_case(folder.path(), Groups("index i\n")).kind == Outcome::Kind::skipped);
  const Outcome listed = run_case(folder.path(), Groups("# comment\nindex a\n"));
  CHECK(listed.kind == Outcome::Kind::failed);
  CHECK(told(listed) == "reference.must_pass a9-small");
}

TEST_CASE("groups") {
  CHECK(group_of("g1-panel-pooled") == "g");
  CHECK(group_of("b-minmax") == "b");
  CHECK(Groups("index a # first\n\nsurvey b").must_pass("survey", "b01-x"));
  CHECK_FALSE(Groups("index a").must_pass("survey", "a01-x"));
  CHECK(listed_groups().must_pass("index", "j4-ahp"));
}

}  // namespace dajuan::reference
