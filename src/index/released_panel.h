#pragma once
#include <vector>

#include "index/figures.h"
#include "index/panel.h"
#include "index/scheme.h"
#include "index/zero_rule.h"
#include "region/regions.h"

namespace dajuan::index {

/// A panel, and what it was built from as it stood in its last period.
struct ReleasedPanel {
  Figures figures;  ///< zeros that are no counts set aside
  std::vector<ZeroRun> zero_runs;
  Panel panel;
};

/// The figures that a release of `period` knows, by VariableRule::known_after; of the others no row speaks.
Figures known_at(const Figures& figures, Period period, const std::vector<VariableRule>& variables);

/// The panel of a series for `periods` (rising, not empty), from figures as they were told. What is a run of
/// zeros that chance cannot explain is judged for each period by the figures known then, and for periods up
/// to the end of the base window by those known at its end: as with all that is learned, a new month changes
/// no old score. Without a base window the newest period judges for all, since the scale moves anyway; so it
/// is in a study, which is not released.
///
/// Cost: one find_zero_runs for each period after the base window.
ReleasedPanel released_panel(const Scheme& scheme, const region::Regions& regions, const Figures& told,
                             const std::vector<Period>& periods);

}  // namespace dajuan::index
