#include "index/step_screen.h"

namespace dajuan::index {

void run_screen(const ScreenStep& step, const StepWork& work, const Matrix& figures) {
  std::vector<ScreenRow>& screens = work.result.screens;
  screens.assign(work.rows(), {});
  for (std::size_t c = 0; c < work.columns(); ++c) {
    const std::span<const double> column = figures.column(c);
    for (std::size_t r = 0; r < column.size(); ++r) {
      screens[r].missing += is_missing(column[r]);
      screens[r].zeros += column[r] == 0;
    }
  }
  const double indicators = static_cast<double>(work.columns());
  for (std::size_t r = 0; r < screens.size(); ++r) {
    ScreenRow& row = screens[r];
    const double available = indicators - static_cast<double>(row.missing);
    row.availability = available / indicators;
    row.nonzero = available > 0 ? 1 - static_cast<double>(row.zeros) / available : kMissing;
    const bool enough = row.availability >= step.min_availability;
    const bool nonzero = row.nonzero >= step.min_nonzero;
    switch (step.rule) {
      case ScreenStep::Rule::availability:
        row.included = enough;
        break;
      case ScreenStep::Rule::nonzero:
        row.included = nonzero;
        break;
      case ScreenStep::Rule::both:
        row.included = enough && nonzero;
        break;
    }
    row.included = row.included && available > 0;
    if (const auto forced = step.force.find(work.panel.units[r].code); forced != step.force.end())
      row.included = forced->second;
    row.included = row.included && work.result.included[r] != 0;
    work.result.included[r] = row.included;
  }
}

}  // namespace dajuan::index
