#include "stats/control_chart.h"

#include <algorithm>
#include <cmath>

#include "base/observation.h"
#include "stats/gamma_distribution.h"

namespace dajuan::stats {
namespace {

/// 2 / sqrt(pi): the mean of |a - b| for independent standard normal a and b.
constexpr double kMeanRange = 1.1283791670955126;
constexpr std::size_t kLeastRanges = 3;

Signal outside(double value, double limit) {
  return value > limit ? Signal::above : value < -limit ? Signal::below : Signal::none;
}

/// Events and exposures of one series, and the seasonal factors that belong to its periods.
struct Charted {
  std::span<const double> events;
  std::span<const double> exposures;
  const ChartPlan& plan;

  bool has(std::size_t t) const { return !is_missing(events[t]) && exposures[t] > 0; }
  double factor(std::size_t t) const {
    const auto& factors = plan.seasonal_factors;
    return factors.empty() ? 1 : factors[(plan.first_place + t) % factors.size()];
  }
};

ChartPoint missing_point() { return {kMissing, kMissing, kMissing, kMissing, kMissing, kMissing}; }

/// The point with sigma_z still to come: limits and z in units of chance alone.
ChartPoint raw_point(const Charted& series, std::size_t t, double centre) {
  if (!series.has(t)) return missing_point();
  ChartPoint point;
  point.value = series.events[t] / series.exposures[t];
  point.centre = centre * series.factor(t);
  point.expected = point.centre * series.exposures[t];
  const double sd = chance_sd(series.plan.kind, point.expected, series.exposures[t]);
  point.z = sd > 0 ? (series.events[t] - point.expected) / sd : kMissing;
  return point;
}

void set_laney_limits(ChartPoint& point, const ChartPlan& plan, double exposure, double sigma_z) {
  const double limit = plan.rules.shewhart.limit;
  const double width = limit * sigma_z * chance_sd(plan.kind, point.expected, exposure) / exposure;
  point.lower = std::max(0.0, point.centre - width);
  point.upper = point.centre + width;
  if (plan.kind == RateKind::proportion) point.upper = std::min(1.0, point.upper);
  point.z /= sigma_z;
  point.signal = outside(point.z, limit);
}

void set_exact_limits(ChartPoint& point, const ChartPlan& plan, double events, double exposure,
                      double sigma_z) {
  const RateTails tails(plan.kind, point.expected, exposure, sigma_z * sigma_z - 1);
  const double tail = normal_upper_tail(plan.rules.shewhart.limit);
  point.lower = tails.lower(tail) / exposure;
  point.upper = tails.upper(tail) / exposure;
  point.z = tails.normal_score(events);
  point.signal = tails.is_above(events, tail)   ? Signal::above
                 : tails.is_below(events, tail) ? Signal::below
                                                : Signal::none;
}

void set_limits(ChartPoint& point, const Charted& series, std::size_t t, double sigma_z) {
  const ChartPlan& plan = series.plan;
  if (is_missing(point.z))
    point.lower = point.upper = kMissing;
  else if (plan.limits == ChartLimits::laney)
    set_laney_limits(point, plan, series.exposures[t], sigma_z);
  else
    set_exact_limits(point, plan, series.events[t], series.exposures[t], sigma_z);
}

}  // namespace

std::vector<EwmaPoint> ewma(std::span<const double> z, const EwmaRule& rule) {
  std::vector<EwmaPoint> result(z.size());
  const double rest = 1 - rule.lambda;
  const double settled = rule.lambda / (2 - rule.lambda);
  double value = 0;
  double memory = 1;  // (1 - lambda)^2t
  for (std::size_t t = 0; t < z.size(); ++t) {
    if (!is_missing(z[t])) {
      value = rule.lambda * z[t] + rest * value;
      memory *= rest * rest;
    }
    result[t].value = value;
    result[t].limit = rule.limit * std::sqrt(settled * (1 - memory));
    result[t].signal = outside(value, result[t].limit);
  }
  return result;
}

std::vector<CusumPoint> cusum(std::span<const double> z, const CusumRule& rule) {
  std::vector<CusumPoint> result(z.size());
  CusumPoint now;
  for (std::size_t t = 0; t < z.size(); ++t) {
    if (!is_missing(z[t])) {
      now.above = std::max(0.0, now.above + z[t] - rule.slack);
      now.below = std::max(0.0, now.below - z[t] - rule.slack);
      const bool above = now.above > rule.limit;
      const bool below = now.below > rule.limit;
      now.signal = above && (!below || now.above >= now.below) ? Signal::above
                   : below                                     ? Signal::below
                                                               : Signal::none;
    }
    result[t] = now;
  }
  return result;
}

double moving_range_sigma(std::span<const double> z) {
  double sum = 0;
  std::size_t ranges = 0;
  for (std::size_t t = 1; t < z.size(); ++t) {
    if (is_missing(z[t]) || is_missing(z[t - 1])) continue;
    sum += std::fabs(z[t] - z[t - 1]);
    ++ranges;
  }
  return ranges < kLeastRanges ? kMissing : sum / static_cast<double>(ranges) / kMeanRange;
}

std::optional<ControlChart> control_chart(std::span<const double> events, std::span<const double> exposures,
                                          const ChartPlan& plan) {
  const Charted series{events, exposures, plan};
  const std::size_t end = std::min(plan.baseline_end, events.size());
  ControlChart chart;
  double total = 0;
  double exposure = 0;
  for (std::size_t t = plan.baseline_begin; t < end; ++t) {
    if (!series.has(t)) continue;
    total += events[t];
    exposure += exposures[t] * series.factor(t);
    ++chart.baseline_points;
  }
  chart.centre = total / exposure;
  if (!(chart.centre > 0) || (plan.kind == RateKind::proportion && !(chart.centre < 1))) return std::nullopt;

  std::vector<double> z;
  chart.least_expected = kMissing;
  for (std::size_t t = 0; t < events.size(); ++t) {
    chart.points.push_back(raw_point(series, t, chart.centre));
    if (t < plan.baseline_begin || t >= end) continue;
    z.push_back(chart.points[t].z);
    if (!(chart.least_expected <= chart.points[t].expected)) chart.least_expected = chart.points[t].expected;
  }
  chart.sigma_z_found = moving_range_sigma(z);
  if (is_missing(chart.sigma_z_found)) return std::nullopt;
  chart.sigma_z = std::max(plan.least_sigma_z, chart.sigma_z_found);
  if (!(chart.sigma_z > 0)) return std::nullopt;

  for (std::size_t t = 0; t < events.size(); ++t) set_limits(chart.points[t], series, t, chart.sigma_z);
  z.clear();
  for (std::size_t t = end; t < events.size(); ++t) z.push_back(chart.points[t].z);
  chart.ewma = ewma(z, plan.rules.ewma);
  chart.cusum = cusum(z, plan.rules.cusum);
  return chart;
}

}  // namespace dajuan::stats
