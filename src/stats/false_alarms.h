#pragma once
#include <cstddef>
#include <cstdint>

#include "base/random.h"
#include "stats/control_chart.h"

namespace dajuan::stats {

/// How often a rule cries where nothing has happened.
struct FalseAlarms {
  double average_run_length = 0;  ///< points until the first false alarm
  double per_point = 0;           ///< its inverse; of the rule of Shewhart the tail probability of a point
  double chance = 0;              ///< of at least one in one series of so many points
  double expected = 0;            ///< series with at least one, of so many series
};

/// Independent normal z-scores whose centre and spread are known: the nominal rate of the rule. run_length.h.
FalseAlarms false_alarms(const ShewhartRule& rule, std::size_t points, std::size_t series);
FalseAlarms false_alarms(const EwmaRule& rule, std::size_t points, std::size_t series);
FalseAlarms false_alarms(const CusumRule& rule, std::size_t points, std::size_t series);

/// Chance of at least one false alarm in one series, where centre and sigma_z had to be learned.
struct LearnedFalseAlarms {
  double shewhart = 0;
  double ewma = 0;
  double cusum = 0;
  double any = 0;             ///< at least one of the three
  double standard_error = 0;  ///< of each of the four, at most: they come from `draws` simulated series
  std::uint32_t draws = 0;
};

/// What a reader meets: a centre and a sigma_z from a few years err, and the same rule cries more often than
/// its nominal rate says. Simulates whole series: `baseline` normal values, from which centre and sigma_z are
/// taken as control_chart takes them (sigma_z as found: where figures are over-dispersed its floor does not
/// help), then `points` monitored ones. `baseline` >= 4.
/// Draws depend on key and number only; some 2 microseconds a draw of 36 + 12 points.
LearnedFalseAlarms learned_false_alarms(const ChartRules& rules, std::size_t baseline, std::size_t points,
                                        PhiloxKey key, std::uint32_t draws = 20'000);

}  // namespace dajuan::stats
