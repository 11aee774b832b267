#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "index/zero_rule.h"

namespace dajuan::index {

/// A maximal row of zeros among the told periods of one region and variable.
struct ZeroCandidate {
  std::size_t begin = 0;  ///< into RegionCounts::counts
  std::size_t end = 0;
  bool suspicious = false;
  ZeroBasis basis = ZeroBasis::own_periods;
  double mean = 0;
  double log_p = 0;
};

/// The counts of one region and variable, periods that are told only.
struct RegionCounts {
  int region = -1;
  std::vector<std::int32_t> periods;  ///< places in the series
  std::vector<double> counts;
  std::vector<ZeroCandidate> candidates;
  double dispersion = 1;  ///< variance / mean

  /// Counts outside suspicious runs and outside one candidate, within a range of places.
  struct Others {
    double number = 0;
    double sum = 0;
    double squares = 0;
    double mean() const { return number > 0 ? sum / number : 0; }
  };
  Others others(const ZeroCandidate* without = nullptr) const;

  /// Zeros that are not suspicious.
  double zeros_left() const;

  bool is_suspicious(std::size_t place) const;

  /// The periods nearest to a candidate, up to kNearPeriods on each side.
  Others near(const ZeroCandidate& candidate) const;

  /// The same months or quarters of other years.
  Others season(const ZeroCandidate& candidate, const VariableSeries& series) const;
};

/// Variance / mean of the region's counts outside suspicious runs, at least 1; nothing where they are too few
/// to tell. Where counts are large a few zeros stay out: honest ones are rare there, and unreported ones
/// would make themselves look likely.
std::optional<double> dispersion(const RegionCounts& region);

}  // namespace dajuan::index
