#include "main/ranks_cli.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "main/rank_report.h"

namespace dajuan {
namespace {

namespace fs = std::filesystem;

struct Spoken {
  int code = 0;
  std::string out;
  std::string err;
};

/// A folder that is removed again.
class Work {
 public:
  Work() : folder_(fs::path(DAJUAN_BINARY_DIR) / "ranks_cli") {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~Work() { fs::remove_all(folder_); }
  Work(const Work&) = delete;
  Work& operator=(const Work&) = delete;

  std::string write(const std::string& name, const std::string& content) const {
    std::ofstream(folder_ / name) << content;
    return path(name);
  }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string read(const std::string& name) const {
    std::ostringstream bytes;
    bytes << std::ifstream(folder_ / name).rdbuf();
    return bytes.str();
  }

 private:
  fs::path folder_;
};

Spoken run(const RanksOptions& options, Language language = Language::en) {
  std::ostringstream out;
  std::ostringstream err;
  const int code = ranks(options, Streams{out, err, language});
  return {code, out.str(), err.str()};
}

Spoken run(const std::string& file, Language language = Language::en) {
  RanksOptions options;
  options.file = file;
  return run(options, language);
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

const char* const kCities = DAJUAN_SOURCE_DIR "/tests/reference/survey/inputs/safety_cities_est.csv";

TEST_CASE("sets instead of ranks, in both languages") {
  const Spoken en = run(kCities);
  CHECK(en.code == kOk);
  CHECK(en.err == "");
  CHECK(has(en.out, "city=R04     0.566        0.467 – 0.665  9th to 11th  clearly below"));
  CHECK(has(en.out, "May be the last: city=R02, city=R07, city=R04."));
  const Spoken zh = run(kCities, Language::zh);
  CHECK(has(zh.out, "第9至第11名  明显低于整体"));
  CHECK(set_text({3, 3}, Language::en) == "3rd");
  CHECK(set_text({12, 31}, Language::en) == "12th to 31st");
  CHECK(set_text({111, 122}, Language::en) == "111th to 122nd");
  CHECK(set_text({2, 2}, Language::zh) == "第2名");
}

TEST_CASE("files: a row an area, the draws that were made, a drawing in each language") {
  const Work work;
  RanksOptions options;
  options.file = kCities;
  options.out = work.path("out");
  CHECK(run(options).code == kOk);
  const std::string rows = work.read("out/ranks.csv");
  CHECK(rows.starts_with(
      "group,name,estimate,standard_error,interval_low,interval_high,rank,set_lower,set_upper,"
      "marginal_lower,marginal_upper,joint_lower,joint_upper,"));
  CHECK(std::count(rows.begin(), rows.end(), '\n') == 12);
  CHECK(has(work.read("out/method.csv"), ",draws,10000\n"));
  for (const char* name : {"out/ranks.en.svg", "out/ranks.zh.svg"}) {
    const std::string drawing = work.read(name);
    CHECK(drawing.starts_with("<svg"));
    CHECK(has(drawing, "<title id=\"title\">"));
    CHECK(has(drawing, "<desc id=\"desc\">"));
    CHECK(!has(drawing, "<script"));
    CHECK(has(drawing, "city=R04"));
  }
  // The seed is the content of the table: once more gives the same bytes, whatever the number of threads.
  options.out = work.path("again");
  options.threads = 3;
  CHECK(run(options).code == kOk);
  CHECK(work.read("again/SHA256SUMS") == work.read("out/SHA256SUMS"));
  const Spoken there = run(options);
  CHECK(there.code == kBadInput);
  CHECK(has(there.err, "Is there already"));
}

TEST_CASE("names are text in a drawing, whatever they hold") {
  const Work work;
  RanksOptions options;
  options.file = work.write("names.csv", "name,estimate,se\n\"<b>&\"\"x\"\"\",1,1\nB,2,1\n");
  options.out = work.path("out");
  CHECK(run(options).code == kOk);
  CHECK(has(work.read("out/ranks.en.svg"), "&lt;b&gt;&amp;&quot;x&quot;"));
  CHECK(!has(work.read("out/ranks.en.svg"), "<b>"));
}

TEST_CASE("counts of events and of cases; the smallest first") {
  const Work work;
  const std::string cases = work.write("cases.csv", "地区,件数,总数\nA,3,40\nB,35,50\nC,90,200\nD,88,200\n");
  const Spoken first = run(cases);
  CHECK(first.code == kOk);
  CHECK(has(first.out, "B         0.70          0.56 – 0.81         1st  clearly above"));
  CHECK(has(first.out, "exact conditional tests"));
  RanksOptions options;
  options.file = cases;
  options.lowest_first = true;
  CHECK(has(run(options).out, "B         0.70          0.56 – 0.81         4th  clearly above"));
  const std::string events = work.write("events.csv", "region,count,population\nA,30,10\nB,10,10\nC,9,10\n");
  CHECK(has(run(events).out, "2nd to 3rd"));
}

TEST_CASE("a covariance can show what standard errors alone cannot") {
  const Work work;
  RanksOptions options;
  options.file = work.write("areas.csv", "region,estimate,se\nA,1,1\nB,0.5,1\nC,0,1\n");
  CHECK(has(run(options).out, "1st to 3rd"));
  options.covariance = work.write("c.csv", "x,B,A,C\nA,0.99,1,0.99\nB,1,0.99,0.99\nC,0.99,0.99,1\n");
  CHECK(!has(run(options).out, "st to "));
}

TEST_CASE("groups are ranked by themselves") {
  const Work work;
  RanksOptions options;
  options.file = work.write("g.csv", "name,estimate,se,level\nA,1,0.1,x\nB,5,0.1,y\nC,9,0.1,x\nD,7,0.1,y\n");
  options.group = "level";
  const Spoken spoken = run(options);
  CHECK(spoken.code == kOk);
  CHECK(has(spoken.out, "== x ==\n"));
  CHECK(has(spoken.out, "== y ==\n"));
  CHECK(!has(spoken.out, "3rd"));
  options.group = "colour";
  CHECK(has(run(options).err, "no column “colour”"));
}

TEST_CASE("everything that is wrong is told at once, with its place") {
  const Work work;
  const Spoken bad = run(work.write(
      "bad.csv", "region,variance,estimate,share\nA,-1,3,1\nB,0.5,NaN,0\nC,1,4,2\nA,1,5,1\nD,,,\n"));
  CHECK(bad.code == kBadInput);
  CHECK(bad.out == "");
  CHECK(has(bad.err, "bad.csv:2:2 variance: error: A variance of -1"));
  CHECK(has(bad.err, "bad.csv:3:3 estimate: error: “NaN” is not a number"));
  CHECK(has(bad.err, "bad.csv:3:4 share: error: “0”"));
  CHECK(has(bad.err, "bad.csv:5:1 region: error: “A”"));
  CHECK(has(bad.err, "bad.csv:6:3 estimate: warning: D has no figures"));
  CHECK(has(run(work.write("one.csv", "region,estimate,se\nA,3,1\n")).err, "only one area"));
  CHECK(
      has(run(work.write("equal.csv", "region,estimate,se\nA,3,1\nB,3,1\n")).err, "All estimates are equal"));
  CHECK(has(run(work.write("none.csv", "region,estimate\nA,3\nB,2\n")).err, "need their errors"));
  const std::string counts =
      run(work.write("n.csv", "region,count,population\nA,3,0\nB,3.5,100\nC,-1,50\n")).err;
  CHECK(has(counts, "n.csv:2:3 population: error: “0”"));
  CHECK(has(counts, "n.csv:3:2 count: error: “3.5”"));
  CHECK(has(counts, "n.csv:4:2 count: error: “-1”"));
  CHECK(has(run(work.write("m.csv", "region,cases,n\nA,3,2\nB,1,9\n")).err, "more than there are trials"));
  RanksOptions options;
  options.file = kCities;
  options.level = 1.2;
  CHECK(has(run(options).err, "--level: error"));
}

TEST_CASE("a matrix that is no covariance is told as what it is") {
  const Work work;
  RanksOptions options;
  options.file = work.write("areas.csv", "region,estimate,se\nA,1,1\nB,0.5,1\nC,0,1\n");
  const auto told = [&](const std::string& matrix) {
    options.covariance = work.write("c.csv", matrix);
    const Spoken spoken = run(options);
    CHECK(spoken.code == kBadInput);
    return spoken.err;
  };
  const std::string several = told("x,A,B,C\nA,1,2,0.9\nB,0.9,4,0.9\nC,0.9,0.9,-1\n");
  CHECK(has(several, "not symmetric"));
  CHECK(has(several, "variance of C is negative"));
  CHECK(has(several, "variance of B is not the square"));
  CHECK(has(told("x,A,B,C\nA,1,0.9,-0.9\nB,0.9,1,0.9\nC,-0.9,0.9,1\n"), "not positive semidefinite"));
  CHECK(has(told("x,A,B\nA,1,0.9\nB,0.9,1\n"), "no number for A and C"));
}

}  // namespace
}  // namespace dajuan
