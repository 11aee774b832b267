#pragma once
#include <span>
#include <vector>

#include "index/engine.h"

namespace dajuan::index {

/// One line of a decomposition.
struct Part {
  enum class Kind {
    indicator,     ///< what an indicator gave (> 0) or cost (< 0)
    weight_shift,  ///< weight that moved between the children of `node` because a cell is missing on one side
    balance,       ///< change of the penalty for an unbalanced profile at `node` (Mazziotta-Pareto)
    undivided      ///< all that `node` gave; its method cannot be taken apart further
  } kind = Kind::indicator;
  int node = -1;
  double amount = 0;  ///< points of the score that was taken apart
};

/// to - from = the sum of parts, within rounding. Without a score on either side nothing can be compared.
struct Decomposition {
  bool possible = false;
  double from = 0;
  double to = 0;
  std::vector<Part> parts;  ///< indicators in order of the structure, then the other kinds
};

/// Takes apart the difference of a node's score between two units, periods, or a unit and a made-up one.
/// `from` and `to` hold one value per node (row_score.h).
///
/// Method: every mean here is quasi-arithmetic, f(y) = sum w f(x). With bars for the mean of both sides,
///   y1 - y0 = K [ sum_c wbar_c (f(x1_c) - f(x0_c)) + sum_c (w1_c - w0_c) fbar_c ],   K = (y1 - y0) / (f(y1)
///   - f(y0)),
/// applied again inside each child. For the arithmetic mean K = 1; for the geometric mean K is the
/// logarithmic mean of y0 and y1 and this is the additive log mean Divisia decomposition (LMDI; Ang 2004,
/// Energy Policy 32, 1131-1139); harmonic and power means have the K of their own f. Exact, free of order,
/// the same in both directions but for the sign, and linear in the number of indicators, which Shapley's
/// value is not. The second sum is the weight shift. Copeland and benefit of the doubt depend on all units
/// and stay `undivided`, as does a mean outside its domain.
Decomposition decompose(const Engine& engine, std::span<const double> from, std::span<const double> to,
                        int node);

}  // namespace dajuan::index
