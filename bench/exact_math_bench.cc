// What the bit-exact functions cost a call, beside those of the C library, and number text and random
// numbers.
#include <benchmark/benchmark.h>

#include <cmath>
#include <string>
#include <vector>

#include "base/exact_math.h"
#include "base/number_text.h"
#include "base/random.h"

namespace {

using namespace dajuan;

constexpr std::size_t kCells = 75'000;

std::vector<double> cells() {
  Philox numbers(philox_key("exact_math_bench"), 0);
  std::vector<double> values(kCells);
  for (double& value : values) value = 700 * numbers.uniform();
  return values;
}

void per_call(benchmark::State& state, double calls) {
  state.counters["per call"] =
      benchmark::Counter(calls, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

template <typename Function>
void each(benchmark::State& state, Function function) {
  const std::vector<double> from = cells();
  std::vector<double> to(from.size());
  for ([[maybe_unused]] auto _ : state) {
    for (std::size_t i = 0; i < from.size(); ++i) to[i] = function(from[i]);
    benchmark::DoNotOptimize(to.data());
  }
  per_call(state, static_cast<double>(kCells));
}

void draws(benchmark::State& state, double (*draw)(Philox&)) {
  Philox numbers(philox_key("exact_math_bench"), 1);
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(draw(numbers));
  per_call(state, 1);
}

void read_texts(benchmark::State& state, int decimals) {
  std::vector<std::string> texts;
  for (const double value : cells()) texts.push_back(decimals < 0 ? shortest(value) : fixed(value, decimals));
  for ([[maybe_unused]] auto _ : state) {
    for (const std::string& text : texts) benchmark::DoNotOptimize(parse_number(text));
  }
  per_call(state, static_cast<double>(kCells));
}

BENCHMARK_CAPTURE(each, fast_log, [](double x) { return fast_log(x); });
BENCHMARK_CAPTURE(each, exact_log, exact_log);
BENCHMARK_CAPTURE(each, libm_log, [](double x) { return std::log(x); });
BENCHMARK_CAPTURE(each, fast_exp, [](double x) { return fast_exp(x); });
BENCHMARK_CAPTURE(each, exact_exp, exact_exp);
BENCHMARK_CAPTURE(each, libm_exp, [](double x) { return std::exp(x); });
BENCHMARK_CAPTURE(each, exact_pow, [](double x) { return exact_pow(x, 1.7); });
BENCHMARK_CAPTURE(each, libm_pow, [](double x) { return std::pow(x, 1.7); });
BENCHMARK_CAPTURE(each, write_shortest, [](double x) {
  char text[kShortestSize];
  return static_cast<double>(write_shortest(x, text) - text);
});
BENCHMARK_CAPTURE(read_texts, parse_number_2_decimals, 2);
BENCHMARK_CAPTURE(read_texts, parse_number_17_digits, -1);
BENCHMARK_CAPTURE(draws, uniform, [](Philox& numbers) { return numbers.uniform(); });
BENCHMARK_CAPTURE(draws, normal, [](Philox& numbers) { return numbers.normal(); });
BENCHMARK_CAPTURE(draws, gamma, [](Philox& numbers) { return numbers.gamma(2.5); });
BENCHMARK_CAPTURE(draws, poisson_5, [](Philox& numbers) { return static_cast<double>(numbers.poisson(5)); });
BENCHMARK_CAPTURE(draws, poisson_100,
                  [](Philox& numbers) { return static_cast<double>(numbers.poisson(100)); });

}  // namespace

BENCHMARK_MAIN();
