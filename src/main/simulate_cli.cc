#include "main/simulate_cli.h"

#include <filesystem>
#include <ostream>

#include "base/csv_writer.h"
#include "base/number_text.h"
#include "index/simulate.h"
#include "release/result_folder.h"
#include "release/scheme_folder.h"

namespace dajuan {
namespace {

namespace fs = std::filesystem;
using namespace dajuan::index;

constexpr std::string_view kMark = "模拟数据 simulated";

class Simulation {
 public:
  Simulation(const SimulateOptions& options, const Streams& streams) : options_(options), streams_(streams) {}

  int run() {
    scheme_ = release::read_scheme(options_.scheme, diagnostics_);
    if (diagnostics_.has_errors()) return report(diagnostics_, streams_);
    if (!scheme_.simulated)
      diagnostics_.error({options_.scheme + "/scheme.toml", "", 0, 0, "simulated"},
                         Message("simulate.not_marked"));
    read_regions();
    read_rules();
    read_residents();
    plan_.seed = options_.seed;
    plan_.level = scheme_.members;
    plan_.from = month("--from", options_.from);
    plan_.to = month("--to", options_.to);
    if (!diagnostics_.has_errors() && plan_.to < plan_.from)
      diagnostics_.error({"--to", "", 0, 0, ""}, Message("simulate.ends_before_it_begins"));
    if (diagnostics_.has_errors()) return report(diagnostics_, streams_);

    const SimulatedFigures figures = simulate(plan_, regions_);
    release::Files files;
    files["figures.csv"] = long_table(figures);
    files["README.md"] = readme(figures);
    release::write_folder(options_.out, std::move(files), diagnostics_);
    if (report(diagnostics_, streams_) != kOk) return kBadInput;
    streams_.err << text(streams_.language, {"simulate.written",
                                             {{"folder", options_.out},
                                              {"rows", std::to_string(figures.rows.size())},
                                              {"variables", std::to_string(figures.variables.size())}}})
                 << "\n";
    return kOk;
  }

 private:
  Period month(const std::string& option, const std::string& found) {
    const std::optional<Period> period = Period::parse(found);
    if (period && period->frequency() == Frequency::month) return *period;
    diagnostics_.error({option, "", 0, 0, ""}, Message("simulate.not_a_month", {{"found", found}}));
    return {};
  }

  void read_regions() {
    const std::string path = (fs::path(options_.scheme) / scheme_.regions_file).lexically_normal().string();
    const std::vector<Table> tables = read_tables(path, {}, diagnostics_);
    if (!tables.empty()) regions_ = region::Regions::read(tables.front(), diagnostics_);
  }

  void read_rules() {
    constexpr std::pair<std::string_view, SimulationRule::Kind> kKinds[] = {
        {"per_100000_residents", SimulationRule::Kind::per_100000_residents},
        {"per_100_million_gdp", SimulationRule::Kind::per_100_million_gdp},
        {"per_10000_vehicles", SimulationRule::Kind::per_10000_vehicles},
        {"percent", SimulationRule::Kind::percent},
        {"mean", SimulationRule::Kind::mean}};
    const std::vector<Table> tables = read_tables(options_.scheme + "/simulation.csv", {}, diagnostics_);
    if (tables.empty()) return;
    const Table& table = tables.front();
    std::size_t column[4];
    for (std::size_t i = 0; i < 4; ++i) {
      constexpr std::string_view kColumns[] = {"indicator", "kind", "level", "dispersion"};
      const std::optional<std::size_t> found = table.column(kColumns[i]);
      if (!found)
        return diagnostics_.error({table.file, "", 1, 0, std::string(kColumns[i])},
                                  Message("simulate.no_column"));
      column[i] = *found;
    }
    for (std::size_t r = 0; r < table.rows(); ++r) {
      SimulationRule rule;
      rule.indicator = table.at(r, column[0]).text;
      bool known = false;
      for (const auto& [word, kind] : kKinds)
        if (word == table.at(r, column[1]).text) {
          rule.kind = kind;
          known = true;
        }
      if (!known) diagnostics_.error(table.place(r, column[1]), Message("simulate.unknown_kind"));
      rule.level = number(table, r, column[2], 0);
      rule.dispersion = number(table, r, column[3], 1);
      plan_.rules.push_back(std::move(rule));
    }
  }

  double number(const Table& table, std::size_t row, std::size_t column, double least) {
    const std::string_view found = table.at(row, column).text;
    const std::optional<double> value = parse_number(found);
    if (value && *value >= least) return *value;
    diagnostics_.error(
        table.place(row, column),
        Message("simulate.not_a_number", {{"found", std::string(found)}, {"least", shortest(least)}}));
    return least;
  }

  /// The last figure of `population` that the table has for a region.
  void read_residents() {
    plan_.residents.assign(regions_.size(), kMissing);
    if (options_.population.empty()) return;
    const std::vector<Table> tables = read_tables(options_.population, {}, diagnostics_);
    if (tables.empty()) return;
    const Table& table = tables.front();
    const auto region = table.column("region");
    const auto value = table.column("value");
    if (!region || !value)
      return diagnostics_.error({table.file, "", 1, 0, "region, value"}, Message("simulate.no_column"));
    for (std::size_t r = 0; r < table.rows(); ++r)
      if (const int found = regions_.find(table.at(r, *region).text); found >= 0)
        plan_.residents[static_cast<std::size_t>(found)] = number(table, r, *value, 1);
  }

  std::string long_table(const SimulatedFigures& figures) const {
    std::string out;
    CsvWriter writer(out);
    writer.row({"region", "period", "variable", "value", "status", "note"});
    for (const SimulatedFigure& figure : figures.rows) {
      writer.text(regions_[figure.region].code)
          .text(figure.period.text())
          .text(figure.variable)
          .number(figure.value);
      writer.text(is_missing(figure.value) ? "L" : "A").text(kMark).end_row();
    }
    return out;
  }

  std::string readme(const SimulatedFigures& figures) const {
    std::string massaged = "-";
    if (figures.massaged >= 0)
      massaged = regions_[figures.massaged].code + " " + regions_[figures.massaged].name.en;
    std::string out;
    for (const Language language : {Language::zh, Language::en})
      out += text(language, {"simulate.readme",
                             {{"title", scheme_.title.in(language)},
                              {"from", plan_.from.text()},
                              {"to", plan_.to.text()},
                              {"seed", plan_.seed},
                              {"massaged", massaged}}}) +
             "\n";
    return out;
  }

  const SimulateOptions& options_;
  const Streams& streams_;
  Diagnostics diagnostics_;
  Scheme scheme_;
  region::Regions regions_;
  SimulationPlan plan_;
};

}  // namespace

int simulate_figures(const SimulateOptions& options, const Streams& streams) {
  return Simulation(options, streams).run();
}

}  // namespace dajuan
