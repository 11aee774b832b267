#include "stats/funnel_plot.h"

#include <algorithm>
#include <cmath>

#include "base/exact_math.h"
#include "base/observation.h"
#include "base/random.h"
#include "stats/descriptive.h"

namespace dajuan::stats {
namespace {

constexpr double kTail95 = 0.025;
constexpr double kTail998 = 0.001;
constexpr double kInverseRootTwoPi = 0.3989422804014327;

/// The distribution of what a unit on target would count.
RateTails on_target(const Funnel& funnel, double exposure) {
  const double expected = funnel.target * exposure;
  double excess = 0;
  if (funnel.over_dispersion == OverDispersion::multiplicative) excess = funnel.phi - 1;
  if (funnel.over_dispersion == OverDispersion::additive) {
    const double s = chance_sd(funnel.kind, expected, exposure) / exposure;
    excess = funnel.tau_squared / (s * s);
  }
  return RateTails(funnel.kind, expected, exposure, excess);
}

/// Where a falling function of a variance passes through 0, above 0 at `low`: halves of a bracket.
template <typename Function>
double variance_at_zero(const Function& function, double low, double high) {
  constexpr double kClose = 1e-11;
  while (function(high) > 0) low = high, high *= 4;
  while (high - low > kClose * high) {
    const double middle = low + (high - low) / 2;
    (function(middle) > 0 ? low : high) = middle;
  }
  return high;
}

FunnelFlag flag_of(const RateTails& unit, double count) {
  if (unit.is_above(count, kTail998)) return FunnelFlag::far_above;
  if (unit.is_below(count, kTail998)) return FunnelFlag::far_below;
  if (unit.is_above(count, kTail95)) return FunnelFlag::above;
  if (unit.is_below(count, kTail95)) return FunnelFlag::below;
  return FunnelFlag::none;
}

/// Mean of the square of a normal z-score that is drawn in to its quantiles q and 1 - q.
double winsorised_square(double q) {
  if (!(q > 0)) return 1;
  const double a = normal_quantile(1 - q);
  return 1 - 2 * q - 2 * a * kInverseRootTwoPi * exact_exp(-a * a / 2) + 2 * q * a * a;
}

/// Rates less the target, and their variances by chance alone, of the units that have a figure.
struct Deviations {
  std::vector<double> rates;
  std::vector<double> variances;
};

/// Mean square of the z-scores with this variance between units, winsorised.
double winsorised_mean_square(const Deviations& units, double between, double share) {
  std::vector<double> z;
  for (std::size_t i = 0; i < units.rates.size(); ++i)
    z.push_back(units.rates[i] / std::sqrt(units.variances[i] + between));
  const std::vector<double> ascending = sorted(z);
  const double low = quantile_sorted(ascending, share);
  const double high = quantile_sorted(ascending, 1 - share);
  for (double& value : z) value = std::clamp(value, low, high) * std::clamp(value, low, high);
  return mean(z);
}

void estimate_dispersion(Funnel& funnel, const Deviations& units, const FunnelPlan& plan) {
  const double n = static_cast<double>(units.rates.size());
  const double free = plan.target ? n : n - 1;
  const double expected = winsorised_square(plan.winsorised) * free / n;
  funnel.phi_winsorised = winsorised_mean_square(units, 0, plan.winsorised);
  funnel.phi = std::max(1.0, funnel.phi_winsorised / expected);
  funnel.tau_squared = 0;
  if (!(funnel.phi > 1)) return;
  const auto too_much = [&](double between) {
    return winsorised_mean_square(units, between, plan.winsorised) - expected;
  };
  funnel.tau_squared = variance_at_zero(too_much, 0, maximum(units.variances));
}

/// The units that have a figure.
struct Counted {
  std::span<const double> events;
  std::span<const double> exposures;

  bool has(std::size_t i) const { return !is_missing(events[i]) && exposures[i] > 0; }
  Deviations deviations(const Funnel& funnel) const {
    Deviations result;
    for (std::size_t i = 0; i < events.size(); ++i) {
      if (!has(i)) continue;
      const double sd = chance_sd(funnel.kind, funnel.target * exposures[i], exposures[i]) / exposures[i];
      result.rates.push_back(events[i] / exposures[i] - funnel.target);
      result.variances.push_back(sd * sd);
    }
    return result;
  }
};

}  // namespace

FunnelLimits funnel_limits(const Funnel& funnel, double exposure) {
  const RateTails unit = on_target(funnel, exposure);
  return {unit.lower(kTail95) / exposure, unit.upper(kTail95) / exposure, unit.lower(kTail998) / exposure,
          unit.upper(kTail998) / exposure};
}

std::optional<FunnelPlot> funnel_plot(std::span<const double> events, std::span<const double> exposures,
                                      const FunnelPlan& plan) {
  const Counted counted{events, exposures};
  FunnelPlot plot;
  double total = 0;
  double exposure = 0;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (!counted.has(i)) continue;
    total += events[i];
    exposure += exposures[i];
    ++plot.compared;
  }
  Funnel& funnel = plot.funnel;
  funnel.kind = plan.kind;
  funnel.over_dispersion = plan.over_dispersion;
  funnel.target = plan.target ? *plan.target : total / exposure;
  if (plot.compared < 2 || !(funnel.target > 0)) return std::nullopt;
  if (plan.kind == RateKind::proportion && !(funnel.target < 1)) return std::nullopt;
  estimate_dispersion(funnel, counted.deviations(funnel), plan);

  for (std::size_t i = 0; i < events.size(); ++i) {
    if (!counted.has(i)) {
      plot.units.push_back({kMissing, kMissing, {kMissing, kMissing, kMissing, kMissing}, FunnelFlag::none});
      continue;
    }
    const RateTails tails = on_target(funnel, exposures[i]);
    FunnelUnit unit;
    unit.rate = events[i] / exposures[i];
    unit.z = (events[i] - tails.expected()) / tails.sd();
    unit.limits = funnel_limits(funnel, exposures[i]);
    unit.flag = flag_of(tails, events[i]);
    const FunnelLimits& at = unit.limits;
    plot.false_flags.expected_95 +=
        tails.outside(kTail95, at.lower_95 * exposures[i], at.upper_95 * exposures[i]);
    plot.false_flags.expected_998 +=
        tails.outside(kTail998, at.lower_998 * exposures[i], at.upper_998 * exposures[i]);
    plot.units.push_back(unit);
  }
  plot.false_flags.nominal_95 = 2 * kTail95 * static_cast<double>(plot.compared);
  plot.false_flags.nominal_998 = 2 * kTail998 * static_cast<double>(plot.compared);
  return plot;
}

}  // namespace dajuan::stats
