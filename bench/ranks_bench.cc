// Rank sets against the peer's times on two such cores: simultaneous sets, 1,000 draws, of 100 areas 1.3 s,
// of 300 areas 8.7 s and 3.1 GB, of 1,000 not in 24 GB; a marginal set of one of 3,000 areas 97 s. And how
// often sets hold the true ranks of made-up data, as a counter.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>

#include "stats/rank_counts.h"
#include "stats/rank_set.h"

namespace {

using namespace dajuan;
using namespace dajuan::stats;

struct Areas {
  std::vector<double> estimates;
  std::vector<double> variances;
};

/// Standard errors from 0.3 to 2.3, true values three wide: most areas overlap, some do not.
Areas areas(std::size_t number) {
  Philox random(philox_key("bench"), 1);
  Areas made;
  for (std::size_t i = 0; i < number; ++i) {
    const double se = 0.3 + 2 * random.uniform();
    made.variances.push_back(se * se);
    made.estimates.push_back(3 * random.normal() + se * random.normal());
  }
  return made;
}

/// A common part of half the smallest variance.
RankErrors correlated(const std::vector<double>& variances) {
  Matrix covariance(variances.size(), variances.size(), 0.045);
  for (std::size_t i = 0; i < variances.size(); ++i) covariance(i, i) = variances[i];
  return RankErrors::correlated(std::move(covariance));
}

constexpr std::size_t kDraws = 1000;

void simultaneous(benchmark::State& state) {
  const Areas made = areas(static_cast<std::size_t>(state.range(0)));
  const RankErrors errors = RankErrors::independent(made.variances);
  const ErrorDraws draws(errors, kDraws, philox_key("draws"));
  const Workers workers(2);
  for (auto _ : state) {
    const RankSets sets = simultaneous_rank_sets(made.estimates, errors, draws, {}, workers);
    benchmark::DoNotOptimize(sets.sets.data());
  }
}

void simultaneous_correlated(benchmark::State& state) {
  const Areas made = areas(static_cast<std::size_t>(state.range(0)));
  const RankErrors errors = correlated(made.variances);
  const Workers workers(2);
  for (auto _ : state) {
    const ErrorDraws draws(errors, kDraws, philox_key("draws"));
    const RankSets sets = simultaneous_rank_sets(made.estimates, errors, draws, {}, workers);
    benchmark::DoNotOptimize(sets.sets.data());
  }
}

void marginal(benchmark::State& state) {
  const Areas made = areas(static_cast<std::size_t>(state.range(0)));
  const RankErrors errors = RankErrors::independent(made.variances);
  const ErrorDraws draws(errors, kDraws, philox_key("draws"));
  const Workers workers(2);
  for (auto _ : state) {
    const RankSets sets = marginal_rank_sets(made.estimates, errors, draws, {}, workers);
    benchmark::DoNotOptimize(sets.sets.data());
  }
}

void counts(benchmark::State& state) {
  Philox random(philox_key("counts"), 2);
  std::vector<std::int64_t> events;
  std::vector<double> exposures;
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    exposures.push_back(1000 + 50'000 * random.uniform());
    events.push_back(random.poisson(exposures.back() * (0.002 + 0.01 * random.uniform())));
  }
  const Workers workers(2);
  for (auto _ : state) {
    const auto sets = simultaneous_count_rank_sets(events, exposures, CountModel::events, 0.95, workers);
    benchmark::DoNotOptimize(sets.data());
  }
}

enum class Truth { tied, three_values, spread };

/// 4,000 data sets of 20 areas, 2,000 draws each: Monte Carlo error of the share covered 0.0034.
void coverage(benchmark::State& state, Truth truth, bool is_correlated, bool is_marginal) {
  constexpr std::size_t kAreas = 20;
  constexpr std::size_t kDataSets = 4000;
  std::vector<double> values;
  std::vector<double> variances;
  for (std::size_t i = 0; i < kAreas; ++i) {
    const auto place = static_cast<double>(i);
    values.push_back(truth == Truth::tied     ? 0
                     : truth == Truth::spread ? place / 4
                                              : std::floor(place / 8) * 2);
    variances.push_back(0.2 + 0.1 * static_cast<double>(i * 7 % kAreas));
  }
  Matrix covariance(kAreas, kAreas);
  for (std::size_t i = 0; i < kAreas; ++i)
    for (std::size_t j = 0; j < kAreas; ++j)
      covariance(i, j) = std::sqrt(variances[i] * variances[j]) * (i == j ? 1 : i % 2 == j % 2 ? 0.7 : -0.5);
  const RankErrors errors =
      is_correlated ? RankErrors::correlated(covariance) : RankErrors::independent(variances);
  const ErrorDraws noise(errors, kDataSets, philox_key("data"));
  const ErrorDraws draws(errors, 2000, philox_key("draws"));
  const Workers workers(2);
  double covered = 0;
  for (auto _ : state) {
    std::vector<double> by_set(kDataSets);
    workers.for_each(kDataSets, [&](std::size_t d) {
      std::vector<double> estimates(kAreas);
      noise.fill(d, estimates);
      for (std::size_t i = 0; i < kAreas; ++i) estimates[i] += values[i];
      const auto found = is_marginal ? marginal_rank_sets(estimates, errors, draws, {})
                                     : simultaneous_rank_sets(estimates, errors, draws, {});
      std::size_t right = 0;
      for (std::size_t i = 0; i < kAreas; ++i) {
        const auto above =
            std::count_if(values.begin(), values.end(), [&](double v) { return v > values[i]; });
        const std::size_t rank = 1 + static_cast<std::size_t>(above);
        right += found.sets[i].lower <= rank && rank <= found.sets[i].upper;
      }
      by_set[d] = is_marginal ? static_cast<double>(right) / kAreas : (right == kAreas ? 1.0 : 0.0);
    });
    covered = 0;
    for (const double share : by_set) covered += share / kDataSets;
  }
  state.counters["covered"] = covered;
}

BENCHMARK(simultaneous)
    ->Arg(32)
    ->Arg(100)
    ->Arg(300)
    ->Arg(1000)
    ->Arg(3000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(marginal)
    ->Arg(32)
    ->Arg(100)
    ->Arg(300)
    ->Arg(1000)
    ->Arg(3000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(simultaneous_correlated)
    ->Arg(32)
    ->Arg(100)
    ->Arg(300)
    ->Arg(1000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(counts)->Arg(32)->Arg(300)->Arg(3000)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(coverage, tied, Truth::tied, false, false)->Iterations(1);
BENCHMARK_CAPTURE(coverage, tied_correlated, Truth::tied, true, false)->Iterations(1);
BENCHMARK_CAPTURE(coverage, three_values, Truth::three_values, false, false)->Iterations(1);
BENCHMARK_CAPTURE(coverage, three_values_correlated, Truth::three_values, true, false)->Iterations(1);
BENCHMARK_CAPTURE(coverage, spread, Truth::spread, false, false)->Iterations(1);
BENCHMARK_CAPTURE(coverage, marginal_tied, Truth::tied, false, true)->Iterations(1);
BENCHMARK_CAPTURE(coverage, marginal_three_values_correlated, Truth::three_values, true, true)->Iterations(1);

}  // namespace

BENCHMARK_MAIN();
