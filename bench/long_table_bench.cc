// Reads a long table of ten million rows up to the checked figures in memory, and compares with `wc -l` on
// the same warm file in the same run. Prints rows a second, the ratio and the memory.
//   long_table_bench [MILLIONS OF ROWS] [THREADS]
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/table.h"
#include "index/figure_reader_files.h"

namespace {

using namespace dajuan;

constexpr int kRegions = 1000;
constexpr int kMonths = 200;
constexpr const char* kVariables[] = {"intentional_homicide_victims",
                                      "femicide_victims",
                                      "negligent_homicide_victims",
                                      "road_deaths",
                                      "intentional_injury_victims",
                                      "road_injuries",
                                      "kidnapping_victims",
                                      "extortion_victims",
                                      "burglary_dwelling",
                                      "burglary_business",
                                      "vehicle_theft",
                                      "robbery_street",
                                      "robbery_transport",
                                      "bank_robbery",
                                      "fraud",
                                      "breach_of_trust",
                                      "domestic_violence",
                                      "rape",
                                      "threats",
                                      "arson",
                                      "drug_dealing",
                                      "forgery",
                                      "corruption_of_minors",
                                      "trafficking_victims",
                                      "fires",
                                      "fire_deaths",
                                      "work_deaths",
                                      "food_poisoning",
                                      "mine_deaths",
                                      "drownings",
                                      "petitions",
                                      "petitions_solved",
                                      "disputes",
                                      "disputes_mediated",
                                      "telecom_fraud",
                                      "telecom_fraud_loss",
                                      "minors_in_crime",
                                      "patients_visited",
                                      "hazards_found",
                                      "hazards_removed",
                                      "patrol_hours",
                                      "calls_110",
                                      "response_minutes",
                                      "cameras_working",
                                      "volunteers",
                                      "inspections",
                                      "inspections_failed",
                                      "dangerous_goods",
                                      "river_alarms",
                                      "school_incidents"};

double processor_seconds(int who) {
  rusage usage{};
  getrusage(who, &usage);
  const auto of = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return of(usage.ru_utime) + of(usage.ru_stime);
}

/// The best of several runs: by the clock, and in processor time, which other programs on the machine disturb
/// less.
struct Best {
  double clock = 1e9;
  double processor = 1e9;

  void run(int who, const std::function<void()>& what) {
    const double processor_start = processor_seconds(who);
    const auto start = std::chrono::steady_clock::now();
    what();
    clock = std::min(clock, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    processor = std::min(processor, processor_seconds(who) - processor_start);
  }
};

std::string code(int region) { return std::to_string(330000 + region); }

void write_files(const std::filesystem::path& folder, std::uint64_t rows) {
  std::ofstream regions(folder / "regions.csv", std::ios::binary);
  regions << "region,parent,level,name_zh,name_en\n";
  for (int i = 0; i < kRegions; ++i) regions << code(i) << ",,county,县,County\n";
  std::ofstream figures(folder / "figures.csv", std::ios::binary);
  figures << "region,period,variable,value\n";
  std::string block;
  Philox random(philox_key("long table bench"), 0);
  for (int region = 0; region < kRegions && rows > 0; ++region) {
    for (int month = 0; month < kMonths && rows > 0; ++month) {
      const std::string prefix = code(region) + "," + Period::month(2009, 1).plus(month).text() + ",";
      for (const char* variable : kVariables) {
        if (rows == 0) break;
        --rows;
        block += prefix;
        block += variable;
        block += "," + std::to_string(random.below(1000)) + "\n";
      }
    }
    figures << block;
    block.clear();
  }
}

}  // namespace

int main(int count, char** arguments) {
  const std::uint64_t rows = (count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 10) * 1'000'000;
  const auto threads = static_cast<unsigned>(count > 2 ? std::atoi(arguments[2]) : 0);
  std::string pattern = (std::filesystem::temp_directory_path() / "dajuan-bench-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) return 1;
  const std::filesystem::path folder = pattern;
  write_files(folder, rows);
  const std::string file = (folder / "figures.csv").string();

  Diagnostics diagnostics;
  const auto tables = read_tables((folder / "regions.csv").string(), {}, diagnostics);
  const auto regions = region::Regions::read(tables.at(0), diagnostics);
  const std::string count_lines = "wc -l " + file + " > /dev/null";
  int failed = std::system(count_lines.c_str());  // warms the file

  const Workers workers(threads);
  constexpr int kRuns = 5;
  Best count_best;
  Best read_best;
  for (int run = 0; run < kRuns; ++run) {
    count_best.run(RUSAGE_CHILDREN, [&] { failed |= std::system(count_lines.c_str()); });
    std::uint64_t told = 0;
    index::Figures figures;
    read_best.run(RUSAGE_SELF,
                  [&] { figures = index::read_figure_files({file}, regions, {}, workers, diagnostics); });
    for (const auto& series : figures.variables) {
      for (const auto& figure : series.cells) told += figure.told();
    }
    failed |= told != rows;
  }
  if (failed != 0 || diagnostics.has_errors()) {
    std::fputs(text(Language::en, diagnostics).c_str(), stderr);
    std::filesystem::remove_all(folder);
    return 1;
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("long table: %llu rows, %.1f MB, best of %d\n", static_cast<unsigned long long>(rows),
              static_cast<double>(std::filesystem::file_size(file)) / 1e6, kRuns);
  std::printf("wc -l             %.3f s, processor %.3f s\n", count_best.clock, count_best.processor);
  std::printf("checked figures   %.3f s, processor %.3f s, %.1f million rows a second, %zu threads\n",
              read_best.clock, read_best.processor, static_cast<double>(rows) / read_best.clock / 1e6,
              workers.count());
  std::printf("ratio to wc -l    %.1f by the clock, %.1f in processor time for each thread\n",
              read_best.clock / count_best.clock,
              read_best.processor / static_cast<double>(workers.count()) / count_best.processor);
  std::printf("peak memory          %ld MB (mapped file included)\n", usage.ru_maxrss / 1024);
  std::filesystem::remove_all(folder);
  return 0;
}
