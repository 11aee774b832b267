#include <algorithm>
#include <map>
#include <string_view>

#include "index/engine_layout.h"

namespace dajuan::index {
namespace {

struct Point {
  std::size_t row;
  std::ptrdiff_t block;  ///< place among the panel's periods
  double time;
};

/// A value for points[at] from the present points of the same unit, kMissing when the method gives none.
double value_for(const ImputeOverTimeStep& step, const std::vector<Point>& points, std::size_t at,
                 std::span<const double> column) {
  using Method = ImputeOverTimeStep::Method;
  std::ptrdiff_t before = -1;
  std::ptrdiff_t after = -1;
  std::size_t present = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (is_missing(column[points[i].row])) continue;
    ++present;
    if (i < at) before = static_cast<std::ptrdiff_t>(i);
    if (i > at && after < 0) after = static_cast<std::ptrdiff_t>(i);
  }
  if (present == 0) return kMissing;
  const auto value = [&](std::ptrdiff_t i) { return column[points[static_cast<std::size_t>(i)].row]; };
  if (step.method == Method::last) {
    if (before < 0) return kMissing;
    const std::ptrdiff_t back = points[at].block - points[static_cast<std::size_t>(before)].block;
    return step.max_back && back > *step.max_back ? kMissing : value(before);
  }
  if (step.method == Method::linear && present < 2) return kMissing;
  if (before < 0) return value(after);
  if (after < 0 || step.method == Method::constant) return value(before);
  const Point& left = points[static_cast<std::size_t>(before)];
  const Point& right = points[static_cast<std::size_t>(after)];
  return value(before) +
         (value(after) - value(before)) * ((points[at].time - left.time) / (right.time - left.time));
}

}  // namespace

void run_impute_over_time(const ImputeOverTimeStep& step, const StepWork& context, const Matrix& in,
                          Matrix& out) {
  std::copy(in.all().begin(), in.all().end(), out.all().begin());
  std::map<std::string_view, std::vector<Point>> units;
  std::ptrdiff_t block_number = 0;
  for (const Panel::Block& block : context.panel.blocks()) {
    for (std::size_t r = block.begin; r < block.end; ++r)
      if (context.result.included[r] != 0)
        units[context.panel.units[r].code].push_back(
            {r, block_number, static_cast<double>(block.period.ordinal())});
    ++block_number;
  }
  for (std::size_t c = 0; c < context.columns(); ++c) {
    const std::span<const double> column = in.column(c);
    for (const auto& [code, points] : units) {
      for (std::size_t i = 0; i < points.size(); ++i) {
        if (!is_missing(column[points[i].row])) continue;
        const double value = value_for(step, points, i, column);
        if (is_missing(value)) continue;
        out(points[i].row, c) = value;
        context.change(points[i].row, c, Change::imputed, kMissing, value);
      }
    }
  }
}

}  // namespace dajuan::index
