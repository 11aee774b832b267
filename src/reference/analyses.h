#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/matrix.h"
#include "index/engine.h"
#include "reference/case.h"
#include "reference/derive.h"
#include "reference/frame.h"

namespace dajuan::reference {

/// The tables of one analysis, by file name.
using Frames = std::map<std::string, Frame>;

/// statistics.csv: one row an indicator, of the figures after the steps.
Frames statistics(const Run& run, const Statistics& limits);

/// effective_weights.csv.
Frames effective_weights(const index::Engine& engine);

/// outranking.csv (cell (i, j): weight where i beats j plus half of that of ties), copeland.csv,
/// dominance.csv (pairs in which one beats the other in everything).
Frames outranking(const Run& run, const index::Engine& engine);

/// The column of loadings.csv, whose signs are free.
inline constexpr const char* kLoading = "loading_pc1";

/// loadings.csv, explained.csv and the loadings themselves, by code, as weights.
struct Components {
  Frames frames;
  std::map<std::string, double, std::less<>> weights;
};
Components pca_weights(const Run& run, const PcaWeights& what);

/// Figures whose change is asked for: a column over the rows of a panel.
struct TrendColumn {
  std::string code;
  std::span<const double> figures;
};

/// trends.csv: one row a unit and column, over the periods in which the unit is included.
Frames trends(const Trend& what, const index::Panel& panel, const std::vector<TrendColumn>& columns,
              const std::vector<std::uint8_t>& included);

}  // namespace dajuan::reference
