// One rebuild of an index, figures in memory and steps recorded, against the peer's times on two such cores:
// 0.056 s for 51 x 49 and 2.17 s for 3,000 x 123 (one core here). Medians of nine rounds; the ratio
// `peer_over_ours` is by processor time.
#include <benchmark/benchmark.h>

#include <cmath>
#include <string>

#include "base/exact_math.h"
#include "base/random.h"
#include "index/engine.h"

namespace {

using namespace dajuan;
using namespace dajuan::index;

NodeDraft draft(std::string code, std::string parent) {
  NodeDraft result;
  result.node.code = std::move(code);
  result.node.level = 0;
  result.parent_code = std::move(parent);
  return result;
}

std::string padded(std::size_t number) {
  std::string text = std::to_string(number);
  return std::string(4 - text.size(), '0') + text;
}

Structure structure(std::size_t indicators, std::size_t topics, std::size_t dimensions) {
  std::vector<NodeDraft> drafts{draft("index", "")};
  for (std::size_t d = 0; d < dimensions; ++d) drafts.push_back(draft("d" + padded(d), "index"));
  for (std::size_t t = 0; t < topics; ++t)
    drafts.push_back(draft("t" + padded(t), "d" + padded(t % dimensions)));
  for (std::size_t i = 0; i < indicators; ++i) {
    drafts.push_back(draft("i" + padded(i), "t" + padded(i % topics)));
    drafts.back().node.weight = 1 + static_cast<double>(i % 3);
    if (i % 4 == 3) drafts.back().node.direction = Direction::lower_is_better;
  }
  std::vector<StructureProblem> problems;
  return build_structure(drafts, problems);
}

/// 5 % missing, every fifth indicator log-normal, every seventh whole numbers with ties, a common factor.
Panel figures(const Structure& tree, std::size_t units) {
  Panel panel;
  std::vector<std::string> groups;
  for (std::size_t u = 0; u < units; ++u) {
    panel.units.push_back({padded(u), Period::year(2024), true});
    groups.push_back("g" + std::to_string(u % 10));
  }
  panel.groups["group"] = groups;
  panel.values.reshape(units, tree.indicators);
  Philox random(philox_key("bench"), 0);
  std::vector<double> common(units);
  for (double& value : common) value = random.normal();
  for (std::size_t c = 0; c < tree.indicators; ++c) {
    for (std::size_t u = 0; u < units; ++u) {
      double value = 0.6 * common[u] + 0.8 * random.normal();
      if (c % 5 == 4) value = fast_exp(1.5 * value);
      if (c % 7 == 6) value = std::floor(10 + 2 * value);
      panel.values(u, c) = random.uniform() < 0.05 ? kMissing : value;
    }
  }
  return panel;
}

Model model(Structure tree) {
  Model result;
  result.structure = std::move(tree);
  ImputeStep impute;
  impute.by = ImputeStep::By::group;
  impute.group = "group";
  TreatStep treat;
  treat.plan.first.method = Treatment::Method::winsorise;
  treat.plan.first.max_points = 5;
  treat.plan.second.emplace().method = Treatment::Method::log_shift;
  NormaliseStep normalise;
  normalise.general.lower = 1;
  ScreenStep screen;
  result.steps = {impute, screen, treat, normalise, AggregateStep{}};
  return result;
}

void rebuild(benchmark::State& state, std::size_t units, std::size_t indicators, std::size_t topics,
             std::size_t dimensions, double peer_seconds) {
  const Structure tree = structure(indicators, topics, dimensions);
  const Panel panel = figures(tree, units);
  const Engine engine(model(tree));
  Result result;
  for (auto _ : state) {
    engine.run(panel, result);
    benchmark::DoNotOptimize(result.scores.all().data());
  }
  state.counters["peer_over_ours"] =
      benchmark::Counter(static_cast<double>(state.iterations()) * peer_seconds, benchmark::Counter::kIsRate);
  state.counters["cells"] = static_cast<double>(units * indicators);
}

void rounds(benchmark::internal::Benchmark* bench) {
  bench->Unit(benchmark::kMicrosecond)->Repetitions(9)->ReportAggregatesOnly(true);
}

BENCHMARK_CAPTURE(rebuild, 51x49, 51, 49, 8, 2, 0.056)->Apply(rounds);
BENCHMARK_CAPTURE(rebuild, 3000x123, 3000, 123, 19, 8, 2.17)->Apply(rounds);

}  // namespace

BENCHMARK_MAIN();
