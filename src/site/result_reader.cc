#include "site/result_reader.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "base/hash.h"
#include "base/memory_map.h"
#include "base/table.h"
#include "release/scheme_folder.h"
#include "site/result_head.h"
#include "site/result_table.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

using index::Comparison;

/// What the parts of a difference may miss it by: each was rounded on its own.
constexpr double kAddsUp = 1e-9;

class Reader {
 public:
  Reader(const std::string& folder, Diagnostics& diagnostics) : diagnostics_(diagnostics) {
    result_.folder = folder;
  }

  std::optional<Result> read() {
    const std::size_t before = diagnostics_.errors();
    const auto failed = [&] { return diagnostics_.errors() > before; };
    std::optional<ResultHead> head = read_head(result_.folder, diagnostics_);
    if (!head) return std::nullopt;
    static_cast<ResultHead&>(result_) = std::move(*head);
    scheme();
    regions();
    outlines();
    if (failed()) return std::nullopt;
    scores();
    tree();
    history();
    contributions();
    lights();
    figures();
    changes();
    notes();
    weights();
    zero_runs();
    if (!failed()) add_up();
    if (failed()) return std::nullopt;
    return std::move(result_);
  }

 private:
  void scheme() {
    // What its author was told when the index was computed need not be told again.
    Diagnostics told;
    index::Scheme scheme = release::read_scheme(result_.folder + "/scheme", told);
    if (told.has_errors()) diagnostics_.append(told);
    result_.structure = std::move(scheme.structure);
    result_.rules = std::move(scheme.rules);
  }

  void regions() {
    const std::string name = std::filesystem::path(result_.regions_file).filename().string();
    const std::vector<Table> tables = read_tables(result_.folder + "/inputs/" + name, {}, diagnostics_);
    if (!tables.empty()) result_.regions = region::Regions::read(tables.front(), diagnostics_);
  }

  void outlines() {
    if (!result_.map) return;
    const std::string name = std::filesystem::path(result_.map->file).filename().string();
    const std::string path = result_.folder + "/inputs/" + name;
    const std::optional<MemoryMap> file = MemoryMap::open(path, region::OutlineLimits().bytes, diagnostics_);
    if (!file) return;
    result_.outlines = region::parse_outlines(file->bytes(), path, result_.map->property, diagnostics_);
    result_.outlines_hash = hex(sha256(file->bytes()));
  }

  int region(ResultTable& table, std::size_t column) {
    const int found = result_.regions.find(table.text(column));
    if (found < 0) table.error(column, "site.problem.region", "found");
    return found;
  }
  int node(ResultTable& table, std::size_t column) {
    const int found = result_.structure.find(table.text(column));
    if (found < 0) table.error(column, "site.problem.node", "found");
    return found;
  }
  int indicator(ResultTable& table, std::size_t column) {
    const int found = node(table, column);
    if (found < static_cast<int>(result_.structure.indicators)) return found;
    table.error(column, "site.problem.node", "found");
    return -1;
  }
  Unit* unit(ResultTable& table, std::size_t column) {
    const int found = region(table, column);
    if (found < 0) return nullptr;
    const int place = result_.unit_of(found);
    if (place >= 0) return &result_.units[static_cast<std::size_t>(place)];
    table.error(column, "site.problem.no_score", "found");
    return nullptr;
  }

  Unit made(int place) const {
    Unit fresh;
    fresh.region = place;
    fresh.score.assign(result_.structure.nodes.size(), kMissing);
    fresh.on_previous = fresh.on_year_ago = fresh.score;
    fresh.lights.resize(result_.structure.nodes.size());
    fresh.status.assign(result_.structure.indicators, ObsStatus::missing);
    fresh.figures.assign(result_.structure.indicators, kMissing);
    return fresh;
  }

  void scores() {
    ResultTable table(result_.folder, "scores/scores.csv",
                      {"region", "node", "score", "on_previous", "on_year_ago"}, diagnostics_);
    std::vector<Unit>& units = result_.units;
    while (table.next()) {
      const int place = region(table, 0);
      const int at = node(table, 1);
      if (place < 0 || at < 0) continue;
      if (!units.empty() && units.back().region > place) {
        table.error(0, "site.problem.order", "found");
        continue;
      }
      if (units.empty() || units.back().region != place) units.push_back(made(place));
      const auto n = static_cast<std::size_t>(at);
      units.back().score[n] = table.number(2);
      units.back().on_previous[n] = table.number(3);
      units.back().on_year_ago[n] = table.number(4);
    }
    if (units.empty())
      diagnostics_.error({result_.folder + "/scores/scores.csv", "", 0, 0, ""}, {"site.problem.empty"});
  }

  void tree() {
    for (std::size_t u = 0; u < result_.units.size(); ++u) {
      Unit& each = result_.units[u];
      for (int above = result_.regions[each.region].parent; above >= 0 && each.parent < 0;
           above = result_.regions[above].parent)
        each.parent = result_.unit_of(above);
      std::vector<int>& siblings =
          each.parent < 0 ? result_.tops : result_.units[static_cast<std::size_t>(each.parent)].children;
      siblings.push_back(static_cast<int>(u));
    }
  }

  void history() {
    ResultTable table(result_.folder, "scores/series.csv", {"region", "period", "node", "score"},
                      diagnostics_);
    const int top = static_cast<int>(result_.structure.top());
    while (table.next()) {
      if (node(table, 2) != top) continue;
      const int place = region(table, 0);
      const std::optional<Period> period = table.period(1);
      // A region that was dissolved before the reference period has a history and no page.
      const int found = place < 0 ? -1 : result_.unit_of(place);
      if (found < 0 || !period) continue;
      result_.units[static_cast<std::size_t>(found)].history.emplace_back(*period, table.number(3));
    }
    for (Unit& each : result_.units)
      std::sort(each.history.begin(), each.history.end(),
                [](const auto& a, const auto& b) { return a.first < b.first; });
  }

  void contributions() {
    ResultTable table(result_.folder, "contributions/contributions.csv",
                      {"region", "node", "comparison", "kind", "part", "amount"}, diagnostics_);
    const int top = static_cast<int>(result_.structure.top());
    while (table.next()) {
      if (node(table, 1) != top) continue;
      const auto comparison =
          table.word(2, {"previous", "year_ago", "base", "whole", "peers_mean", "peers_median"});
      const auto kind = table.word(3, {"indicator", "weight_shift", "balance", "undivided"});
      const int part = node(table, 4);
      Unit* of = unit(table, 0);
      if (!comparison || !kind || part < 0 || of == nullptr) continue;
      of->contributions.push_back(
          {index::kComparisons[*comparison], {static_cast<index::Part::Kind>(*kind), part, table.number(5)}});
    }
  }

  void lights() {
    ResultTable table(result_.folder, "lights/lights.csv", {"region", "node", "light", "reason"},
                      diagnostics_);
    while (table.next()) {
      const int at = node(table, 1);
      const auto light = table.word(2, {"good", "falls_short", "solve_now"});
      const auto reason = table.word(3, {"", "level", "target", "past", "peers"});
      Unit* of = unit(table, 0);
      if (at < 0 || !light || !reason || of == nullptr) continue;
      of->lights[static_cast<std::size_t>(at)] = {static_cast<index::Light>(*light),
                                                  static_cast<index::LightReason>(*reason)};
    }
  }

  void figures() {
    ResultTable table(result_.folder, "steps/figures.csv", {"region", "indicator", "status", "figure"},
                      diagnostics_);
    while (table.next()) {
      const int at = indicator(table, 1);
      const std::optional<ObsStatus> status = obs_status(table.text(2));
      if (!status) table.error(2, "site.problem.word", "found");
      Unit* of = unit(table, 0);
      if (at < 0 || !status || of == nullptr) continue;
      of->status[static_cast<std::size_t>(at)] = *status;
      of->figures[static_cast<std::size_t>(at)] = table.number(3);
    }
  }

  void changes() {
    ResultTable table(result_.folder, "steps/changes.csv", {"indicator", "period", "region", "change"},
                      diagnostics_);
    const std::string period = result_.period.text();
    while (table.next()) {
      if (table.text(1) != period) continue;
      const int at = indicator(table, 0);
      const auto change = table.word(3, {"imputed", "winsorised_high", "winsorised_low", "limited"});
      Unit* of = unit(table, 2);
      if (at < 0 || !change || of == nullptr) continue;
      of->changes.emplace_back(at, static_cast<CellChange>(*change));
    }
  }

  void notes() {
    ResultTable table(result_.folder, "steps/notes.csv", {"node", "period", "region", "note_en", "note_zh"},
                      diagnostics_);
    const std::string period = result_.period.text();
    while (table.next()) {
      if (!table.text(1).empty() && table.text(1) != period) continue;
      Note note;
      if (!table.text(0).empty()) note.node = node(table, 0);
      if (!table.text(2).empty()) note.region = region(table, 2);
      note.words = {displayable(table.text(4)), displayable(table.text(3))};
      result_.notes.push_back(std::move(note));
    }
  }

  void weights() {
    ResultTable table(result_.folder, "steps/weights.csv", {"node", "weight", "effective_weight"},
                      diagnostics_);
    const std::vector<index::Node>& nodes = result_.structure.nodes;
    result_.weights.assign(nodes.size(), 0.0);
    result_.effective_weights = result_.weights;
    while (table.next()) {
      const int at = node(table, 0);
      if (at < 0) continue;
      result_.weights[static_cast<std::size_t>(at)] = table.number(1);
      result_.effective_weights[static_cast<std::size_t>(at)] = table.number(2);
    }
    for (const index::Node& parent : nodes) {
      double sum = 0;
      for (const int child : parent.children) sum += result_.weights[static_cast<std::size_t>(child)];
      for (const int child : parent.children)
        if (sum > 0) result_.weights[static_cast<std::size_t>(child)] /= sum;
    }
  }

  void zero_runs() {
    ResultTable table(result_.folder, "steps/zero_runs.csv",
                      {"variable", "region", "from", "to", "log10_probability", "set_aside"}, diagnostics_);
    while (table.next()) {
      index::ZeroRun run;
      run.variable = displayable(table.text(0));
      run.region = region(table, 1);
      const std::optional<Period> from = table.period(2);
      const std::optional<Period> to = table.period(3);
      run.log10_probability = table.number(4);
      const auto set_aside = table.word(5, {"false", "true"});
      if (run.region < 0 || !from || !to || !set_aside) continue;
      run.from = *from;
      run.to = *to;
      run.set_aside = *set_aside == 1;
      result_.zero_runs.push_back(std::move(run));
    }
  }

  void add_up() {
    const std::size_t top = result_.structure.top();
    for (const Unit& each : result_.units) {
      for (const Comparison comparison : {Comparison::previous, Comparison::year_ago}) {
        double sum = 0;
        bool any = false;
        for (const Contribution& line : each.contributions) {
          if (line.comparison != comparison) continue;
          sum += line.part.amount;
          any = true;
        }
        const double wanted =
            comparison == Comparison::previous ? each.on_previous[top] : each.on_year_ago[top];
        if (!any || std::fabs(sum - wanted) <= kAddsUp * std::max(1.0, std::fabs(wanted))) continue;
        diagnostics_.error(
            {result_.folder + "/contributions/contributions.csv", "", 0, 0, ""},
            Message("site.problem.sum", {{"region", result_.code_of(each)},
                                         {"comparison", std::string(index::comparison_name(comparison))}}));
      }
    }
  }

  Result result_;
  Diagnostics& diagnostics_;
};

}  // namespace

int Result::unit_of(int region) const {
  const auto found = std::lower_bound(units.begin(), units.end(), region,
                                      [](const Unit& unit, int wanted) { return unit.region < wanted; });
  return found != units.end() && found->region == region ? static_cast<int>(found - units.begin()) : -1;
}

std::optional<Result> read_result(const std::string& folder, Diagnostics& diagnostics) {
  return Reader(folder, diagnostics).read();
}

}  // namespace dajuan::site
