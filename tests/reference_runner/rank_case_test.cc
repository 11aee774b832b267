// Cases on ranks that must fail, and why.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "reference/case_run.h"

namespace dajuan::reference {
namespace {

namespace fs = std::filesystem;

const char* const kConfig = R"({
  "id": "i99-small", "title": "Small", "status": "agree", "data": {"main": "areas.csv"},
  "tasks": [
    {"task": "t01", "rank_sets": "simultaneous", "value": "x", "se": "s", "name": "area", "draws": {"number": 500}},
    {"task": "t02", "rank_sets": "tau_best", "tau": 1, "value": "x", "se": "s", "draws": {"number": 500}},
    {"task": "t03", "rank": [4, 4, 1], "largest_first": true}],
  "expected": "expected.csv", "tolerance": {"exact": true}})";
const char* const kExpected =
    "task,domain,item,stat,value\nt01,,area=B,lower,2\nt01,,area=B,upper,3\nt01,,area=A,upper,1\n"
    "t02,,area=A,member,1\nt02,,area=B,member,0\nt03,,element=3,smallest,3\nt03,,element=1,middle,1.5\n";

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), by);
}

Outcome run(const std::string& config, const std::string& expected) {
  const fs::path folder = fs::path(DAJUAN_BINARY_DIR) / "rank_case";
  fs::remove_all(folder);
  fs::create_directories(folder);
  std::ofstream(folder / "areas.csv") << "area,x,s\nA,10,0.5\nB,1,0.5\nC,1.2,0.5\nD,,0.5\n";
  std::ofstream(folder / "config.json") << config;
  std::ofstream(folder / "expected.csv") << expected;
  const Outcome outcome = run_case(folder, Groups("survey i\n"));
  fs::remove_all(folder);
  return outcome;
}

std::string told(const Outcome& outcome) {
  const Message& message =
      outcome.problems.items().empty() ? outcome.reason : outcome.problems.items().front().message;
  std::string text = message.id;
  for (const auto& [name, value] : message.arguments) text += " " + value;
  return text;
}

std::string failure(const std::string& what, const std::string& by) {
  const Outcome outcome = run(replaced(kConfig, what, by), kExpected);
  CHECK(outcome.kind == Outcome::Kind::failed);
  return told(outcome);
}

TEST_CASE("a small case on ranks passes; a row without figures is no area") {
  const Outcome outcome = run(kConfig, kExpected);
  CHECK(told(outcome) == "");
  CHECK(outcome.kind == Outcome::Kind::passed);
  CHECK(outcome.cells == 7);
}

TEST_CASE("a wrong bound fails, and so does a row that nothing computes") {
  CHECK(told(run(kConfig, replaced(kExpected, "lower,2", "lower,1")))
            .starts_with("reference.worst_cell expected.csv t01/area=B lower 2 1"));
  CHECK(told(run(kConfig, replaced(kExpected, "area=B,member", "area=D,member")))
            .starts_with("reference.row_missing expected.csv t02/area=D"));
  CHECK(told(run(kConfig, replaced(kExpected, "1.5", "1.5000001"))).starts_with("reference.worst_cell"));
  CHECK(told(run(kConfig, "task,domain,item,stat,value\n")) == "reference.nothing_compared");
}

TEST_CASE("steps that a bound may be off are said by the case") {
  const std::string steps = replaced(kConfig, "\"exact\": true", "\"integer_steps\": 1");
  CHECK(run(steps, replaced(kExpected, "lower,2", "lower,1")).kind == Outcome::Kind::passed);
  CHECK(run(steps, replaced(kExpected, "lower,2", "lower,4")).kind == Outcome::Kind::failed);
}

TEST_CASE("words that are not known fail and are named") {
  CHECK(failure("\"se\"", "\"sd\"").starts_with("reference.missing_key se"));
  CHECK(failure("simultaneous", "spontaneous") == "reference.unknown_word rank_sets spontaneous");
  CHECK(failure("\"tau\": 1", "\"tau\": 1, \"mood\": 2") == "reference.unknown_key mood");
  CHECK(failure("\"value\": \"x\"", "\"value\": \"y\"") == "reference.lacks_columns y");
  CHECK(failure("\"draws\"", "\"for_areas\": [\"Z\"], \"draws\"") == "reference.no_such_area Z");
}

TEST_CASE("a task of another kind makes it another kind of case, which its group does not allow") {
  CHECK(failure("\"rank\": [4, 4, 1]", "\"total\": [4, 4, 1]") == "reference.must_pass i99-small");
}

}  // namespace
}  // namespace dajuan::reference
