#pragma once
#include <map>
#include <string_view>
#include <vector>

#include "index/step_work.h"

namespace dajuan::index {

/// The cells that a step filled from other periods, and with what.
struct OverTimeFit {
  struct Fill {
    std::size_t row = 0;
    double value = 0;
  };
  std::vector<std::vector<Fill>> columns;  ///< each in order of rows
};

/// Tells each fill as it is found.
class OverTimeLearner {
 public:
  OverTimeLearner(const ImputeOverTimeStep& step, const StepWork& work);
  void learn(std::size_t column, std::size_t group, std::span<const double> values);
  OverTimeFit fit;

 private:
  struct Point {
    std::size_t row;
    std::ptrdiff_t period;  ///< place among the panel's periods
    double time;
  };
  double value_for(const std::vector<Point>& points, std::size_t at, std::span<const double> values) const;

  const ImputeOverTimeStep& step_;
  const StepWork& work_;
  std::map<std::string_view, std::vector<Point>> units_;
};

void apply(const OverTimeFit& fit, const Cells& cells, const StepWork* record = nullptr);

OverTimeFit for_rows(const OverTimeFit& fit, std::span<const std::size_t> rows);

}  // namespace dajuan::index
