#pragma once
#include <map>
#include <string_view>
#include <vector>

#include "index/step_work.h"

namespace dajuan::index {

/// What each column is divided by. Nothing is learned; the denominators come with the panel.
struct DenominateFit {
  struct Column {
    int divisor = -1;  ///< index into `divisors`, -1 = is not divided
    double factor = 1;
  };
  std::vector<Column> columns;
  std::vector<std::vector<double>> divisors;  ///< per row
};

class DenominateLearner {
 public:
  explicit DenominateLearner(const StepWork& work);
  void learn(std::size_t column, std::size_t group, std::span<const double> values);
  DenominateFit fit;

 private:
  const StepWork& work_;
  std::map<std::string_view, int> known_;
};

/// x / denominator × factor; missing where the denominator is not positive.
void apply(const DenominateFit& fit, const Cells& cells, const StepWork* record = nullptr);

DenominateFit for_rows(const DenominateFit& fit, std::span<const std::size_t> rows);

}  // namespace dajuan::index
