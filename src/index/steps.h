#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/period.h"
#include "stats/descriptive.h"

namespace dajuan::index {

/// What a step learns from: all rows, each period by itself, or the rows of a base window (learned once, then
/// applied to every month: a new month changes no old score). Rows with `fits` = false are never learned
/// from.
struct FitScope {
  enum class Kind { pooled, per_period, window } kind = Kind::pooled;
  Period from;  ///< of a window, inclusive
  Period to;
};

/// Indicator divided by its denominator, times its factor.
struct DenominateStep {};

/// Fills missing cells. By row: indicators turned to their direction and rescaled to 0..1, the unit's own
/// mean or median over its available indicators within the ancestor at `within_level` (0 = all), scaled back.
struct ImputeStep {
  enum class Statistic { mean, median } statistic = Statistic::mean;
  enum class By { indicator, group, row } by = By::indicator;
  std::string group;
  int within_level = 0;
  bool fall_back_to_indicator =
      false;  ///< where a group has no data (or a unit no group): the indicator's own
  std::optional<FitScope> scope;
};

/// Fills a unit's missing cells from its own other periods. last: the newest earlier value, at most
/// `max_back` periods back. constant: the value before, at the start the first one. linear: straight line
/// between neighbours, nearest value at the ends, needs two values. linear_constant: as linear, one value
/// fills all.
struct ImputeOverTimeStep {
  enum class Method { last, constant, linear, linear_constant } method = Method::last;
  std::optional<int> max_back;
};

/// Drops units with too few figures. availability = 1 - missing/indicators; nonzero = 1 - zeros/available.
struct ScreenStep {
  enum class Rule { availability, nonzero, both } rule = Rule::availability;
  double min_availability = 0;
  double min_nonzero = 0;
  std::map<std::string, bool, std::less<>> force;  ///< unit code -> kept or dropped whatever the rule says
};

/// Passed when |skewness| < skew or excess kurtosis < kurt (G1 and G2 of stats/descriptive.h; Handbook
/// section 3).
struct OutlierCheck {
  double skew = 2;
  double kurt = 3.5;
};

struct Treatment {
  enum class Method {
    none,
    winsorise,
    log_shift,
    log_unit_shift,
    log_shift_signed,
    log_gii,
    boxcox
  } method = Method::none;
  int max_points = -1;                ///< of winsorise: -1 = no limit
  std::optional<OutlierCheck> check;  ///< of winsorise; else the plan's
  double lambda = 0;                  ///< of boxcox
  bool force = false;                 ///< done whatever the check says
  /// Of winsorise: equal extremes are always cut together. When that would cut more than max_points, false
  /// leaves them, true cuts them; either is noted.
  bool ties_may_overrun = false;
};

struct TreatmentPlan {
  Treatment first;
  std::optional<Treatment> second;  ///< on the original values, when the first was not enough
  bool combine = false;             ///< the second on the result of the first
  OutlierCheck check;
  bool fall_back_to_original = false;  ///< when the check still fails after the second
};

struct TreatStep {
  TreatmentPlan plan;
  std::map<std::string, TreatmentPlan, std::less<>> overrides;  ///< by indicator code
  std::optional<FitScope> scope;
};

enum class NormaliseMethod {
  none,
  minmax,
  zscore,
  scaled,
  rank,
  borda,
  percentile_rank,
  distance_to_max,
  distance_to_reference,
  distance_to_target,
  fraction_of_max,
  goalposts,
  above_below_mean,
  categorical,
  adjusted_mazziotta_pareto
};
using stats::Ties;

/// Each method uses the parameters that name it (docs/method.md has every formula). Mazziotta-Pareto: the MPI
/// is zscore (100, 10) aggregated by mazziotta_pareto, the adjusted MPI is adjusted_mazziotta_pareto (70 to
/// 130 between goalposts around the fitted mean = 100) aggregated by the same.
struct Normalisation {
  NormaliseMethod method = NormaliseMethod::minmax;
  double lower = 0, upper = 100;  ///< minmax: range of the result; scaled: bounds of the figure
  double mean = 0, sd = 1;        ///< zscore: of the result
  double scale = 1;               ///< scaled, goalposts
  Ties ties = Ties::min;          ///< rank, borda, percentile_rank
  bool cap_at_1 = false;          ///< distance_to_reference, distance_to_target
  bool clamp = false;             ///< goalposts
  std::string reference_unit;     ///< distance_to_reference
  double band = 0;            ///< above_below_mean: half width of the neutral band, as a share of the mean
  std::vector<double> cuts;   ///< categorical: percentiles (0..100, rising) that part the classes
  std::vector<double> marks;  ///< categorical: one more than cuts, rising
};

struct NormaliseStep {
  Normalisation general;
  std::map<std::string, Normalisation, std::less<>> overrides;  ///< by indicator code
  /// Goalposts by indicator code, in the raw direction; they go before those of the structure.
  std::map<std::string, std::pair<double, double>, std::less<>> goalposts;
  std::optional<FitScope> scope;
};

enum class AggregateMethod {
  arithmetic,
  geometric,
  harmonic,
  power,
  copeland,
  mazziotta_pareto,
  benefit_of_the_doubt
};

struct AggregateLevel {
  AggregateMethod method = AggregateMethod::arithmetic;
  double power = 1;                     ///< of power, not 0
  double min_availability = 0;          ///< missing where the share of available children is below it
  bool availability_by_weight = false;  ///< share of weight instead of count
  bool zero_outside_domain =
      false;  ///< geometric, harmonic, power of a value they have no answer for: 0, else missing
  bool penalty_downwards = true;        ///< of Mazziotta-Pareto: unbalanced profiles lose
  double min_share = 0, max_share = 1;  ///< of benefit of the doubt: share of one child in the score
};

/// `levels[k]` aggregates into level k + 2; a single entry serves all levels. `nodes` overrides by node code.
struct AggregateStep {
  std::vector<AggregateLevel> levels{AggregateLevel{}};
  std::map<std::string, AggregateLevel, std::less<>> nodes;
  /// Weights by node code within their parent; those not named here come from the structure.
  std::map<std::string, double, std::less<>> weights;
};

using Step = std::variant<DenominateStep, ImputeStep, ImputeOverTimeStep, ScreenStep, TreatStep,
                          NormaliseStep, AggregateStep>;

/// denominate, impute, impute_over_time, screen, treat, normalise, aggregate.
std::string_view step_name(const Step& step);

}  // namespace dajuan::index
