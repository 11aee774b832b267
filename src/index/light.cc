#include "index/light.h"

#include <algorithm>

#include "stats/descriptive.h"

namespace dajuan::index {
namespace {

constexpr std::size_t kFewestPeers = 4;

struct Peers {
  double median = kMissing;
  double range = kMissing;
};

Peers peers_of(std::span<const double> column, const Panel& panel, const Panel::Block& block) {
  std::vector<double> present;
  for (std::size_t r = block.begin; r < block.end; ++r)
    if (panel.units[r].fits && !is_missing(column[r])) present.push_back(column[r]);
  if (present.size() < kFewestPeers) return {};
  std::sort(present.begin(), present.end());
  return {stats::quantile_sorted(present, 0.5),
          stats::quantile_sorted(present, 0.75) - stats::quantile_sorted(present, 0.25)};
}

void worsen(NodeLight& light, double shortfall, std::optional<double> falls_short,
            std::optional<double> solve_now, LightReason reason) {
  if (is_missing(shortfall)) return;
  Light here = Light::good;
  if (falls_short && shortfall > *falls_short) here = Light::falls_short;
  if (solve_now && shortfall > *solve_now) here = Light::solve_now;
  if (here > light.light) light = {here, here == Light::good ? LightReason::none : reason};
}

std::optional<double> negated(std::optional<double> bound) { return bound ? std::optional(-*bound) : bound; }

}  // namespace

std::vector<NodeLight> set_lights(const LightRules& rules, const Engine& engine, const Panel& panel,
                                  const Result& result) {
  const Structure& structure = engine.model().structure;
  const std::size_t units = panel.units.size();
  std::vector<NodeLight> lights(units * structure.nodes.size());
  std::vector<std::ptrdiff_t> year_ago(units);
  for (std::size_t r = 0; r < units; ++r)
    year_ago[r] = panel.row(panel.units[r].code, panel.units[r].period.year_ago());
  const std::vector<Panel::Block> blocks = panel.blocks();
  for (std::size_t n = 0; n < structure.nodes.size(); ++n) {
    const LightBounds& bounds = rules.of(structure.nodes[n].code, structure.nodes[n].level);
    if (!bounds.any()) continue;
    const std::span<const double> column = result.scores.column(n);
    for (const Panel::Block& block : blocks) {
      const Peers peers = peers_of(column, panel, block);
      for (std::size_t r = block.begin; r < block.end; ++r) {
        if (is_missing(column[r])) continue;
        NodeLight& light = lights[n * units + r];
        light.light = Light::good;
        // A score is below a bound when its negative is above the bound's.
        worsen(light, -column[r], negated(bounds.level_falls_short), negated(bounds.level_solve_now),
               LightReason::level);
        if (bounds.target)
          worsen(light, *bounds.target - column[r], bounds.target_falls_short, bounds.target_solve_now,
                 LightReason::target);
        if (year_ago[r] >= 0)
          worsen(light, column[static_cast<std::size_t>(year_ago[r])] - column[r], bounds.past_falls_short,
                 bounds.past_solve_now, LightReason::past);
        if (peers.range > 0)
          worsen(light, (peers.median - column[r]) / peers.range, bounds.peers_falls_short,
                 bounds.peers_solve_now, LightReason::peers);
      }
    }
  }
  return lights;
}

}  // namespace dajuan::index
