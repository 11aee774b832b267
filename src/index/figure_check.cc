#include "index/figure_check.h"

#include <cmath>

#include "base/number_text.h"

namespace dajuan::index {
namespace {

constexpr double kSlips[] = {1000, 10000};
constexpr double kAbout = 2;

/// The slip that lies between two figures of one sign, or 0.
double slip(double before, double now) {
  const double large = std::fabs(before) > std::fabs(now) ? before : now;
  const double small = std::fabs(before) > std::fabs(now) ? now : before;
  for (const double times : kSlips) {
    const double ratio = large / small / times;
    if (ratio > 1 / kAbout && ratio < kAbout) return times;
  }
  return 0;
}

void check_series(const Figures& figures, const region::Regions& regions, const VariableSeries& series,
                  Diagnostics& diagnostics) {
  constexpr double kNear = 1000 / kAbout;               // nothing within this ratio can be a slip
  std::vector<double> before(figures.regions, 0);       // the last figure that is not in doubt, 0 = none yet
  std::vector<std::int32_t> since(figures.regions, 0);  // its period
  std::vector<double> doubtful(figures.regions, 0);     // the figure of the period before, when that slipped
  for (std::int32_t period = 0; period < series.periods; ++period) {
    const Figure* row = &series.cells[static_cast<std::size_t>(period) * figures.regions];
    for (std::size_t region = 0; region < figures.regions; ++region) {
      const double value = row[region].value;
      const double size = std::fabs(value);
      if (!(size > 0)) continue;  // zero or missing
      const double last = std::fabs(before[region]);
      if (last == 0 || (size < last * kNear && last < size * kNear)) {
        before[region] = value;
        since[region] = period;
        doubtful[region] = 0;
        continue;
      }
      const double other = std::fabs(doubtful[region]);
      const double times = slip(before[region], value);
      if (times == 0 || (other > 0 && size < other * kAbout && other < size * kAbout)) {
        before[region] = value;  // a change for good, or of some other kind
        since[region] = period;
        doubtful[region] = 0;
        continue;
      }
      doubtful[region] = value;
      Place place;
      place.file = figures.files[row[region].file];
      place.row = row[region].row;
      diagnostics.warning(place,
                          {size > last ? "figures.unit_too_large" : "figures.unit_too_small",
                           {{"variable", series.code},
                            {"region", regions[static_cast<int>(region)].code},
                            {"period", series.period(period).text()},
                            {"value", shortest(value)},
                            {"times", shortest(times)},
                            {"before", series.period(since[region]).text()},
                            {"value_before", shortest(before[region])}}},
                          {"figures.unit_hint"});
    }
  }
}

}  // namespace

void check_units(const Figures& figures, const region::Regions& regions, const Workers& workers,
                 Diagnostics& diagnostics) {
  std::vector<Diagnostics> found(figures.variables.size());
  workers.for_each(found.size(),
                   [&](std::size_t i) { check_series(figures, regions, figures.variables[i], found[i]); });
  for (const Diagnostics& of_series : found) diagnostics.append(of_series);
}

}  // namespace dajuan::index
