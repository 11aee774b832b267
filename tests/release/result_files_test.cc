// The files of a result are what docs/result-folder.md says, and hold the numbers of the series to the last
// bit.
#include "release/result_files.h"

#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/json.h"
#include "index/row_score.h"
#include "release/result_table.h"
#include "told_chance.h"

namespace dajuan::release {
namespace {

using namespace made_up;

std::string manual() {
  std::ifstream file(DAJUAN_SOURCE_DIR "/docs/result-folder.md", std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::stringstream stream(text);
  for (std::string part; std::getline(stream, part, at);) parts.push_back(part);
  return parts;
}

struct Columns {
  std::vector<std::string> names;
  std::vector<std::string> keys;
};

/// The columns of each CSV by the manual: lines "| `path` | `column*,column`: …".
std::map<std::string, Columns> columns_by_manual() {
  std::map<std::string, Columns> result;
  for (const std::string& line : split(manual(), '\n')) {
    const std::vector<std::string> quoted = split(line, '`');
    if (quoted.size() < 4 || quoted[0] != "| ") continue;
    Columns& columns = result[quoted[1]];
    for (std::string name : split(quoted[3], ',')) {
      const bool key = name.back() == '*';
      if (key) name.pop_back();
      if (key) columns.keys.push_back(name);
      columns.names.push_back(name);
    }
  }
  return result;
}

Scheme overdispersed() {
  Scheme result = index::chance_world::scheme();
  for (const std::size_t i : {0, 1}) result.rules[i].error.kind = ErrorKind::overdispersed;
  return result;
}

/// Steps that say something in every file of steps/: imputing, a treatment by period, notes of availability.
Model talkative() {
  Model result = model(AggregateMethod::arithmetic);
  result.steps.insert(result.steps.begin(), ImputeStep());
  std::get<TreatStep>(result.steps[1]).scope = FitScope{FitScope::Kind::per_period, {}, {}};
  return result;
}

TEST_CASE("every CSV has the columns that the manual says, in that order") {
  const std::map<std::string, Columns> columns = columns_by_manual();
  for (const bool simulated : {false, true}) {
    const Made made(AggregateMethod::arithmetic, simulated);
    std::set<std::string> written;
    for (const auto& [path, bytes] : made.files)
      if (path.ends_with(".csv")) written.insert(path);
    std::set<std::string> described;
    for (const auto& [path, names] : columns) described.insert(path);
    CHECK(written == described);
    for (const auto& [path, expected] : columns) {
      INFO(path);
      std::vector<std::string> names = expected.names;
      // One column for each step that changes figures.
      if (path == "steps/figures.csv") names.insert(names.end(), {"1_treat", "2_normalise"});
      if (simulated) names.push_back("simulated");
      CHECK(read(made.files, path).header == names);
    }
  }
}

TEST_CASE("rows are sorted by their keys, and no key stands twice") {
  const Told chance(overdispersed());
  const std::map<std::string, Columns> columns = columns_by_manual();
  std::map<std::string, std::size_t> rows;
  for (const AggregateMethod method : {AggregateMethod::arithmetic, AggregateMethod::mazziotta_pareto}) {
    const Made made(method, false, method == AggregateMethod::arithmetic ? talkative() : Model());
    for (const auto& [path, names] : columns) {
      const Table table = read(path.starts_with("uncertainty/") ? chance.files : made.files, path);
      rows[path] += table.rows();
      std::vector<std::string> before;
      for (std::size_t r = 0; r < table.rows(); ++r) {
        std::vector<std::string> key;
        for (const std::string& name : names.keys) key.push_back(cell(table, r, name));
        INFO(path << " row " << r);
        if (r > 0 && path == "steps/notes.csv")
          CHECK(before <= key);  // several notes of one unit
        else if (r > 0)
          CHECK(before < key);
        before = key;
      }
    }
  }
  for (const auto& [path, count] : rows) {
    INFO(path);
    CHECK(count > 1);
  }
}

TEST_CASE("bytes are UTF-8 without mark, lines end in LF, and simulated figures say so in every row") {
  const Made real;
  const Made simulated(AggregateMethod::arithmetic, true);
  for (const auto& [path, bytes] : simulated.files) {
    if (!path.ends_with(".csv")) continue;
    INFO(path);
    CHECK(bytes.find('\r') == std::string::npos);
    CHECK(bytes.substr(0, 3) != "\xef\xbb\xbf");
    CHECK(bytes.back() == '\n');
    const Table table = read(simulated.files, path);
    CHECK(table.header.back() == "simulated");
    for (std::size_t r = 0; r < table.rows(); ++r) CHECK(cell(table, r, "simulated") == kSimulated);
    CHECK(real.files.at(path).find("simulated") == std::string::npos);
    CHECK(read(real.files, path).rows() == table.rows());
  }
}

TEST_CASE("scores read back as the same doubles") {
  const Made made;
  const Series& series = made.series;
  const Structure& structure = series.structure();
  const Table scores = read(made.files, "scores/scores.csv");
  CHECK(scores.rows() == 13 * structure.nodes.size());
  for (std::size_t r = 0; r < scores.rows(); ++r) {
    const auto row = static_cast<std::size_t>(series.panel().row(cell(scores, r, "region"), series.last()));
    const auto node = static_cast<std::size_t>(structure.find(cell(scores, r, "node")));
    const double score = series.score(row, node);
    CHECK(same(number(scores, r, "score"), score));
    const auto change = [&](Period period) {
      return score - series.score(static_cast<std::size_t>(series.row_at(row, period)), node);
    };
    CHECK(same(number(scores, r, "on_previous"), change(series.last().previous())));
    CHECK(same(number(scores, r, "on_year_ago"), change(series.last().year_ago())));
    if (cell(scores, r, "region") != "all") {
      CHECK(cell(scores, r, "mean_of_members") == "");
      continue;
    }
    double sum = 0;
    double count = 0;
    for (const std::size_t member : series.members_of(row))
      if (!is_missing(series.score(member, node))) {
        sum += series.score(member, node);
        ++count;
      }
    CHECK(number(scores, r, "mean_of_members") == doctest::Approx(sum / count).epsilon(1e-12));
  }

  const Table all = read(made.files, "scores/series.csv");
  CHECK(all.rows() == series.panel().units.size() * (structure.nodes.size() - structure.indicators));
  for (std::size_t r = 0; r < all.rows(); ++r) {
    const std::ptrdiff_t row =
        series.panel().row(cell(all, r, "region"), Period::parse(cell(all, r, "period")).value());
    const auto node = static_cast<std::size_t>(structure.find(cell(all, r, "node")));
    CHECK(node >= structure.indicators);
    CHECK(same(number(all, r, "score"), series.score(static_cast<std::size_t>(row), node)));
  }
}

TEST_CASE("figures and what each step made of them read back as the same doubles") {
  const Made made;
  const Series& series = made.series;
  const Table figures = read(made.files, "steps/figures.csv");
  std::size_t missing = 0;
  for (std::size_t r = 0; r < figures.rows(); ++r) {
    const auto row = static_cast<std::size_t>(series.panel().row(cell(figures, r, "region"), series.last()));
    const auto node = static_cast<std::size_t>(series.structure().find(cell(figures, r, "indicator")));
    CHECK(same(number(figures, r, "figure"), series.panel().values(row, node)));
    CHECK(same(number(figures, r, "1_treat"), series.result().stages[0](row, node)));
    CHECK(same(number(figures, r, "2_normalise"), series.result().stages[1](row, node)));
    CHECK(cell(figures, r, "status") == (cell(figures, r, "figure").empty() ? "O" : "A"));
    missing += cell(figures, r, "figure").empty();
  }
  CHECK(missing > 0);
}

TEST_CASE("effective weights are the product up the tree and sum to 1 over the indicators") {
  const Made made;
  const Table table = read(made.files, "steps/weights.csv");
  std::map<std::string, std::pair<std::string, double>> within;
  for (std::size_t r = 0; r < table.rows(); ++r)
    within[cell(table, r, "node")] = {cell(table, r, "parent"), number(table, r, "weight")};
  double sum = 0;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    double product = 1;
    for (std::string at = cell(table, r, "node"); !within.at(at).first.empty(); at = within.at(at).first)
      product *= within.at(at).second;
    CHECK(number(table, r, "effective_weight") == doctest::Approx(product).epsilon(1e-14));
    if (made.series.structure().find(cell(table, r, "node")) <
        static_cast<int>(made.series.structure().indicators))
      sum += number(table, r, "effective_weight");
  }
  CHECK(sum == doctest::Approx(1).epsilon(1e-14));
}

TEST_CASE("contributions of every region, node and comparison add up to the difference of the scores") {
  using Key = std::tuple<std::string, std::string, std::string>;
  for (const AggregateMethod method :
       {AggregateMethod::arithmetic, AggregateMethod::geometric, AggregateMethod::harmonic,
        AggregateMethod::power, AggregateMethod::mazziotta_pareto, AggregateMethod::copeland}) {
    const Made made(method);
    const Series& series = made.series;
    const Structure& structure = series.structure();
    std::map<Key, double> sums;
    std::set<std::string> kinds;
    const Table table = read(made.files, "contributions/contributions.csv");
    for (std::size_t r = 0; r < table.rows(); ++r) {
      sums[{cell(table, r, "region"), cell(table, r, "node"), cell(table, r, "comparison")}] +=
          number(table, r, "amount");
      kinds.insert(cell(table, r, "kind"));
      CHECK(structure.find(cell(table, r, "part")) >= 0);
    }
    INFO("method " << static_cast<int>(method));
    std::size_t compared = 0;
    for (std::size_t row = 0; row < series.panel().units.size(); ++row) {
      const Unit& unit = series.panel().units[row];
      if (unit.period != series.last()) continue;
      for (const Comparison comparison : kComparisons) {
        const std::vector<double> from = series.reference(row, comparison);
        for (std::size_t n = structure.indicators; n < structure.nodes.size(); ++n) {
          const double difference = from.empty() ? kMissing : series.score(row, n) - from[n];
          const Key key{unit.code, structure.nodes[n].code, std::string(comparison_name(comparison))};
          INFO(unit.code << " " << structure.nodes[n].code << " " << comparison_name(comparison));
          CHECK(sums.contains(key) == !is_missing(difference));
          if (is_missing(difference)) continue;
          CHECK(std::abs(sums.at(key) - difference) < 1e-9);
          ++compared;
        }
      }
    }
    CHECK(compared == sums.size());
    CHECK(compared > 100);
    if (method == AggregateMethod::copeland)
      CHECK(kinds == std::set<std::string>{"undivided"});
    else
      CHECK(kinds.contains("weight_shift"));
    CHECK(kinds.contains("balance") == (method == AggregateMethod::mazziotta_pareto));
  }
}

TEST_CASE("lights are those of the series, in words; without a score there is none") {
  const Made made;
  const Series& series = made.series;
  const Table table = read(made.files, "lights/lights.csv");
  const std::map<std::string, Light> words{
      {"good", Light::good}, {"falls_short", Light::falls_short}, {"solve_now", Light::solve_now}};
  const std::map<std::string, LightReason> reasons{{"", LightReason::none},
                                                   {"level", LightReason::level},
                                                   {"target", LightReason::target},
                                                   {"past", LightReason::past},
                                                   {"peers", LightReason::peers}};
  std::set<std::string> seen;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const auto row = static_cast<std::size_t>(series.panel().row(cell(table, r, "region"), series.last()));
    const auto node = static_cast<std::size_t>(series.structure().find(cell(table, r, "node")));
    CHECK(words.at(cell(table, r, "light")) == series.light(row, node).light);
    CHECK(reasons.at(cell(table, r, "reason")) == series.light(row, node).reason);
    CHECK((cell(table, r, "reason") == "") == (cell(table, r, "light") == "good"));
    seen.insert(cell(table, r, "light"));
  }
  CHECK(seen.size() == 3);
  std::size_t scored = 0;
  for (std::size_t row = 0; row < series.panel().units.size(); ++row)
    for (std::size_t n = 0; n < series.structure().nodes.size(); ++n)
      scored += series.panel().units[row].period == series.last() && !is_missing(series.score(row, n));
  CHECK(table.rows() == scored);
}

TEST_CASE("runs of zeros stand with their probability, set aside or not") {
  const Made made;
  CHECK(made.files.at("steps/zero_runs.csv") ==
        "variable,region,from,to,periods,log10_probability,mean,mean_from,set_aside\n"
        "thefts,r100,2020-02,2020-05,4,-10.857,6.25,own_periods,false\n"
        "thefts,r102,2020-02,2020-05,4,-10.857,6.25,own_periods,true\n");
}

TEST_CASE("what steps did: imputed cells with the value they got, bounds by period, treatments") {
  const Made made(AggregateMethod::arithmetic, false, talkative());
  const Table changes = read(made.files, "steps/changes.csv");
  std::size_t imputed = 0;
  for (std::size_t r = 0; r < changes.rows(); ++r) {
    if (cell(changes, r, "change") != "imputed") continue;
    ++imputed;
    CHECK(cell(changes, r, "step") == "1_impute");
    CHECK(cell(changes, r, "before") == "");
    const std::ptrdiff_t row = made.series.panel().row(cell(changes, r, "region"),
                                                       Period::parse(cell(changes, r, "period")).value());
    const auto node = static_cast<std::size_t>(made.series.structure().find(cell(changes, r, "indicator")));
    CHECK(same(number(changes, r, "after"),
               made.series.result().stages[0](static_cast<std::size_t>(row), node)));
  }
  std::size_t missing = 0;
  for (const double value : made.series.panel().values.all()) missing += is_missing(value);
  CHECK(imputed == missing);

  const Table treatments = read(made.files, "steps/treatments.csv");
  CHECK(treatments.rows() == 14 * made.series.structure().indicators);
  const Table learned = read(made.files, "steps/learned.csv");
  std::set<std::string> of_normalising;
  for (std::size_t r = 0; r < learned.rows(); ++r)
    if (cell(learned, r, "step") == "3_normalise") {
      CHECK(cell(learned, r, "period") == "");
      of_normalising.insert(cell(learned, r, "name"));
    }
  CHECK(of_normalising == std::set<std::string>{"max", "min"});
}

TEST_CASE("release.json is canonical and has the keys that the manual says") {
  const Made made(AggregateMethod::arithmetic, true);
  const std::string& bytes = made.files.at("release.json");
  Diagnostics diagnostics;
  const std::optional<JsonValue> json = parse_json(bytes, "release.json", diagnostics);
  REQUIRE(json);
  CHECK(canonical_json(*json) == bytes);
  const std::string text = manual();
  const std::string said = text.substr(text.find("`release.json` is one"));
  for (const JsonValue::Member& member : json->members()) {
    INFO(member.first);
    CHECK(said.find("`" + member.first + "`") != std::string::npos);
  }
  for (const char* key : {"series", "period", "revision", "scheme", "engine", "simulated", "title", "caution",
                          "source", "members", "regions", "periods"})
    CHECK(json->find(key) != nullptr);
  CHECK(json->find("simulated")->boolean());
  CHECK(json->find("title")->find("zh")->text() == "试\"算\"");
  CHECK(json->find("periods")->find("first")->text() == "2020-01");
  CHECK(json->find("periods")->find("last")->text() == "2021-02");
  const JsonValue* map = json->find("map");
  REQUIRE(map != nullptr);
  CHECK(map->find("file")->text() == "outlines.geojson");
  CHECK(map->find("property")->text() == "code");
  CHECK(map->find("credit")->find("zh")->text() == "某局");
  CHECK(map->find("approval")->find("en")->text() == "Number");
}

TEST_CASE("the same parts give the same bytes") {
  const Made once(AggregateMethod::geometric);
  const Made again(AggregateMethod::geometric);
  CHECK(once.files == again.files);
}

}  // namespace
}  // namespace dajuan::release
