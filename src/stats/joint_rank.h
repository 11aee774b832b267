#pragma once
#include <span>
#include <vector>

#include "stats/rank_set.h"

namespace dajuan::stats {

/// How the intervals of all areas are widened so that they hold together.
enum class JointIntervals {
  bonferroni,   ///< z at 1 - alpha / (2 areas)
  independent,  ///< z at 1 - (1 - (1 - alpha)^(1 / areas)) / 2: narrower, for independent estimates
};

struct JointRanking {
  double z = 0;  ///< intervals are estimate ± z se
  std::vector<RankSet> sets;
};

/// Ranks from one interval an area: M. Klein, T. Wright, J. Wieczorek, A joint confidence region for an
/// overall ranking of populations, J. Royal Statistical Society A 183 (2020) 589-606. Rank 1 is the largest.
///   lower = 1 + number of areas whose whole interval lies above,
///   upper = areas - number of areas whose whole interval lies below;  intervals that touch are not apart.
/// Wider than the Mogstad sets but free of random numbers, and a reader can check them against the intervals
/// that are printed.
JointRanking joint_interval_ranking(std::span<const double> estimates,
                                    std::span<const double> standard_errors, double level,
                                    JointIntervals correction);

}  // namespace dajuan::stats
