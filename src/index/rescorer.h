#pragma once
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "base/matrix.h"
#include "index/aggregate_work.h"
#include "index/engine.h"
#include "index/step_impute_row.h"

namespace dajuan::index {

/// Everything that the steps of an engine learned from a panel, and what they need to apply it to other
/// figures of the same units: bounds, functions, lines and sorted samples by column, fills of missing cells.
/// Immutable and safe to share between threads. Made by Engine::fit.
class Fitted;

/// Scores of other figures under what was learned: the frozen scheme, run again and again. Prepared once for
/// some rows of the fitted panel; nothing is recorded, nothing is learned, and after the first call with the
/// same Scratch nothing is allocated (except by benefit of the doubt). Safe to share between threads; each
/// brings its own Scratch.
class Rescorer {
 public:
  /// Memory of one thread, kept between calls; no meaning.
  struct Scratch {
    std::vector<double> figures;  ///< a block of rows between two passes
    std::vector<double> cells[2];
    RowImputeMemory impute;
    AggregateMemory aggregate;
  };

  /// `rows` of the fitted panel, never falling: a row may stand several times, once for each draw. Where a
  /// method looks at other units (Copeland, benefit of the doubt) they must be whole periods, each row once.
  /// Else, and when the engine's steps are not those that were fitted, std::invalid_argument. Both engine and
  /// `fitted` may end before this.
  Rescorer(const Engine& engine, const Fitted& fitted, std::vector<std::size_t> rows);

  std::span<const std::size_t> rows() const { return rows_; }

  /// `figures`: rows × indicators, as in Panel::values, else std::invalid_argument; `scores`: rows × nodes,
  /// as Result::scores. With the fitted panel's own figures the result has the same bits as Engine::run. A
  /// cell that is missing is filled as it was when fitted: with the learned mean or median of its indicator
  /// or group, by row from the row's other figures and the learned ranges, over time with the value it was
  /// filled with then.
  void scores(const Matrix& figures, Matrix& scores, Scratch& scratch) const;
  /// The same with other weights, per node within its parent; each group of siblings sums to 1 or 0.
  void scores(const Matrix& figures, std::span<const double> weights, Matrix& scores, Scratch& scratch) const;

 private:
  struct Plan;
  std::vector<std::size_t> rows_;
  std::shared_ptr<const Plan> plan_;
};

}  // namespace dajuan::index
