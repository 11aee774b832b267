#pragma once
#include <map>
#include <optional>
#include <string>

namespace dajuan::index {

/// Three-state light. The numbers are stored: do not change.
enum class Light : signed char { unknown = -1, good = 0, falls_short = 1, solve_now = 2 };

/// Bounds on the score of a node; each may be absent. A light is the worst that any bound gives: below a
/// `solve_now` bound it must be solved now, below a `falls_short` bound it falls short, else it is good.
struct LightBounds {
  std::optional<double> level_falls_short, level_solve_now;    ///< the score itself
  std::optional<double> target_falls_short, target_solve_now;  ///< shortfall from `target`, in points (> 0)
  std::optional<double> target;
  std::optional<double> past_falls_short,
      past_solve_now;  ///< fall against the same period last year, in points
  std::optional<double> peers_falls_short, peers_solve_now;  ///< shortfall from the peers' median, in their
                                                             ///< interquartile ranges

  /// Without a bound there is nothing to say, be it good or bad.
  bool any() const {
    return level_falls_short || level_solve_now || target_falls_short || target_solve_now ||
           past_falls_short || past_solve_now || peers_falls_short || peers_solve_now;
  }
};

struct LightRules {
  LightBounds general;
  std::map<int, LightBounds> levels;                      ///< by structure level
  std::map<std::string, LightBounds, std::less<>> nodes;  ///< by node code; replaces, does not merge
  const LightBounds& of(const std::string& node, int level) const {
    if (const auto found = nodes.find(node); found != nodes.end()) return found->second;
    if (const auto found = levels.find(level); found != levels.end()) return found->second;
    return general;
  }
};

}  // namespace dajuan::index
