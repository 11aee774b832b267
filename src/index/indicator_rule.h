#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/period.h"
#include "index/error_model.h"

namespace dajuan::index {

/// coefficient × variable; a formula such as `intentional_homicide + femicide` is a list of terms.
struct Term {
  std::string variable;
  double coefficient = 1;
};

enum class Reduce { sum, mean, last };

/// How a figure of a longer period enters a shorter one. last_known: the newest one known when the period is
/// released, at most `max_age` months old. The others look ahead and so change old periods: only for runs
/// that are no series.
enum class Bridging { last_known, same_period, linear };

/// From figures to one indicator:
///   value = reduce over the window of (terms) [* 12 / months when annualised] / denominator * factor
/// months: of all periods that were summed, or of one period for a mean or the last (of the variable's own
/// period where that is longer than the window). No value before the window is full, nor where a term or the
/// denominator is missing or the denominator is
/// <= 0.
struct IndicatorRule {
  std::vector<Term> terms;
  int window = 1;  ///< months, a multiple of the series' frequency; 12 = rolling twelve months
  Reduce reduce = Reduce::sum;
  bool annualise = false;
  std::vector<Term> denominator;  ///< empty = none; its value at the end of the window
  bool denominator_over_window =
      false;  ///< reduced over the window as the terms are: cases due of cases done
  double factor = 1;
  Bridging bridging = Bridging::last_known;
  int max_age = 24;  ///< months between the end of a bridged figure's period and the end of this one
  /// Pooling into the whole: with a denominator (or `pool_weight`) numerators and denominators are summed
  /// over the members that have both; without, values are summed, or averaged when `pool_mean`.
  std::string pool_weight;  ///< a variable that weighs members' values, for figures that are already rates
  bool pool_mean = false;
  ErrorModel error;
  /// Its figures have a season: a period is only compared with the same one of another year.
  bool seasonal = false;
};

/// What the scheme says of one variable.
struct VariableRule {
  std::string variable;
  /// Months after its period's end until a figure is known at a release; negative for projections known
  /// ahead.
  int known_after = 0;
  bool percent = false;           ///< in percent: a figure written "12.5%" is 12.5
  std::optional<bool> zero_rule;  ///< on or off for this variable; else the scheme's default
};

/// Runs of zeros that chance cannot explain are set aside as not reported. Probability of a run: product over
/// its months of P(0), the mean taken from the region's other months, or, where the region never reports,
/// from the rate of all regions of its level and its exposure; over-dispersion estimated from the series.
struct ZeroRule {
  bool by_default = true;  ///< for variables that do not say
  double bound = 1e-6;     ///< a run is set aside when its probability is below
  std::string exposure;    ///< a variable such as population
};

}  // namespace dajuan::index
