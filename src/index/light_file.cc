#include "index/light_file.h"

#include <algorithm>

namespace dajuan::index {
namespace {

using Bound = std::optional<double>;

/// A pair of bounds; `falls_short` is met before `solve_now` on the way down.
void read_pair(Section& section, std::string_view key, bool is_score, Bound& falls_short, Bound& solve_now,
               Bound* target = nullptr) {
  std::optional<Section> pair = section.table(key);
  if (!pair) return;
  const double least = is_score ? -kNoLimit : 0;
  falls_short = pair->number("falls_short", least);
  solve_now = pair->number("solve_now", least);
  if (target != nullptr) {
    *target = pair->number("value");
    if (!*target) pair->error("value", {"scheme.missing_key", {{"expected", "@scheme.expect.number"}}});
  }
  pair->finish();
  if (!falls_short && !solve_now) pair->error({}, {"scheme.no_bound"});
  if (!falls_short || !solve_now) return;
  const bool in_order = is_score ? *solve_now <= *falls_short : *solve_now >= *falls_short;
  if (!in_order) pair->error("solve_now", {is_score ? "scheme.level_order" : "scheme.shortfall_order"});
}

LightBounds read_bounds(Section& section) {
  LightBounds bounds;
  read_pair(section, "level", true, bounds.level_falls_short, bounds.level_solve_now);
  read_pair(section, "target", false, bounds.target_falls_short, bounds.target_solve_now, &bounds.target);
  read_pair(section, "past", false, bounds.past_falls_short, bounds.past_solve_now);
  read_pair(section, "peers", false, bounds.peers_falls_short, bounds.peers_solve_now);
  section.finish();
  return bounds;
}

}  // namespace

LightRules read_lights(Section& section, const Codes& codes) {
  LightRules rules;
  if (std::optional<Section> general = section.table("general")) rules.general = read_bounds(*general);
  if (std::optional<Section> levels = section.table("levels")) {
    for (const std::string& name : levels->keys()) {
      std::optional<Section> bounds = levels->table(name);
      check_code(*levels, name, name, codes.levels);
      const auto at = std::find(codes.levels.begin(), codes.levels.end(), name);
      if (!bounds || at == codes.levels.end()) continue;
      rules.levels[static_cast<int>(at - codes.levels.begin()) + 1] = read_bounds(*bounds);
    }
  }
  if (std::optional<Section> nodes = section.table("nodes")) {
    std::vector<std::string> all = codes.indicators;
    all.insert(all.end(), codes.aggregates.begin(), codes.aggregates.end());
    for (const std::string& code : nodes->keys()) {
      check_code(*nodes, code, code, all);
      if (std::optional<Section> bounds = nodes->table(code)) rules.nodes[code] = read_bounds(*bounds);
    }
  }
  section.finish();
  return rules;
}

}  // namespace dajuan::index
