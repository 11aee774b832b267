#pragma once
#include <variant>
#include <vector>

#include "index/step_work.h"
#include "stats/mazziotta_pareto.h"

namespace dajuan::index {

// How a column is brought to the common scale, once its numbers are learned. `turn` is the direction: +1
// where more is better, else -1; x stands for the figure times `turn`. Formulas by method: docs/method.md.

/// No answer: every cell is missing.
struct LeftOut {};

/// x.
struct Turned {
  double turn = 1;
};

/// (x - shift) × factor + offset: what most methods come to.
struct Line {
  double turn = 1;
  double shift = 0;
  double factor = 1;
  double offset = 0;
};

/// The same within limits.
struct LimitedLine {
  Line line;
  double lowest = -std::numeric_limits<double>::infinity();
  double highest = std::numeric_limits<double>::infinity();
};

/// 1 above, -1 below, 0 within `band` of the mean.
struct BesideMean {
  double turn = 1;
  double mean = 0;
  double band = 0;
};

struct AdjustedScale {
  double turn = 1;
  stats::AdjustedGoalposts goalposts;
};

/// x / best; where less is better best / x, so that the best unit has 1 either way.
struct ShareOfBest {
  double turn = 1;
  double best = 0;
};

/// The place of x in a sorted sample. A value that is not in it ranks as if it had been its only tie.
struct PlaceInSample {
  double turn = 1;
  NormaliseMethod method = NormaliseMethod::rank;  ///< rank, borda or percentile_rank
  stats::Ties ties = stats::Ties::min;
  std::vector<double> sample;  ///< of x, rising, not empty
};

/// The mark of the class that x is in.
struct Classes {
  double turn = 1;
  std::vector<double> bounds;  ///< rising
  std::vector<double> marks;   ///< one more
};

using ColumnScale = std::variant<LeftOut, Turned, Line, LimitedLine, BesideMean, AdjustedScale, ShareOfBest,
                                 PlaceInSample, Classes>;

struct NormaliseFit {
  PerGroup<ColumnScale> columns;
};

void apply(const NormaliseFit& fit, const Cells& cells, const StepWork* record = nullptr);

}  // namespace dajuan::index
