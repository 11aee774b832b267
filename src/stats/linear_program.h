#pragma once
#include <vector>

#include "base/matrix.h"

namespace dajuan::stats {

/// Maximise objective · x over x >= 0 with limits(row) · x <= bounds[row].
struct LinearProgram {
  std::vector<double> objective;  ///< one per variable
  Matrix limits;                  ///< [constraint, variable]
  std::vector<double> bounds;     ///< one per constraint, none below 0: x = 0 is always allowed
};

struct LinearSolution {
  bool bounded = true;  ///< false: the objective has no maximum; the rest is of no use
  double value = 0;     ///< objective · x
  std::vector<double> x;
  /// What one more unit of each bound would add to the value: never negative, 0 where the constraint has
  /// room. bounds · prices = value, which proves the maximum.
  std::vector<double> prices;
};

/// Primal simplex on a dense tableau. The variable that gains most enters (Dantzig); after a step of length
/// zero the first that gains, until a step has a length (Bland 1977, Mathematics of Operations Research 2(2)
/// 103-107), so there is no circle. Which way it goes depends on nothing but the numbers: the bits are the
/// same everywhere. For small problems (up to some thousand constraints and a hundred variables) whose
/// entries are of one order of magnitude: what is below 1e-11 counts as zero. Throws std::invalid_argument
/// when sizes do not fit or a bound is negative.
LinearSolution maximise(const LinearProgram& program);

}  // namespace dajuan::stats
