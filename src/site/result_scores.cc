#include <algorithm>

#include "site/result_lookup.h"

namespace dajuan::site {
namespace {

Unit made(const Result& result, int region) {
  const std::size_t nodes = result.structure.nodes.size();
  const std::size_t indicators = result.structure.indicators;
  Unit fresh;
  fresh.region = region;
  fresh.score.assign(nodes, kMissing);
  fresh.on_previous = fresh.on_year_ago = fresh.score;
  fresh.lights.resize(nodes);
  fresh.status.assign(indicators, ObsStatus::missing);
  fresh.figures.assign(indicators, kMissing);
  UnitChance& chance = fresh.chance;
  chance.scores.resize(nodes);
  chance.places.resize(nodes);
  chance.groups.assign(nodes, Group::unknown);
  chance.whole.resize(nodes);
  chance.peers.resize(nodes);
  for (std::vector<Move>& moves : chance.moves) moves.resize(nodes);
  chance.figures.resize(indicators);
  for (std::vector<FigureMove>& moves : chance.figure_moves) moves.resize(indicators);
  return fresh;
}

void make_tree(Result& result) {
  for (std::size_t u = 0; u < result.units.size(); ++u) {
    Unit& each = result.units[u];
    for (int above = result.regions[each.region].parent; above >= 0 && each.parent < 0;
         above = result.regions[above].parent)
      each.parent = result.unit_of(above);
    std::vector<int>& siblings =
        each.parent < 0 ? result.tops : result.units[static_cast<std::size_t>(each.parent)].children;
    siblings.push_back(static_cast<int>(u));
  }
}

}  // namespace

void read_scores(const ResultLookup& lookup) {
  Result& result = lookup.result();
  ResultTable table(result.folder, "scores/scores.csv",
                    {"region", "node", "score", "on_previous", "on_year_ago"}, lookup.diagnostics());
  std::vector<Unit>& units = result.units;
  while (table.next()) {
    const int place = lookup.region(table, 0);
    const int at = lookup.node(table, 1);
    if (place < 0 || at < 0) continue;
    if (!units.empty() && units.back().region > place) {
      table.error(0, "site.problem.order", "found");
      continue;
    }
    if (units.empty() || units.back().region != place) units.push_back(made(result, place));
    const auto n = static_cast<std::size_t>(at);
    units.back().score[n] = table.number(2);
    units.back().on_previous[n] = table.number(3);
    units.back().on_year_ago[n] = table.number(4);
  }
  if (units.empty())
    lookup.diagnostics().error({result.folder + "/scores/scores.csv", "", 0, 0, ""}, {"site.problem.empty"});
  make_tree(result);
}

void read_history(const ResultLookup& lookup) {
  Result& result = lookup.result();
  ResultTable table(result.folder, "scores/series.csv",
                    {"region", "period", "node", "score", "lower", "upper"}, lookup.diagnostics());
  const int top = static_cast<int>(result.structure.top());
  while (table.next()) {
    if (lookup.node(table, 2) != top) continue;
    const int place = lookup.region(table, 0);
    const std::optional<Period> period = table.period(1);
    // A region that was dissolved before the reference period has a history and no page.
    const int found = place < 0 ? -1 : result.unit_of(place);
    if (found < 0 || !period) continue;
    const double score = table.number(3);
    result.units[static_cast<std::size_t>(found)].history.push_back({*period, score, table.limits(4, 5)});
  }
  for (Unit& each : result.units)
    std::sort(each.history.begin(), each.history.end(),
              [](const PastScore& a, const PastScore& b) { return a.period < b.period; });
}

void read_contributions(const ResultLookup& lookup) {
  Result& result = lookup.result();
  ResultTable table(result.folder, "contributions/contributions.csv",
                    {"region", "node", "comparison", "kind", "part", "amount", "lower", "upper"},
                    lookup.diagnostics());
  const int top = static_cast<int>(result.structure.top());
  while (table.next()) {
    if (lookup.node(table, 1) != top) continue;
    const auto comparison =
        table.word(2, {"previous", "year_ago", "base", "whole", "peers_mean", "peers_median"});
    const auto kind = table.word(3, {"indicator", "weight_shift", "balance", "undivided"});
    const int part = lookup.node(table, 4);
    Unit* of = lookup.unit(table, 0);
    if (!comparison || !kind || part < 0 || of == nullptr) continue;
    const index::Part told{static_cast<index::Part::Kind>(*kind), part, table.number(5)};
    of->contributions.push_back({index::kComparisons[*comparison], told, table.limits(6, 7)});
  }
}

void read_lights(const ResultLookup& lookup) {
  ResultTable table(lookup.result().folder, "lights/lights.csv", {"region", "node", "light", "reason"},
                    lookup.diagnostics());
  while (table.next()) {
    const int at = lookup.node(table, 1);
    const auto light = table.word(2, {"good", "falls_short", "solve_now"});
    const auto reason = table.word(3, {"", "level", "target", "past", "peers"});
    Unit* of = lookup.unit(table, 0);
    if (at < 0 || !light || !reason || of == nullptr) continue;
    of->lights[static_cast<std::size_t>(at)] = {static_cast<index::Light>(*light),
                                                static_cast<index::LightReason>(*reason)};
  }
}

}  // namespace dajuan::site
