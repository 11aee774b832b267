#pragma once
#include <vector>

#include "index/engine.h"
#include "index/light_rule.h"

namespace dajuan::index {

/// Which bound set a light.
enum class LightReason : signed char { none = 0, level, target, past, peers };

struct NodeLight {
  Light light = Light::unknown;
  LightReason reason = LightReason::none;  ///< of the worst bound; the first in the order above on a tie
};

/// Lights of all units and nodes, node by node ([node * units + unit]). Past: the same unit in the same
/// period a year before. Peers: the units of that period that fit, by median and interquartile range (type
/// 7); a bound is left out where there are fewer than four of them or their range is zero. A missing score
/// has no light.
std::vector<NodeLight> set_lights(const LightRules& rules, const Engine& engine, const Panel& panel,
                                  const Result& result);

}  // namespace dajuan::index
