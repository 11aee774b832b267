// 126 months of 32 states: figures in memory to scores, every month judged by what was known then; of that
// the engine alone; and all of it from the files. Prints milliseconds and months a second.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <stdexcept>

#include "base/table.h"
#include "index/figure_reader_files.h"
#include "index/indicator_builder.h"
#include "index/released_panel.h"
#include "index/series.h"
#include "index/weights.h"
#include "release/scheme_folder.h"

namespace {

using namespace dajuan;
using namespace dajuan::index;

const std::string kFolder = DAJUAN_SOURCE_DIR "/schemes/mexico-states";

struct Mexico {
  Scheme scheme;
  region::Regions regions;
  Figures figures;
  std::vector<Period> periods;  ///< from the first full window on

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
    periods = IndicatorBuilder(scheme, regions, figures).periods();
    periods.erase(periods.begin(), periods.begin() + scheme.rules.front().window - 1);
  }

  double newest_score() const {
    ReleasedPanel released = released_panel(scheme, regions, figures, periods);
    std::vector<Message> notes;
    Model model = learn_weights(scheme, make_model(scheme), released.panel, notes);
    const Series series(scheme, regions, std::move(model), std::move(released.panel));
    return series.score(series.panel().units.size() - 1, series.structure().top());
  }
};

void set_months(benchmark::State& state, const Mexico& mexico) {
  const auto months = static_cast<double>(mexico.periods.size());
  state.counters["months"] = months;
  state.counters["months_per_second"] =
      benchmark::Counter(static_cast<double>(state.iterations()) * months, benchmark::Counter::kIsRate);
}

void figures_to_scores(benchmark::State& state) {
  const Mexico mexico;
  for (auto _ : state) benchmark::DoNotOptimize(mexico.newest_score());
  set_months(state, mexico);
}

void panel_to_scores(benchmark::State& state) {
  const Mexico mexico;
  const ReleasedPanel released =
      released_panel(mexico.scheme, mexico.regions, mexico.figures, mexico.periods);
  std::vector<Message> notes;
  const Engine engine(learn_weights(mexico.scheme, make_model(mexico.scheme), released.panel, notes));
  Result result;
  for (auto _ : state) {
    engine.run(released.panel, result);
    benchmark::DoNotOptimize(result.scores.all().data());
  }
  set_months(state, mexico);
}

void files_to_scores(benchmark::State& state) {
  double months = 0;
  for (auto _ : state) {
    const Mexico mexico;
    benchmark::DoNotOptimize(mexico.newest_score());
    months += static_cast<double>(mexico.periods.size());
  }
  state.counters["months_per_second"] = benchmark::Counter(months, benchmark::Counter::kIsRate);
}

void rounds(benchmark::internal::Benchmark* bench) {
  bench->Unit(benchmark::kMillisecond)->Repetitions(5)->ReportAggregatesOnly(true);
}

BENCHMARK(figures_to_scores)->Apply(rounds);
BENCHMARK(panel_to_scores)->Apply(rounds);
BENCHMARK(files_to_scores)->Apply(rounds);

}  // namespace

BENCHMARK_MAIN();
