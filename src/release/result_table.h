#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/csv_writer.h"
#include "base/observation.h"

namespace dajuan::release {

inline constexpr std::string_view kSimulated = "模拟数据 simulated data";

/// A CSV of a result folder: as CsvWriter, with the column that marks simulated figures.
class ResultTable {
 public:
  ResultTable(std::string& out, bool simulated, std::initializer_list<std::string_view> columns);
  ResultTable& text(std::string_view value);
  ResultTable& number(double value);
  ResultTable& count(long long value);
  void end_row();
  /// More columns than the constructor was given; only before the first row.
  void end_header();

 private:
  CsvWriter writer_;
  bool simulated_;
};

}  // namespace dajuan::release
