#include "index/step_impute_over_time.h"

#include <algorithm>

namespace dajuan::index {

using Method = ImputeOverTimeStep::Method;

OverTimeLearner::OverTimeLearner(const ImputeOverTimeStep& step, const StepWork& work)
    : step_(step), work_(work) {
  fit.columns.resize(work.columns());
  for (std::size_t p = 0; p < work.periods.size(); ++p)
    for (std::size_t r = work.periods[p].begin; r < work.periods[p].end; ++r) {
      const Unit& unit = work.panel.units[r];
      if (work.result.included[r] != 0)
        units_[unit.code].push_back(
            {r, static_cast<std::ptrdiff_t>(p), static_cast<double>(unit.period.ordinal())});
    }
}

void OverTimeLearner::learn(std::size_t column, std::size_t, std::span<const double> values) {
  std::vector<OverTimeFit::Fill>& fills = fit.columns[column];
  for (const auto& [code, points] : units_) {
    for (std::size_t i = 0; i < points.size(); ++i) {
      const std::size_t row = points[i].row;
      if (!is_missing(values[row])) continue;
      const double value = value_for(points, i, values);
      if (is_missing(value)) continue;
      fills.push_back({row, value});
      work_.change(row, column, Change::imputed, kMissing, value);
    }
  }
  std::sort(fills.begin(), fills.end(), [](const auto& a, const auto& b) { return a.row < b.row; });
}

/// A value for points[at] from the present points of the same unit, missing when the method gives none.
double OverTimeLearner::value_for(const std::vector<Point>& points, std::size_t at,
                                  std::span<const double> values) const {
  std::ptrdiff_t before = -1;
  std::ptrdiff_t after = -1;
  std::size_t present = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (is_missing(values[points[i].row])) continue;
    ++present;
    if (i < at) before = static_cast<std::ptrdiff_t>(i);
    if (i > at && after < 0) after = static_cast<std::ptrdiff_t>(i);
  }
  if (present == 0) return kMissing;
  const auto value = [&](std::ptrdiff_t i) { return values[points[static_cast<std::size_t>(i)].row]; };
  if (step_.method == Method::last) {
    if (before < 0) return kMissing;
    const std::ptrdiff_t back = points[at].period - points[static_cast<std::size_t>(before)].period;
    return step_.max_back && back > *step_.max_back ? kMissing : value(before);
  }
  if (step_.method == Method::linear && present < 2) return kMissing;
  if (before < 0) return value(after);
  if (after < 0 || step_.method == Method::constant) return value(before);
  const Point& left = points[static_cast<std::size_t>(before)];
  const Point& right = points[static_cast<std::size_t>(after)];
  return value(before) +
         (value(after) - value(before)) * ((points[at].time - left.time) / (right.time - left.time));
}

void apply(const OverTimeFit& fit, const Cells& cells, const StepWork*) {
  std::copy(cells.in.begin(), cells.in.end(), cells.out.begin());
  const std::vector<OverTimeFit::Fill>& fills = fit.columns[cells.column];
  auto fill = std::lower_bound(fills.begin(), fills.end(), cells.first,
                               [](const OverTimeFit::Fill& f, std::size_t row) { return f.row < row; });
  for (; fill != fills.end() && fill->row < cells.first + cells.out.size(); ++fill) {
    double& cell = cells.out[fill->row - cells.first];
    if (is_missing(cell)) cell = fill->value;
  }
}

OverTimeFit for_rows(const OverTimeFit& fit, std::span<const std::size_t> rows) {
  OverTimeFit chosen;
  for (const std::vector<OverTimeFit::Fill>& fills : fit.columns) {
    std::vector<OverTimeFit::Fill>& to = chosen.columns.emplace_back();
    for (const OverTimeFit::Fill& fill : fills) {
      for (auto at = std::lower_bound(rows.begin(), rows.end(), fill.row);
           at != rows.end() && *at == fill.row; ++at)
        to.push_back({static_cast<std::size_t>(at - rows.begin()), fill.value});
    }
  }
  return chosen;
}

}  // namespace dajuan::index
