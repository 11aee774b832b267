// What-if is what comes out when the figure is changed in the file and everything is computed anew.
#include <cmath>
#include <memory>

#include "commands.h"
#include "main/chance_text.h"
#include "main/index_cli.h"

namespace dajuan {
namespace {

namespace fs = std::filesystem;

struct Changed {
  const char* scheme;
  const char* example;
  const char* file;
  const char* line;
  const char* instead;
  const char* period;
  const char* region;
  const char* indicator;
};

std::unique_ptr<SeriesInput> series_of(const SeriesOptions& options) {
  std::ostringstream none;
  std::unique_ptr<SeriesInput> input = read_series(options, {none, none, Language::en});
  REQUIRE(input);
  return input;
}

TEST_CASE("what-if gives the scores of a run with the figure changed in its file, to the last bit") {
  constexpr Changed kCases[] = {
      {"example", "example", "figures.csv", "EX-1,2024-Q4,cases_solved,112,",
       "EX-1,2024-Q4,cases_solved,150,", "", "EX-1", "clearance"},
      // Within the window on which the scale is learned: other bounds, other scores.
      {"example", "example", "figures.csv", "EX-3,2023-Q3,cases_solved,168,",
       "EX-3,2023-Q3,cases_solved,235,", "2023-Q3", "EX-3", "clearance"},
      {"mexico-states", "mexico-states", "victims_monthly.csv",
       "MX-25,2025-06,intentional_homicide_victims,207", "MX-25,2025-06,intentional_homicide_victims,20", "",
       "MX-25", "homicide"},
  };
  for (const Changed& changed : kCases) {
    INFO(changed.instead);
    const ScratchFolder scratch;
    fs::create_directory(scratch / "figures");
    copy_with_line(kExamples + changed.example + "/" + changed.file,
                   scratch / (std::string("figures/") + changed.file), changed.line, changed.instead);
    SeriesOptions options;
    options.scheme = kSchemes + changed.scheme;
    options.period = changed.period;
    const auto before = series_of(options);
    options.figures = scratch / "figures";
    const auto after = series_of(options);
    const auto row = static_cast<std::size_t>(after->series->panel().row(changed.region, after->period));
    const auto indicator = static_cast<std::size_t>(after->series->structure().find(changed.indicator));
    const double figure = after->series->panel().values(row, indicator);
    REQUIRE(figure != before->series->panel().values(row, indicator));
    const std::vector<double> scores = before->series->what_if(row, indicator, figure);
    for (std::size_t n = 0; n < scores.size(); ++n) {
      INFO(after->series->structure().nodes[n].code);
      const double expected = after->series->score(row, n);
      CHECK((scores[n] == expected || (std::isnan(scores[n]) && std::isnan(expected))));
    }

    IndexWhatIfOptions what_if;
    what_if.series.scheme = kSchemes + changed.scheme;
    what_if.series.period = changed.period;
    what_if.region = changed.region;
    what_if.indicator = changed.indicator;
    what_if.figure = figure;
    for (const Language language : kLanguages) {
      const Spoken spoken = run(index_what_if, what_if, language);
      CHECK(spoken.code == kOk);
      const std::vector<std::string> lines = lines_of(spoken.out);
      std::size_t line = 0;
      for (int node = static_cast<int>(indicator); node >= 0; ++line) {
        const auto n = static_cast<std::size_t>(node);
        const index::Node& told = after->series->structure().nodes[n];
        REQUIRE(line < lines.size());
        INFO(lines[line]);
        CHECK(lines[line].starts_with(told.name.in(language)));
        const double from = before->series->score(row, n);
        const double to = after->series->score(row, n);
        CHECK(lines[line].find(" " + score_text(from) + " → ") != std::string::npos);
        CHECK(lines[line].find(" " + score_text(to) + "  " + change_text(to - from)) != std::string::npos);
        node = told.parent;
      }
      CHECK(line == lines.size());
    }
  }
}

TEST_CASE("what-if with the figure as it is changes nothing") {
  SeriesOptions options;
  options.scheme = kSchemes + "mexico-states";
  const auto input = series_of(options);
  const auto row = static_cast<std::size_t>(input->series->panel().row("MX-14", input->period));
  for (std::size_t i = 0; i < input->series->structure().indicators; ++i) {
    const std::vector<double> scores = input->series->what_if(row, i, input->series->panel().values(row, i));
    for (std::size_t n = 0; n < scores.size(); ++n)
      CHECK((scores[n] == input->series->score(row, n) || std::isnan(scores[n])));
  }
}

TEST_CASE("an unknown region, indicator or period, or a node that is none, is bad input and named") {
  for (const Language language : kLanguages) {
    for (const auto& [region, indicator, period, named] : {std::tuple{"Atlantis", "fire", "", "Atlantis"},
                                                           {"EX-1", "happiness", "", "happiness"},
                                                           {"EX-1", "order", "", "order"},
                                                           {"EX-1", "fire", "2030-Q1", "2030-Q1"}}) {
      IndexWhatIfOptions options;
      options.series.scheme = kSchemes + "example";
      options.series.period = period;
      options.region = region;
      options.indicator = indicator;
      options.figure = 3;
      const Spoken spoken = run(index_what_if, options, language);
      CHECK(spoken.code == kBadInput);
      CHECK(spoken.out == "");
      CHECK(spoken.complains(named));
    }
  }
}

}  // namespace
}  // namespace dajuan
