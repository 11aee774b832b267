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
/// the level on average, not always; the whole always. (H. O. Lancaster, J. American Statistical Association
/// 56 (1961) 223-234.)
enum class TailCount { exact, mid_p };

struct RateRatio {
  double ratio = 0;   ///< of now to then; infinity where then has no events, NaN where neither has
  Interval interval;  ///< from 0 to infinity where nothing was counted
  double p = 1;       ///< two-sided: twice the smaller tail, at most 1
};

/// Now against then. Given the sum of both, the events of now are binomial with odds
///   now.exposure / then.exposure   where the rates are equal:
/// J. Przyborowski, H. Wilenski, Biometrika 31 (1940) 313-323. The interval inverts the same test (so it
/// leaves out 1 just where p < 1 - level). With dispersions above 1 events and exposures are divided by
/// theirs, as in count_interval; the tails are then those of a beta distribution with these scaled counts.
/// NaN where an argument is.
RateRatio compare_rates(const CountedRate& now, const CountedRate& then, double level,
                        TailCount tails = TailCount::exact);

struct ProportionDifference {
  double difference = 0;  ///< now - then
  Interval interval;      ///< difference_interval of Clopper-Pearson limits
  double p = 1;           ///< Fisher's conditional test, two-sided as twice the smaller tail, at most 1
};

/// Cases among trials, now and then; 0 <= cases <= trials, trials > 0. The p-value is that of the
/// hypergeometric distribution of the cases of now given all cases: R. A. Fisher, J. Royal Statistical
/// Society 98 (1935) 39-82. Where they are not whole (effective sample sizes) it runs over the values that
/// lie whole steps from the one observed. It is not the inverse of the interval: near the border one may tell
/// a difference where the other does not. Costs some square root of the trials.
ProportionDifference compare_proportions(double cases_now, double trials_now, double cases_then,
                                         double trials_then, double level);

/// Interval of a difference of two independent estimates from the interval of each:
///   lower = now - then - sqrt((now - lower of now)^2 + (upper of then - then)^2),   upper likewise
/// R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10 (there for proportions with Wilson's
/// limits); G. Y. Zou, A. Donner, Statistics in Medicine 27 (2008) 1693-1702 for others.
Interval difference_interval(double now, const Interval& of_now, double then, const Interval& of_then);

}  // namespace dajuan::stats
