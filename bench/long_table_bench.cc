// Reads a long table of ten million rows up to the checked figures in memory, and compares with `wc -l` on
// the same warm file in the same run. Prints rows a second, the ratio and the memory.
//   long_table_bench [MILLIONS OF ROWS] [THREADS]
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
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

double seconds(const std::function<void()>& what) {
  const auto start = std::chrono::steady_clock::now();
  what();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

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
        block += "," + std::to_string(static_cast<int>(random.uniform() * 1000)) + "\n";
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
  double best_count = 1e9;
  double best_read = 1e9;
  for (int run = 0; run < kRuns; ++run) {
    best_count = std::min(best_count, seconds([&] { failed |= std::system(count_lines.c_str()); }));
    std::uint64_t told = 0;
    index::Figures figures;
    best_read = std::min(best_read, seconds([&] {
                           figures = index::read_figure_files({file}, regions, {}, workers, diagnostics);
                         }));
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
  std::printf("wc -l                %.3f s\n", best_count);
  std::printf("checked figures      %.3f s  %.1f million rows a second  ratio to wc -l %.1f\n", best_read,
              static_cast<double>(rows) / best_read / 1e6, best_read / best_count);
  std::printf("peak memory          %ld MB (mapped file included)\n", usage.ru_maxrss / 1024);
  std::filesystem::remove_all(folder);
  return 0;
}
