#pragma once
#include <vector>

#include "index/column_scale.h"

namespace dajuan::index {

/// Learns the scale of each column.
class NormaliseLearner {
 public:
  NormaliseLearner(const NormaliseStep& step, const std::vector<Normalisation>& plans, const StepWork& work);
  void learn(std::size_t column, std::size_t group, std::span<const double> values);
  NormaliseFit fit;

 private:
  const NormaliseStep& step_;
  const std::vector<Normalisation>& plans_;
  const StepWork& work_;
};

}  // namespace dajuan::index
