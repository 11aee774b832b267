// How often control charts and funnel plots cry where nothing has happened, as counters: on made-up counts,
// with centre, sigma_z, phi and tau^2 learned from them as a reader's are. docs/method/chance.md has the
// table. And what they cost.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>

#include "stats/control_chart.h"
#include "stats/false_alarms.h"
#include "stats/funnel_plot.h"

namespace {

using namespace dajuan;
using namespace dajuan::stats;

double counted(Philox& random, double mean, double dispersion) {
  return static_cast<double>(dispersion > 1 ? random.negative_binomial(mean, mean / (dispersion - 1))
                                            : random.poisson(mean));
}

template <typename Points>
bool alarmed(const Points& points, std::size_t from) {
  return std::any_of(points.begin() + static_cast<std::ptrdiff_t>(from), points.end(),
                     [](const auto& point) { return point.signal != Signal::none; });
}

/// Per cent of series with a false alarm within 12 months after a baseline of so many. Other arguments:
/// events expected a month, dispersion × 10, and whether limits are Laney's.
void false_alarms_of_counts(benchmark::State& state) {
  const auto baseline = static_cast<std::size_t>(state.range(0));
  const double mean = static_cast<double>(state.range(1));
  const double dispersion = static_cast<double>(state.range(2)) / 10;
  ChartPlan plan;
  plan.baseline_end = baseline;
  plan.limits = state.range(3) == 1 ? ChartLimits::laney : ChartLimits::exact;
  const std::vector<double> exposures(baseline + 12, 1);
  std::vector<double> events(baseline + 12);
  double points = 0, drift = 0, sums = 0, any = 0, series = 0;
  for (auto _ : state) {
    Philox random(philox_key("charts"), 1, static_cast<std::uint32_t>(series));
    for (double& count : events) count = counted(random, mean, dispersion);
    const auto chart = control_chart(events, exposures, plan);
    ++series;
    if (!chart) continue;
    const bool by_point = alarmed(chart->points, baseline);
    const bool by_ewma = alarmed(chart->ewma, 0);
    const bool by_cusum = alarmed(chart->cusum, 0);
    points += by_point, drift += by_ewma, sums += by_cusum, any += by_point || by_ewma || by_cusum;
  }
  const LearnedFalseAlarms stated = learned_false_alarms({}, baseline, 12, philox_key("stated"));
  state.counters["points"] = 100 * points / series;
  state.counters["points_stated"] = 100 * stated.shewhart;
  state.counters["ewma"] = 100 * drift / series;
  state.counters["ewma_stated"] = 100 * stated.ewma;
  state.counters["cusum"] = 100 * sums / series;
  state.counters["cusum_stated"] = 100 * stated.cusum;
  state.counters["any"] = 100 * any / series;
  state.counters["any_stated"] = 100 * stated.any;
}

/// Per mille of units outside the limits though all are alike; arguments: units, over-dispersion.
void false_flags(benchmark::State& state) {
  const auto units = static_cast<std::size_t>(state.range(0));
  FunnelPlan plan;
  plan.over_dispersion = static_cast<OverDispersion>(state.range(1));
  double seen = 0, outside = 0, far = 0, stated = 0, stated_far = 0;
  std::uint32_t draw = 0;
  for (auto _ : state) {
    Philox random(philox_key("funnels"), 1, draw++);
    std::vector<double> events, exposures;
    for (std::size_t i = 0; i < units; ++i) {
      exposures.push_back(100 * std::pow(100, random.uniform()));
      const double mean = 0.2 * exposures.back();
      const double size = plan.over_dispersion == OverDispersion::additive ? 25 : mean / 3;
      events.push_back(static_cast<double>(plan.over_dispersion == OverDispersion::none
                                               ? random.poisson(mean)
                                               : random.negative_binomial(mean, size)));
    }
    const auto plot = funnel_plot(events, exposures, plan);
    for (const FunnelUnit& unit : plot->units) {
      outside += unit.flag != FunnelFlag::none;
      far += unit.flag == FunnelFlag::far_above || unit.flag == FunnelFlag::far_below;
    }
    seen += static_cast<double>(units);
    stated += plot->false_flags.expected_95;
    stated_far += plot->false_flags.expected_998;
  }
  state.counters["outside_95"] = 1000 * outside / seen;
  state.counters["stated_95"] = 1000 * stated / seen;
  state.counters["outside_998"] = 1000 * far / seen;
  state.counters["stated_998"] = 1000 * stated_far / seen;
}

void run_length_ewma(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(false_alarms(EwmaRule{}, 12, 32).chance);
}

BENCHMARK(false_alarms_of_counts)
    ->ArgNames({"baseline", "mean", "dispersion10", "laney"})
    ->ArgsProduct({{24, 36, 60}, {2, 5, 30, 100}, {10, 30}, {0, 1}})
    ->Iterations(4'000);
BENCHMARK(false_flags)
    ->ArgNames({"units", "over_dispersion"})
    ->ArgsProduct({{12, 32, 100, 300}, {0, 1, 2}})
    ->Iterations(500);
BENCHMARK(run_length_ewma)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
