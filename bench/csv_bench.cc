// Reading CSV: bytes a second of the plain reader, of two threads that share chunks, and of what they are
// made of, on the long table of 10 million rows that docs/performance.md speaks of (fewer for the slower
// texts).
#include <benchmark/benchmark.h>

#include <cstdio>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "base/csv.h"
#include "base/text.h"

namespace {

using namespace dajuan;

/// A long table: region, period, variable, value, written with a form of printf.
std::string long_table(const char* form, int rows) {
  std::string text = "region,period,variable,value\n";
  for (int i = 0; i < rows; ++i) {
    char row[96];
    const int size = std::snprintf(row, sizeof row, form, 33000 + i % 90, 2000 + i / 1080 % 25,
                                   1 + i / 90 % 12, i % 123, i * 7919LL % 100000);
    text.append(row, static_cast<std::size_t>(size));
  }
  return text;
}

const std::string& plain() {
  static const std::string text = long_table("%05d,%04d-%02d,robbery_%03d,%lld\n", 10'000'000);
  return text;
}
const std::string& quoted() {
  static const std::string text = long_table("\"%05d\",\"%04d-%02d\",\"robbery_%03d\",\"%lld\"\n", 4'000'000);
  return text;
}
const std::string& chinese() {
  static const std::string text = long_table("杭州市%05d,%04d-%02d,刑事案件%03d,%lld\n", 4'000'000);
  return text;
}

std::size_t read(std::string_view text, const CsvOptions& options) {
  Diagnostics diagnostics;
  CsvReader reader(text, options, diagnostics);
  std::size_t bytes_of_values = 0;
  while (reader.next()) bytes_of_values += reader.fields()[3].size();
  return bytes_of_values;
}

void report(benchmark::State& state, const std::string& text) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(text.size()));
}

void bench_read(benchmark::State& state, const std::string& (*make)()) {
  const std::string& text = make();
  for (auto _ : state) benchmark::DoNotOptimize(read(text, {}));
  report(state, text);
}
BENCHMARK_CAPTURE(bench_read, plain, plain)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(bench_read, quoted, quoted)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(bench_read, chinese, chinese)->Unit(benchmark::kMillisecond);

void bench_read_two_threads(benchmark::State& state, const std::string& (*make)()) {
  const std::string& text = make();
  for (auto _ : state) {
    CsvSplitter splitter(text);
    std::mutex turn;
    const auto work = [&] {
      CsvOptions options;
      options.columns = 4;
      for (;;) {
        std::optional<CsvChunk> chunk;
        {
          const std::lock_guard lock(turn);
          chunk = splitter.next();
        }
        if (!chunk) return;
        options.first_line = chunk->first_line;
        benchmark::DoNotOptimize(read(chunk->bytes, options));
      }
    };
    std::thread other(work);
    work();
    other.join();
  }
  report(state, text);
}
BENCHMARK_CAPTURE(bench_read_two_threads, plain, plain)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(bench_read_two_threads, quoted, quoted)->Unit(benchmark::kMillisecond)->UseRealTime();

void bench_split(benchmark::State& state, const std::string& (*make)()) {
  const std::string& text = make();
  for (auto _ : state) {
    CsvSplitter splitter(text);
    while (const auto chunk = splitter.next()) benchmark::DoNotOptimize(chunk->first_line);
  }
  report(state, text);
}
BENCHMARK_CAPTURE(bench_split, plain, plain)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(bench_split, quoted, quoted)->Unit(benchmark::kMillisecond);

void bench_count_lines(benchmark::State& state) {
  const std::string& text = plain();
  for (auto _ : state) benchmark::DoNotOptimize(count_lines(text));
  report(state, text);
}
BENCHMARK(bench_count_lines)->Unit(benchmark::kMillisecond);

void bench_utf8(benchmark::State& state, const std::string& (*make)()) {
  const std::string& text = make();
  for (auto _ : state) benchmark::DoNotOptimize(is_utf8(text));
  report(state, text);
}
BENCHMARK_CAPTURE(bench_utf8, plain, plain)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(bench_utf8, chinese, chinese)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
