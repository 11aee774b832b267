#include <doctest/doctest.h>

#include "made_up_site.h"
#include "site/correction.h"
#include "site/result_reader.h"

using namespace dajuan;
using namespace dajuan::site;
using namespace dajuan::site_test;

namespace {

/// The same month as a later revision, with one score and one figure changed.
std::string revised(const Scratch& scratch, int revision) {
  const fs::path folder = scratch / ("r" + std::to_string(revision));
  MadeUpResult().write(folder);
  const auto replace = [&](const char* path, const std::string& from, const std::string& to) {
    std::string bytes = read_text(folder / path);
    const std::size_t at = bytes.find(from);
    REQUIRE_MESSAGE(at != std::string::npos, from);
    bytes.replace(at, from.size(), to);
    write_text(folder / path, bytes);
  };
  replace("release.json", "\"revision\":1", "\"revision\":" + std::to_string(revision));
  if (revision > 1) {
    const std::string scores = read_text(folder / "scores/scores.csv");
    const std::size_t at = scores.find("MU-01,index,") + 12;
    replace("scores/scores.csv", scores.substr(at - 12, scores.find(',', at) - at + 12),
            "MU-01,index," + std::to_string(10 * revision));
    const std::string figures = read_text(folder / "steps/figures.csv");
    const std::size_t cell = figures.find("MU-02,homicide,A,");
    replace("steps/figures.csv", figures.substr(cell, figures.find(',', cell + 17) - cell),
            "MU-02,homicide,A," + std::to_string(revision));
    std::string contributions = read_text(folder / "contributions/contributions.csv");
    write_text(folder / "contributions/contributions.csv",
               contributions.substr(0, contributions.find('\n') + 1));
  }
  return folder.string();
}

Result read(const std::string& folder) {
  Diagnostics diagnostics;
  std::optional<Result> result = read_result(folder, diagnostics);
  REQUIRE_MESSAGE(result.has_value(), text(Language::en, diagnostics));
  return std::move(*result);
}

bool has(const std::string& page, std::string_view words) { return page.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("two revisions are compared score by score and figure by figure") {
  const Scratch scratch("compare");
  const Result was = read(revised(scratch, 1));
  const Result is = read(revised(scratch, 2));
  const Correction correction = compare_revisions(was, is);
  REQUIRE(correction.scores.size() == 1);
  CHECK(correction.scores[0].region == "MU-01");
  CHECK(correction.scores[0].is == 20);
  CHECK(correction.scores[0].was == MadeUpResult::scores(1, Period::parse("2025-06")->ordinal()).index);
  REQUIRE(correction.figures.size() == 1);
  CHECK(correction.figures[0].region == "MU-02");
  CHECK(correction.figures[0].indicator.en == "Homicide");
  CHECK(correction.figures[0].is == 2);
  const Correction none = compare_revisions(was, was);
  CHECK(none.scores.empty());
  CHECK(none.figures.empty());
}

TEST_CASE("the newest revision is shown; those before it stay with what differs and their files") {
  const Scratch scratch("revisions");
  const SiteFiles files = site_of(std::vector{revised(scratch, 2), revised(scratch, 3), revised(scratch, 1)});
  CHECK(has(files.at("en/made-up/MU-01/index.html"), ">30.0"));
  const std::string& first = files.at("en/made-up/2025-06/revision-1/index.html");
  CHECK(has(first, "revision 2 replaces revision 1"));
  CHECK(has(first, "<td class=\"number\">20.0</td>"));
  const std::string& second = files.at("zh/made-up/2025-06/revision-2/index.html");
  CHECK(has(second, "第3版取代第2版"));
  CHECK(has(second, "<td class=\"number\">+10.0</td>"));
  CHECK(has(second, "西州：故意杀人"));
  CHECK(has(files.at("en/made-up/index.html"), "href=\"2025-06/revision-2/\">What revision 3 corrected</a>"));
  CHECK(has(files.at("en/made-up/archive/index.html"), "href=\"../2025-06/revision-1/\""));
  CHECK(files.at("data/made-up/2025-06/revision-1/scores/scores.csv") ==
        read_text(scratch / "r1/scores/scores.csv"));
  CHECK(files.at("data/made-up/2025-06/scores/scores.csv") == read_text(scratch / "r3/scores/scores.csv"));
}

TEST_CASE("a revision that is given twice, and periods of two lengths, are errors") {
  const Scratch scratch("twice");
  const std::string one = revised(scratch, 1);
  Diagnostics diagnostics;
  read_series({one, one}, diagnostics);
  REQUIRE(diagnostics.errors() == 1);
  CHECK(diagnostics.items()[0].message.id == "site.problem.given_twice");
  ResultHead month;
  month.series = "s";
  month.period = Period::month(2025, 1);
  ResultHead year = month;
  year.period = Period::year(2025);
  series_of({month, year}, diagnostics);
  CHECK(diagnostics.items().back().message.id == "site.problem.other_length");
}

TEST_CASE("a region that newer months no longer have keeps its page") {
  const Scratch scratch("gone");
  MadeUpResult before;
  before.period = "2025-05";
  MadeUpResult after;
  after.regions.pop_back();
  const SiteFiles files = site_of(std::vector{written(before, scratch / "a"), written(after, scratch / "b")});
  CHECK(has(files.at("en/made-up/MU-03/index.html"), "in May 2025"));
  CHECK(has(files.at("en/made-up/MU-03/index.html"), "This is May 2025: go to the newest"));
  CHECK(has(files.at("en/made-up/MU-02/index.html"), "in June 2025"));
}
