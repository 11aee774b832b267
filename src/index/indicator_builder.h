#pragma once
#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "index/figures.h"
#include "index/indicator_value.h"
#include "index/panel.h"
#include "index/scheme.h"
#include "region/regions.h"

namespace dajuan::index {

/// From checked figures to the panel of indicators, by the rules of a scheme.
///
/// A variable whose periods are no longer than the scheme's fills a window of `rule.window` months that ends
/// with the period: every one of its periods must have a value. A variable with longer periods is bridged:
/// with last_known its newest figure that is known at the end of the period (VariableRule::known_after), not
/// of a later period than that which holds the end, and not older than `max_age`; a window of several of its
/// periods goes back from there. Denominators and weights are single figures, at the end of the window.
///
/// A region has values only in periods in which it is valid, from figures under its own code: after a change
/// of borders its window fills anew.
///
/// Wholes are all regions above the members' level that have a valid member: numerators and denominators are
/// summed over the members that have both (or values weighted by `pool_weight`, summed, or averaged with
/// `pool_mean`). They do not fit.
class IndicatorBuilder {
 public:
  /// The three must outlive the builder. Throws std::invalid_argument when the scheme has not one rule for
  /// each indicator.
  IndicatorBuilder(const Scheme& scheme, const region::Regions& regions, const Figures& figures);

  /// All periods of the scheme's frequency for which a variable of no longer periods has figures, in order.
  std::vector<Period> periods() const;

  /// Members and wholes of the periods (of the scheme's frequency, rising), with statuses; `groups` has for
  /// each level above the members the code of the unit's region there, and the further columns of the regions
  /// file; `denominators` the columns that nodes name.
  Panel build(std::span<const Period> periods) const;

  /// The same arithmetic for one value, with every cell that went into it.
  Trace trace(int region, Period period, std::size_t indicator) const;

 private:
  std::vector<int> members_of(int whole, const std::vector<int>& members) const;
  std::vector<int> wholes(Period period, const std::vector<int>& members) const;
  void add_unit(Panel& panel, int region, Period period, bool fits) const;

  const Scheme& scheme_;
  const region::Regions& regions_;
  const Figures& figures_;
  std::vector<IndicatorValue> indicators_;
  std::map<std::string, IndicatorValue> denominators_;  ///< columns for the step `denominate`
};

}  // namespace dajuan::index
