#pragma once
#include "stats/count_interval.h"

namespace dajuan::stats {

/// Events over an exposure, with variance = dispersion × mean.
struct CountedRate {
  double events = 0;      ///< >= 0
  double exposure = 1;    ///< > 0
  double dispersion = 1;  ///< >= 1
};

/// Whether the p-value counts the whole or half of the probability of what was observed. Half (mid-p) keeps
/// the level on average, not always; the whole always.
enum class TailCount { exact, mid_p };

struct RateRatio {
  double ratio = 0;   ///< of now to then; infinity where then has no events, NaN where neither has
  Interval interval;  ///< from 0 to infinity where nothing was counted
  double p = 1;       ///< two-sided: twice the smaller tail, at most 1
};

/// Now against then. Given the sum of both, the events of now are binomial with probability
///   now.exposure / (now.exposure + then.exposure)   where the rates are equal:
/// J. Przyborowski, H. Wilenski, Biometrika 31 (1940) 313-323. The interval inverts the same test (so it
/// leaves out 1 just where p < 1 - level). With dispersions above 1 events are divided by theirs, as in
/// count_interval; the tails are then those of a beta distribution with these scaled counts.
RateRatio compare_rates(const CountedRate& now, const CountedRate& then, double level,
                        TailCount tails = TailCount::exact);

struct ProportionDifference {
  double difference = 0;  ///< now - then
  Interval interval;      ///< R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10, from
                          ///< Clopper-Pearson limits
  double p = 1;           ///< Fisher's conditional test, two-sided as twice the smaller tail
};

/// Cases among trials, now and then. Trials > 0.
ProportionDifference compare_proportions(double cases_now, double trials_now, double cases_then,
                                         double trials_then, double level);

}  // namespace dajuan::stats
