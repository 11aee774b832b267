#include "index/chance_figure.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "stats/gamma_distribution.h"

namespace dajuan::index {
namespace {

using Kind = ChanceSource::Kind;

/// What several sources come to together.
struct Sum {
  std::size_t number = 0;
  bool same_kind = true;
  bool same_effect = true;
  bool positive = true;
  Kind kind = Kind::count;
  double value = 0;  ///< sum of effects × observed
  double variance = 0;
  double poisson = 0;  ///< of counts: variance without dispersion
  double largest_effect = 0;
  double largest_weight = 0;  ///< effect × dispersion
  double observed = 0;
  double trials = 0;

  void add(const ChanceSource& source, double effect) {
    if (number == 0) kind = source.kind;
    same_kind = same_kind && source.kind == kind;
    same_effect = same_effect && (number == 0 || effect == largest_effect);
    positive = positive && effect > 0;
    ++number;
    value += effect * source.observed;
    largest_effect = std::max(largest_effect, effect);
    largest_weight = std::max(largest_weight, effect * source.dispersion);
    observed += source.observed;
    trials += source.trials;
    switch (source.kind) {
      case Kind::count:
        poisson += effect * effect * source.observed;
        variance += effect * effect * source.dispersion * source.observed;
        break;
      case Kind::proportion:
        variance += effect * effect * source.observed * (1 - source.observed / source.trials);
        break;
      case Kind::normal:
        variance += effect * effect * source.standard_error * source.standard_error;
        break;
    }
  }

  FigureMethod method() const {
    if (number == 0) return FigureMethod::none;
    if (same_kind && kind == Kind::normal) return FigureMethod::normal;
    if (same_kind && kind == Kind::count && positive) return FigureMethod::count;
    if (same_kind && kind == Kind::proportion && positive && same_effect) return FigureMethod::proportion;
    return FigureMethod::simulation;
  }

  /// Counts as one count: what an event adds, and how much wider than Poisson it scatters.
  double effect() const { return value > 0 ? poisson / value : largest_effect; }
  double dispersion() const {
    return std::max(1.0, poisson > 0 ? variance / poisson : largest_weight / largest_effect);
  }
  stats::CountedRate rate() const { return {value / effect(), 1 / effect(), dispersion()}; }
};

double normal_two_sided(double difference, double variance) {
  if (variance > 0)
    return std::min(1.0, 2 * stats::normal_upper_tail(std::fabs(difference) / std::sqrt(variance)));
  return difference == 0 ? 1 : 0;
}

}  // namespace

std::string_view figure_method_name(FigureMethod method) {
  constexpr std::string_view kNames[] = {"none", "count", "proportion", "normal", "simulation"};
  return kNames[static_cast<std::size_t>(method)];
}

FigureInterval figure_interval(const ChanceModel& model, std::size_t place, std::size_t indicator,
                               double level) {
  Sum sum;
  for (const ChanceEffect& effect : model.effects(place, indicator))
    sum.add(model.sources()[effect.source], effect.per_unit);
  FigureInterval result;
  result.method = sum.method();
  result.standard_error = std::sqrt(sum.variance);
  const double value = model.observed()(place, indicator);
  const double rest = value - sum.value;
  switch (result.method) {
    case FigureMethod::none:
      break;
    case FigureMethod::count: {
      const stats::CountedRate rate = sum.rate();
      const stats::Interval events = stats::count_interval(rate.events, rate.dispersion, level);
      result.limits = {rest + events.lower / rate.exposure, rest + events.upper / rate.exposure};
      if (sum.value == 0) result.standard_error = (result.limits.upper - result.limits.lower) / 2;
      break;
    }
    case FigureMethod::proportion: {
      const stats::Interval share = stats::proportion_interval(sum.observed, sum.trials, level);
      const double whole = sum.largest_effect * sum.trials;
      result.limits = {rest + share.lower * whole, rest + share.upper * whole};
      break;
    }
    case FigureMethod::normal:
    case FigureMethod::simulation: {
      const double half = -normal_quantile((1 - level) / 2) * result.standard_error;
      result.limits = {value - half, value + half};
      break;
    }
  }
  // What is left of the value when its sources are taken away is rounding, but for mixed terms.
  result.limits.lower = std::min(result.limits.lower, value);
  result.limits.upper = std::max(result.limits.upper, value);
  return result;
}

FigureComparison compare_figures(const ChanceModel& model, std::size_t now, std::size_t then,
                                 std::size_t indicator, double level) {
  const std::span<const ChanceEffect> a = model.effects(now, indicator);
  const std::span<const ChanceEffect> b = model.effects(then, indicator);
  Sum of_now;
  Sum of_then;
  FigureComparison result;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    if (j == b.size() || (i < a.size() && a[i].source < b[j].source)) {
      of_now.add(model.sources()[a[i].source], a[i].per_unit);
      ++i;
    } else if (i == a.size() || b[j].source < a[i].source) {
      of_then.add(model.sources()[b[j].source], b[j].per_unit);
      ++j;
    } else {
      result.overlap = true;
      ++i;
      ++j;
    }
  }
  if (a.empty() || b.empty()) return result;
  if (of_now.number == 0 && of_then.number == 0) {
    result.same_figures = true;
    return result;
  }
  const bool alike = of_now.method() == of_then.method();
  if (alike && of_now.method() == FigureMethod::count) {
    const stats::RateRatio ratio = stats::compare_rates(of_now.rate(), of_then.rate(), level);
    result.method = FigureMethod::count;
    result.p = ratio.p;
    result.ratio = ratio.ratio;
    result.ratio_limits = ratio.interval;
  } else if (alike && of_now.method() == FigureMethod::proportion) {
    result.method = FigureMethod::proportion;
    result.p =
        stats::compare_proportions(of_now.observed, of_now.trials, of_then.observed, of_then.trials, level).p;
  } else {
    result.method =
        alike && of_now.method() == FigureMethod::normal ? FigureMethod::normal : FigureMethod::simulation;
    result.p = normal_two_sided(of_now.value - of_then.value, of_now.variance + of_then.variance);
  }
  return result;
}

}  // namespace dajuan::index
