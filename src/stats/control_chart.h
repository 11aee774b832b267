#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "stats/rate_tails.h"

namespace dajuan::stats {

// Rules that say when a series has left its course. All look at z-scores: how many standard deviations a
// period lies above what the baseline lets expect. How often they cry without cause: false_alarms.h.

/// One point outside z = -limit .. limit.
struct ShewhartRule {
  double limit = 3;  ///< > 0
};

/// Slow drift: w = lambda z + (1 - lambda) w from w = 0, outside
///   limit × sqrt(lambda / (2 - lambda) × (1 - (1 - lambda)^2t))   at the t-th point
/// S. W. Roberts, Technometrics 1 (1959) 239-250; J. M. Lucas, M. S. Saccucci, Technometrics 32 (1990) 1-12.
struct EwmaRule {
  double lambda = 0.2;   ///< 0.01 <= lambda <= 1; 1 is the rule of Shewhart
  double limit = 2.962;  ///< L, > 0
};

/// Slow drift: above = max(0, above + z - slack), below = max(0, below - z - slack) from 0, beyond `limit`.
/// E. S. Page, Biometrika 41 (1954) 100-115.
struct CusumRule {
  double slack = 0.5;  ///< k, >= 0: half the shift that should be found soonest
  double limit = 5;    ///< h, > 0
};

/// The rules that watch one series together.
struct ChartRules {
  ShewhartRule shewhart;
  EwmaRule ewma;
  CusumRule cusum;
};

enum class Signal : signed char { below = -1, none = 0, above = 1 };

struct EwmaPoint {
  double value = 0;  ///< w
  double limit = 0;  ///< alarm outside -limit .. limit
  Signal signal = Signal::none;
};

struct CusumPoint {
  double above = 0;
  double below = 0;
  Signal signal = Signal::none;
};

/// The two over a series of z-scores. A missing one (NaN) leaves everything as it was and does not count as a
/// point. Neither starts anew after an alarm: it lasts until the rule is back within its limits.
std::vector<EwmaPoint> ewma(std::span<const double> z, const EwmaRule& rule);
std::vector<CusumPoint> cusum(std::span<const double> z, const CusumRule& rule);

/// Mean of the moving ranges |z_t - z_{t-1}| over 2/sqrt(pi), their mean for independent normal values of
/// standard deviation 1. A pair with a missing value has no range. NaN below three ranges.
double moving_range_sigma(std::span<const double> z);

/// exact: limits and z from the tails of over-dispersed counts (rate_tails.h) of dispersion sigma_z^2, so
/// that few and skewed counts cry no more often than many. laney: symmetric ones, as published; where few are
/// expected the upper side cries several times as often as stated.
enum class ChartLimits { exact, laney };

struct ChartPlan {
  RateKind kind = RateKind::count;
  /// The periods [begin, end) that say what is usual; what follows is monitored.
  std::size_t baseline_begin = 0;
  std::size_t baseline_end = 0;
  /// For each place of the calendar how many times the usual rate is expected there (seasonal_factors.h);
  /// empty = no seasons. `first_place`: the place of period 0.
  std::vector<double> seasonal_factors;
  std::size_t first_place = 0;
  /// sigma_z is not taken below this: figures seldom scatter less than chance, and a sigma_z below 1 is
  /// mostly the accident of a short baseline. 0 = as it comes (with the limits of Laney).
  double least_sigma_z = 1;
  ChartLimits limits = ChartLimits::exact;
  ChartRules rules;
};

struct ChartPoint {
  double expected = 0;  ///< events or cases of this period, = centre × exposure
  double value = 0;     ///< rate
  double centre = 0;    ///< rate expected, season included
  double lower = 0;     ///< limits of the rate, not below 0, of proportions not above 1: then no rate is
  double upper = 0;     ///< outside
  double z = 0;         ///< NaN (and no signal) where figure, exposure or limits are missing
  Signal signal = Signal::none;
};

struct ControlChart {
  double centre = 0;                ///< rate of the baseline, seasons taken out
  double sigma_z = 1;               ///< as used: 1 = chance alone, above 1 = over-dispersed
  double sigma_z_found = 1;         ///< before least_sigma_z
  std::size_t baseline_points = 0;  ///< with a figure
  double least_expected = 0;        ///< smallest `expected` of the baseline
  std::vector<ChartPoint> points;   ///< of all periods, those before the baseline too
  std::vector<EwmaPoint> ewma;      ///< of the monitored periods, the first at baseline_end
  std::vector<CusumPoint> cusum;
};

/// u'- and p'-chart of D. B. Laney, Quality Engineering 14 (2002) 531-537: with f the seasonal factor
///   centre  c = sum events / sum (exposure × f)   over the baseline
///   z_t     = (events - c f exposure) / chance_sd(c f exposure)
///   sigma_z = moving_range_sigma(z of the baseline)
///   laney:  limits c f ± limit × sigma_z × chance_sd / exposure,   z as shown = z_t / sigma_z
///   exact:  limits where the tail is that of a normal variable at ± limit,   z as shown = normal_score
/// Moving ranges pass over a slow trend or a step in the baseline; what they see is scatter from period to
/// period. Centre and sigma_z are learned from the baseline only: a new period changes no old point.
/// Nothing where the baseline has fewer than three moving ranges, or the centre is 0 (of proportions: or 1).
/// Some 3 microseconds a period with exact limits.
std::optional<ControlChart> control_chart(std::span<const double> events, std::span<const double> exposures,
                                          const ChartPlan& plan);

}  // namespace dajuan::stats
