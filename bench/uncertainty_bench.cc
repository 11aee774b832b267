// What it costs to say what chance does: 10,000 draws of one month of the Mexican index while a person waits,
// and how that and rank sets grow from 32 to 3,000 units. The counter of memory is the most that the process
// has held: --benchmark_filter with one name gives its own.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <filesystem>
#include <memory>

#include "base/table.h"
#include "chance_world.h"
#include "index/figure_reader_files.h"
#include "index/released_panel.h"
#include "index/weights.h"
#include "release/scheme_folder.h"
#include "stats/rank_set.h"

namespace {

using namespace dajuan;
using namespace dajuan::index;

const std::string kFolder = DAJUAN_SOURCE_DIR "/schemes/mexico-states";

void set_memory(benchmark::State& state) {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  state.counters["MB"] = static_cast<double>(usage.ru_maxrss) / 1024;
}

struct Mexico {
  Scheme scheme;
  region::Regions regions;
  Figures figures;
  std::unique_ptr<IndicatorBuilder> builder;
  std::unique_ptr<Series> series;

  Mexico() {
    Diagnostics diagnostics;
    scheme = release::read_scheme(kFolder, diagnostics);
    const auto path = [](const std::string& named) {
      return (std::filesystem::path(kFolder) / named).lexically_normal().string();
    };
    regions =
        region::Regions::read(read_tables(path(scheme.regions_file), {}, diagnostics).at(0), diagnostics);
    std::vector<std::string> files;
    for (const std::string& named : scheme.figure_files) files.push_back(path(named));
    figures = read_figure_files(files, regions, {}, Workers(1), diagnostics);
    if (diagnostics.has_errors()) throw std::runtime_error(text(Language::en, diagnostics));
    builder = std::make_unique<IndicatorBuilder>(scheme, regions, figures);
    std::vector<Period> periods = builder->periods();
    periods.erase(periods.begin(), periods.begin() + scheme.rules.front().window - 1);
    ReleasedPanel released = released_panel(scheme, regions, figures, periods);
    std::vector<Message> notes;
    Model model = learn_weights(scheme, make_model(scheme), released.panel, notes);
    series = std::make_unique<Series>(scheme, regions, std::move(model), std::move(released.panel));
  }
};

/// Argument: threads.
void one_month_of_mexico(benchmark::State& state) {
  static const Mexico mexico;
  const SeriesSources sources{mexico.scheme, mexico.regions, mexico.figures, *mexico.builder, *mexico.series};
  const Workers workers(static_cast<unsigned>(state.range(0)));
  for (auto _ : state) {
    const Uncertainty told = estimate_uncertainty(sources, Period::month(2025, 6), {"bench", 10000}, workers);
    benchmark::DoNotOptimize(told.scores.data());
  }
  set_memory(state);
}

/// Ten indicators of twelve months, over-dispersed, all in one family; 1,000 draws. Argument: units.
void growth(benchmark::State& state) {
  bench::WorldPlan plan;
  plan.regions = static_cast<std::size_t>(state.range(0));
  plan.indicators = 10;
  plan.window = 12;
  plan.months = 48;
  plan.base_months = 36;
  plan.error.kind = ErrorKind::overdispersed;
  const region::Regions regions = bench::world_regions(plan.regions);
  Philox random(philox_key("growth"), 1);
  const bench::World world(plan, regions, [&](std::size_t region, int, std::size_t indicator) {
    const double mean = 2 + 3 * static_cast<double>(indicator) + static_cast<double>(region % 17);
    return static_cast<double>(random.poisson(mean));
  });
  const Workers workers(2);
  for (auto _ : state) {
    const Uncertainty told =
        estimate_uncertainty(world.sources(), bench::World::month(plan.months - 1), {"bench", 1000}, workers);
    benchmark::DoNotOptimize(told.scores.data());
  }
  set_memory(state);
}

/// 1,000 draws, two threads; standard errors from 0.3 to 2.3, values three wide. Argument: areas.
void simultaneous_sets(benchmark::State& state) {
  Philox random(philox_key("bench"), 1);
  std::vector<double> estimates, variances;
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    const double se = 0.3 + 2 * random.uniform();
    variances.push_back(se * se);
    estimates.push_back(3 * random.normal() + se * random.normal());
  }
  const stats::RankErrors errors = stats::RankErrors::independent(variances);
  const Workers workers(2);
  for (auto _ : state) {
    const stats::ErrorDraws draws(errors, 1000, philox_key("draws"));
    const stats::RankSets sets = simultaneous_rank_sets(estimates, errors, draws, {}, workers);
    benchmark::DoNotOptimize(sets.sets.data());
  }
  set_memory(state);
}

void sizes(benchmark::internal::Benchmark* bench) {
  for (const int number : {32, 100, 300, 1000, 3000}) bench->Arg(number);
  bench->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime();
}

BENCHMARK(simultaneous_sets)->Apply(sizes);
BENCHMARK(one_month_of_mexico)
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();
BENCHMARK(growth)->Apply(sizes);

}  // namespace

BENCHMARK_MAIN();
