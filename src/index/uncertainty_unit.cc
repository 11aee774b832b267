#include <algorithm>
#include <cmath>

#include "index/draw_summary.h"
#include "index/uncertainty_parts.h"

namespace dajuan::index {
namespace {

std::span<const float> draws_of(const std::vector<float>& record, std::size_t column, std::size_t draws) {
  return std::span(record).subspan(column * draws, draws);
}

/// Works on one column (a node or an indicator) of one unit.
class Column {
 public:
  Column(const UncertaintyWork& work, std::size_t unit, const UnitDraws& draws, std::span<const float> whole)
      : work_(work), result_(work.result), unit_(unit), draws_(draws), whole_(whole) {}

  void node(std::size_t n) {
    const std::size_t at = unit_ * result_.nodes + n;
    const std::size_t place = work_.units[unit_][0];
    const double value = work_.score(place, n);
    const bool chance = work_.chance[at] != 0;
    const std::span<const float> lower = draws_of(draws_[0].lower, n, result_.draws);
    const std::span<const float> upper = draws_of(draws_[0].upper, n, result_.draws);
    result_.scores[at] = summary(chance, value, lower, upper);
    if (n >= result_.indicators) {
      const double error = error_of_limit(result_.scores[at], lower, result_.level, scratch_);
      draw_error = std::max(draw_error, error);
    }
    for (std::size_t k = 0; k < kChangeCount; ++k) {
      const std::size_t then = work_.units[unit_][k + 1];
      if (then == kNoPlace) continue;
      subtract(lower, draws_of(draws_[k + 1].lower, n, result_.draws), lower_);
      subtract(upper, draws_of(draws_[k + 1].upper, n, result_.draws), upper_);
      result_.changes[k][at].difference = summary(chance, value - work_.score(then, n), lower_, upper_);
    }
    const std::ptrdiff_t whole = work_.from.series.whole_of(work_.row(unit_));
    if (whole < 0) return;
    const double of_whole = work_.from.series.score(static_cast<std::size_t>(whole), n);
    if (whole_.empty()) {
      result_.beside_whole[at].value = value - of_whole;
      return;
    }
    const std::span<const float> middle = whole_.subspan(n * result_.draws, result_.draws);
    subtract(lower, middle, lower_);
    subtract(upper, middle, upper_);
    result_.beside_whole[at] = summary(chance, value - of_whole, lower_, upper_);
  }

  void figure(std::size_t c) {
    const std::size_t at = unit_ * result_.indicators + c;
    const std::size_t place = work_.units[unit_][0];
    const double value = work_.model.observed()(place, c);
    const FigureInterval interval = figure_interval(work_.model, place, c, result_.level);
    const std::span<const float> lower = draws_of(draws_[0].figure_lower, c, result_.draws);
    const std::span<const float> upper = draws_of(draws_[0].figure_upper, c, result_.draws);
    result_.figure_methods[at] = interval.method;
    Estimate& figure = result_.figures[at];
    figure.value = value;
    if (interval.method == FigureMethod::simulation) {
      figure = summary(true, value, lower, upper);
    } else if (interval.method != FigureMethod::none) {
      figure.standard_error = interval.standard_error;
      figure.limits = {interval.limits.lower, interval.limits.upper};
    }
    for (std::size_t k = 0; k < kChangeCount; ++k) {
      const std::size_t then = work_.units[unit_][k + 1];
      if (then == kNoPlace) continue;
      const double before = work_.model.observed()(then, c);
      const bool chance = interval.method != FigureMethod::none;
      FigureChange& change = result_.figure_changes[k][at];
      const std::span<const float> then_lower = draws_of(draws_[k + 1].figure_lower, c, result_.draws);
      const std::span<const float> then_upper = draws_of(draws_[k + 1].figure_upper, c, result_.draws);
      subtract(lower, then_lower, lower_);
      subtract(upper, then_upper, upper_);
      change.difference = summary(chance, value - before, lower_, upper_);
      if (!(before > 0) || !(value >= 0)) continue;
      change.ratio = value / before;
      if (!chance) continue;
      divide(lower, then_lower, lower_);
      divide(upper, then_upper, upper_);
      change.ratio_limits = summary(true, change.ratio, lower_, upper_).limits;
    }
  }

  double draw_error = 0;

 private:
  Estimate summary(bool chance, double value, std::span<const float> lower, std::span<const float> upper) {
    if (chance) return summary_of_draws(value, lower, upper, result_.level, scratch_);
    Estimate known;
    known.value = value;
    return known;
  }

  static void subtract(std::span<const float> a, std::span<const float> b, std::vector<float>& to) {
    to.resize(a.size());
    for (std::size_t d = 0; d < a.size(); ++d) to[d] = a[d] - b[d];
  }
  static void divide(std::span<const float> a, std::span<const float> b, std::vector<float>& to) {
    to.resize(a.size());
    for (std::size_t d = 0; d < a.size(); ++d) to[d] = std::max(0.0f, a[d]) / b[d];
  }

  const UncertaintyWork& work_;
  Uncertainty& result_;
  std::size_t unit_;
  const UnitDraws& draws_;
  std::span<const float> whole_;
  std::vector<float> scratch_;
  std::vector<float> lower_;
  std::vector<float> upper_;
};

}  // namespace

std::vector<float> middles(const UnitDraws& draws) {
  std::vector<float> result(draws[0].lower.size());
  for (std::size_t d = 0; d < result.size(); ++d) result[d] = (draws[0].lower[d] + draws[0].upper[d]) / 2;
  return result;
}

void summarise_unit(const UncertaintyWork& work, std::size_t unit, const UnitDraws& draws,
                    std::span<const float> whole, const Workers& workers) {
  const std::size_t nodes = work.result.nodes;
  std::vector<double> errors(nodes, 0.0);
  workers.for_each(nodes + work.result.indicators, [&](std::size_t job) {
    Column column(work, unit, draws, whole);
    if (job >= nodes) return column.figure(job - nodes);
    column.node(job);
    errors[job] = column.draw_error;
  });
  work.result.draw_error = std::max(work.result.draw_error, *std::max_element(errors.begin(), errors.end()));
}

}  // namespace dajuan::index
