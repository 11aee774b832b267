// A score is followed down to its cells: what is shown adds up, and every cell is found where it is said to
// stand.
#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

#include "base/number_text.h"
#include "commands.h"
#include "main/chance_text.h"
#include "main/explain_text.h"
#include "main/index_cli.h"
#include "main/score_table.h"

namespace dajuan {
namespace {

std::unique_ptr<SeriesInput> series_of(const std::string& scheme, const std::string& period = "") {
  SeriesOptions options;
  options.scheme = kSchemes + scheme;
  options.period = period;
  std::ostringstream none;
  std::unique_ptr<SeriesInput> input = read_series(options, {none, none, Language::en});
  REQUIRE(input);
  return input;
}

index::Uncertainty chance_of(const SeriesInput& input) {
  std::ostringstream none;
  return series_chance(input, {"", 100}, 1, {none, none, Language::en});
}

Spoken explain(const std::string& scheme, const std::string& region, const std::string& node,
               Language language, const std::string& period = "") {
  IndexExplainOptions options;
  options.series.scheme = kSchemes + scheme;
  options.series.period = period;
  options.chance.draws = 100;
  options.region = region;
  options.node = node;
  return run(index_explain, options, language);
}

std::string title(index::Comparison comparison, Language language) {
  constexpr const char* kTitles[] = {"explain.on_previous",   "explain.on_year_ago",
                                     "explain.on_base",       "explain.on_whole",
                                     "explain.on_peers_mean", "explain.on_peers_median"};
  return text(language, Message(kTitles[static_cast<std::size_t>(comparison)]));
}

struct Shown {
  double difference = 0;
  std::vector<double> parts;
};

/// The number of a part's line, before its limits in brackets.
double amount_of(std::string line) {
  if (line.ends_with(")")) line.resize(line.rfind(" ("));
  if (line.ends_with("）")) line.resize(line.rfind("（"));
  return number_at(line, line.rfind(' ') + 1);
}

/// The block of a comparison: its difference and the amounts of the indented lines below it.
Shown block(const std::string& told, const std::string& heading) {
  Shown shown;
  const std::vector<std::string> lines = lines_of(told);
  std::size_t i = 0;
  while (i < lines.size() && !lines[i].starts_with(heading)) ++i;
  REQUIRE(i < lines.size());
  shown.difference = number_at(lines[i], heading.size());
  for (++i; i < lines.size() && lines[i].starts_with("    "); ++i) shown.parts.push_back(amount_of(lines[i]));
  return shown;
}

/// How far a number with one decimal may be from what it stands for.
constexpr double kHalf = 0.05 + 1e-9;

TEST_CASE("the parts that are shown add up to the difference that is shown, within rounding") {
  std::size_t compared = 0;
  for (const auto& [scheme, period] : {std::pair{"mexico-states", ""},
                                       {"mexico-states", "2020-04"},
                                       {"example", ""},
                                       {"example", "2024-Q2"}}) {
    const std::unique_ptr<SeriesInput> input = series_of(scheme, period);
    const index::Series& series = *input->series;
    const index::Uncertainty chance = chance_of(*input);
    for (std::size_t row = 0; row < series.panel().units.size(); ++row) {
      if (series.panel().units[row].period != input->period) continue;
      for (std::size_t n = series.structure().indicators; n < series.structure().nodes.size(); ++n) {
        for (const Language language : kLanguages) {
          const std::string told = explain_text(*input, chance, row, n, language);
          INFO(told);
          CHECK(told.find('{') == std::string::npos);
          for (const index::Comparison comparison : index::kComparisons) {
            if (comparison == index::Comparison::peers_median) continue;
            const index::Decomposition why = series.explain(row, n, comparison);
            if (!why.possible) {
              CHECK(told.find(title(comparison, language) + text(language, {"explain.not_comparable"})) !=
                    std::string::npos);
              continue;
            }
            const Shown shown = block(told, title(comparison, language));
            CHECK(std::abs(shown.difference - (why.to - why.from)) < kHalf);
            double sum = 0;
            for (const double part : shown.parts) sum += part;
            CHECK(std::abs(sum - shown.difference) < kHalf * static_cast<double>(shown.parts.size() + 1));
            CHECK((shown.parts.empty() ? why.parts.empty() : !why.parts.empty()));
            ++compared;
          }
        }
      }
    }
  }
  CHECK(compared > 2000);
}

TEST_CASE("an explanation names region, node, period, score, children and what would help most") {
  const std::unique_ptr<SeriesInput> input = series_of("mexico-states");
  const index::Series& series = *input->series;
  const auto row = static_cast<std::size_t>(series.panel().row("MX-25", input->period));
  const index::Structure& structure = series.structure();
  for (const Language language : kLanguages) {
    const Spoken spoken = explain("mexico-states", "MX-25", "", language);
    CHECK(spoken.code == kOk);
    CHECK(spoken.says(language == Language::zh ? "锡那罗亚州" : "Sinaloa"));
    CHECK(spoken.says("2025-06"));
    CHECK(spoken.says(structure.nodes[structure.top()].name.in(language)));
    CHECK(spoken.says(
        text(language, {"explain.score", {{"score", score_text(series.score(row, structure.top()))}}})));
    for (const int child : structure.nodes[structure.top()].children) {
      const index::Node& node = structure.nodes[static_cast<std::size_t>(child)];
      const std::vector<std::string> lines = lines_of(spoken.out);
      const auto line = std::find_if(lines.begin(), lines.end(), [&](const std::string& candidate) {
        return candidate.ends_with("[" + node.code + "]");
      });
      REQUIRE(line != lines.end());
      CHECK(line->find(node.name.in(language)) != std::string::npos);
      CHECK(line->find(" " + score_text(series.score(row, static_cast<std::size_t>(child))) + " ") !=
            std::string::npos);
      CHECK(line->find(fixed(100 * series.engine().weights()[static_cast<std::size_t>(child)], 1) + " %") !=
            std::string::npos);
    }
    const std::size_t gains = spoken.out.find(text(language, {"explain.gains"}));
    REQUIRE(gains != std::string::npos);
    const std::vector<std::string> helps = lines_of(spoken.out.substr(gains));
    CHECK(std::find(helps.begin(), helps.end(), "") - helps.begin() == 4);  // a heading and three
    CHECK(spoken.says("mexico-states 1 2025-06"));                          // the seed
  }
}

TEST_CASE("regions and nodes are found by code and by their names in both languages") {
  const std::string by_code = explain("mexico-states", "MX-25", "homicide", Language::en).out;
  CHECK(by_code != "");
  CHECK(explain("mexico-states", "Sinaloa", "homicide", Language::en).out == by_code);
  CHECK(explain("mexico-states", "锡那罗亚州", "故意杀人被害人（含杀害女性）", Language::en).out == by_code);
}

/// A line of raw cells: "    North 2024-Q1 fires        3  A  PATH:285".
struct ToldCell {
  std::string value, status, path;
  std::size_t row = 0;
};

std::vector<ToldCell> cells(const std::string& told, Language language) {
  std::vector<ToldCell> result;
  const std::string heading = text(language, {"explain.cells"});
  const std::size_t at = told.find(heading);
  REQUIRE(at != std::string::npos);
  for (const std::string& line : lines_of(told.substr(at + heading.size() + 1))) {
    if (line.empty()) break;  // after the cells: what was drawn
    ToldCell cell;
    const std::size_t colon = line.rfind(':');
    const std::size_t path = line.rfind("  ", colon) + 2;
    cell.path = line.substr(path, colon - path);
    cell.row = std::stoul(line.substr(colon + 1));
    cell.status = line.substr(path - 3, 1);
    const std::string before = line.substr(0, path - 5);
    cell.value = before.substr(before.rfind(' ') + 1);
    result.push_back(cell);
  }
  return result;
}

/// The value of a row of a long table.
std::string fourth_field(const std::string& line) {
  std::stringstream fields(line);
  std::string field;
  for (int i = 0; i < 4; ++i) std::getline(fields, field, ',');
  return field;
}

TEST_CASE("every raw cell stands in the file and row that is told") {
  std::map<std::string, std::vector<std::string>> files;
  std::size_t seen = 0;
  for (const char* scheme : {"example", "mexico-states"}) {
    const std::unique_ptr<SeriesInput> input = series_of(scheme);
    const index::Series& series = *input->series;
    const index::Uncertainty chance = chance_of(*input);
    for (std::size_t row = 0; row < series.panel().units.size(); ++row) {
      const index::Unit& unit = series.panel().units[row];
      if (unit.period != input->period || !unit.fits) continue;
      for (std::size_t n = 0; n < series.structure().indicators; ++n) {
        const Language language = kLanguages[n % 2];
        const std::string told = explain_text(*input, chance, row, n, language);
        INFO(told);
        CHECK(told.find('{') == std::string::npos);
        for (const ToldCell& cell : cells(told, language)) {
          std::vector<std::string>& lines = files[cell.path];
          if (lines.empty()) lines = lines_of(bytes_of(cell.path));
          REQUIRE(cell.row >= 2);
          REQUIRE(cell.row <= lines.size());
          const std::string& line = lines[cell.row - 1];
          INFO(line);
          CHECK(line.starts_with(unit.code + ","));
          // A zero that was set aside has no value any more, but its row is still told.
          const std::string field = fourth_field(line);
          if (cell.value == "–")
            CHECK((field == "0" || field == ""));
          else
            CHECK(parse_number(field) == parse_number(cell.value));
          CHECK(cell.status == (cell.value == "–" ? "L" : "A"));
          ++seen;
        }
      }
    }
  }
  CHECK(seen > 3000);
}

TEST_CASE("an indicator's figure, what steps made of it and its normalised value are told") {
  for (const Language language : kLanguages) {
    const Spoken spoken = explain("example", "EX-1", "clearance", language);
    CHECK(spoken.code == kOk);
    // 112 of 205 cases solved in 2024-Q4.
    CHECK(spoken.says("112 / 205 × 100"));
    CHECK(spoken.says(fixed(112.0 / 205.0 * 100.0, 3)));
    CHECK(spoken.says("figures.csv:"));
    CHECK(spoken.says(text(language, {"explain.step.normalise"})));
    const Spoken missing = explain("example", "EX-4", "fire", language);
    CHECK(missing.says(text(language, {"explain.no_figure", {{"status", "L"}}})));
    CHECK(missing.says(text(language, {"explain.imputed"})));
  }
}

TEST_CASE("a whole says that it is one") {
  for (const Language language : kLanguages) {
    const Spoken spoken = explain("mexico-states", "MX-00", "", language);
    CHECK(spoken.code == kOk);
    CHECK(spoken.says(language == Language::zh ? "成员得分的平均是另一回事" : "mean of their scores"));
  }
}

TEST_CASE("a first period has nothing to be compared with, and says so") {
  const Spoken spoken = explain("mexico-states", "MX-25", "", Language::en, "2015-12");
  CHECK(spoken.code == kOk);
  CHECK(spoken.says("Against last period: nothing to compare with."));
  CHECK(spoken.says("Against the same period last year: nothing to compare with."));
}

TEST_CASE("an unknown region, node or period is bad input, and named") {
  for (const Language language : kLanguages) {
    for (const auto& [region, node, period, named] : {std::tuple{"Atlantis", "", "", "Atlantis"},
                                                      {"MX-25", "happiness", "", "happiness"},
                                                      {"MX-25", "", "2030-01", "2030-01"}}) {
      const Spoken spoken = explain("mexico-states", region, node, language, period);
      CHECK(spoken.code == kBadInput);
      CHECK(spoken.out == "");
      CHECK(spoken.complains(named));
    }
  }
}

}  // namespace
}  // namespace dajuan
