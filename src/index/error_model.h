#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "base/period.h"

namespace dajuan::index {

/// How far a figure may lie from what would have been counted on average, by chance alone. unsaid: the scheme
/// is silent, and every place that shows an interval says so; it is never taken for exact in silence.
enum class ErrorKind : std::uint8_t { unsaid, exact, poisson, overdispersed, proportion, normal };

/// The error model of one indicator. It speaks of each raw figure of its terms; denominators have no error
/// unless the model is `proportion`.
struct ErrorModel {
  ErrorKind kind = ErrorKind::unsaid;
  /// Of overdispersed: variance / mean of a count, >= 1. Empty = estimated for each region from its series
  /// (stats/dispersion.h).
  std::optional<double> dispersion;
  /// Of proportion: the variable that says of how many; the figure is then the share itself (in percent where
  /// its variable is). Empty, and no standard error = the indicator's denominator, which is then counted over
  /// the same periods as the cases.
  std::string sample_size;
  /// Of normal and proportion: the variable that holds the standard error of the figure, in its unit.
  std::string standard_error;
  /// Of normal and proportion: the same standard error for every figure, > 0.
  std::optional<double> fixed_standard_error;
};

/// What the scheme says about intervals and changes.
struct UncertaintyRule {
  double level = 0.95;            ///< of intervals and sets, 0.5 <= level < 1
  double false_discovery = 0.05;  ///< share of false ones among the changes that are called changes
  /// The period that the whole series is compared with; empty = the same period of the first year that has
  /// scores.
  std::optional<Period> base;
};

}  // namespace dajuan::index
