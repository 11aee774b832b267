#pragma once
#include <vector>

#include "index/zero_counts.h"

namespace dajuan::index {

/// One variable: counts by region, and which of its rows of zeros are suspicious (zero_rule.h says when).
class VariableZeros {
 public:
  /// All must outlive this. `exposure` by region, may be empty.
  VariableZeros(const Figures& figures, const region::Regions& regions, const VariableSeries& series,
                const ZeroRule& rule, const std::vector<double>& exposure);

  /// False for what is no variable of counts.
  bool collect();
  void judge();

  std::vector<RegionCounts>& counts() { return counts_; }
  const VariableSeries& series() const { return series_; }

 private:
  void set_dispersion();
  void judge_by_own(RegionCounts& region) const;
  void judge_by_rate();
  double log_p(const RegionCounts& region, const ZeroCandidate& candidate,
               const RegionCounts::Others& others) const;
  double exposure(const RegionCounts& region) const;

  const Figures& figures_;
  const region::Regions& regions_;
  const VariableSeries& series_;
  const double bound_;  ///< natural logarithm
  const std::vector<double>& exposure_;
  double typical_excess_ = 0;  ///< median of (variance / mean - 1) / mean
  std::vector<RegionCounts> counts_;
};

}  // namespace dajuan::index
