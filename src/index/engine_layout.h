#pragma once
#include <vector>

#include "index/engine.h"

namespace dajuan::index {

/// What the constructor works out once. Per-column plans stand in the order of the structure's indicators.
struct Engine::Layout {
  Model model;
  std::vector<std::vector<TreatmentPlan>> treatments;      ///< [step][column], empty for other steps
  std::vector<std::vector<Normalisation>> normalisations;  ///< [step][column], empty for other steps
  std::vector<AggregateLevel> levels;                      ///< per node, empty without aggregation
  std::vector<double> weights;                             ///< per node among its siblings
};

}  // namespace dajuan::index
