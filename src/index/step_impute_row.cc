#include "index/step_impute_row.h"

#include <algorithm>

#include "index/step_impute.h"

namespace dajuan::index {
namespace {

class RowImputer {
 public:
  RowImputer(const RowImputeFit& fit, const RowCells& rows, RowImputeMemory& memory, const StepWork* record)
      : fit_(fit), rows_(rows), memory_(memory), record_(record) {}

  void run() {
    // Every share before any cell is filled: what is filled does not fill others.
    memory_.shares.resize(rows_.cells.rows * fit_.families.size());
    for (std::size_t family = 0; family < fit_.families.size(); ++family)
      for (std::size_t i = 0; i < rows_.cells.rows; ++i)
        if (fit_.included[rows_.first + i] != 0 && has_gap(i, family))
          share(i, family) = own_share(i, family);
    for (std::size_t c = 0; c < fit_.family_of.size(); ++c) fill(c);
  }

 private:
  double& share(std::size_t i, std::size_t family) { return memory_.shares[family * rows_.cells.rows + i]; }

  bool has_gap(std::size_t i, std::size_t family) const {
    const std::vector<std::size_t>& columns = fit_.families[family];
    return std::any_of(columns.begin(), columns.end(),
                       [&](std::size_t c) { return is_missing(rows_.cells.column(c)[i]); });
  }

  /// The unit's mean or median between worst (0) and best (1).
  double own_share(std::size_t i, std::size_t family) {
    std::vector<double>& own = memory_.own;
    own.clear();
    for (const std::size_t c : fit_.families[family]) {
      const RowImputeFit::Range& range = fit_.ranges(c, rows_.group);
      const double share =
          range.width() > 0 ? (rows_.cells.column(c)[i] - range.lowest) / range.width() : kMissing;
      if (!is_missing(share)) own.push_back(fit_.higher_is_better[c] ? share : 1 - share);
    }
    return impute_statistic(own, fit_.statistic);
  }

  void fill(std::size_t c) {
    const RowImputeFit::Range& range = fit_.ranges(c, rows_.group);
    const std::span<double> x = rows_.cells.column(c);
    for (std::size_t i = 0; i < rows_.cells.rows; ++i) {
      if (!is_missing(x[i]) || fit_.included[rows_.first + i] == 0) continue;
      const double good = share(i, fit_.family_of[c]);
      const double raw = fit_.higher_is_better[c] ? good : 1 - good;
      const double value = range.width() > 0 ? range.lowest + raw * range.width() : range.lowest;
      if (!is_missing(value)) x[i] = value;
      if (!record_) continue;
      if (!is_missing(value))
        record_->change(rows_.first + i, c, Change::imputed, kMissing, value);
      else
        record_->note_cell(rows_.first + i, c, Message("engine.nothing_to_impute_from"));
    }
  }

  const RowImputeFit& fit_;
  const RowCells& rows_;
  RowImputeMemory& memory_;
  const StepWork* record_;
};

}  // namespace

RowImputeFit row_impute_fit(const ImputeStep& step, const StepWork& work) {
  const Structure& structure = work.model.structure;
  RowImputeFit fit;
  fit.statistic = step.statistic;
  fit.included = work.result.included;
  fit.ranges = PerGroup<RowImputeFit::Range>(work.columns(), work.groups.size());
  std::vector<int> ancestors;
  for (std::size_t c = 0; c < work.columns(); ++c) {
    const int ancestor =
        step.within_level > 0 ? structure.ancestor(static_cast<int>(c), step.within_level) : -1;
    const auto known = std::find(ancestors.begin(), ancestors.end(), ancestor);
    const auto family = static_cast<std::size_t>(known - ancestors.begin());
    if (known == ancestors.end()) {
      ancestors.push_back(ancestor);
      fit.families.emplace_back();
    }
    fit.families[family].push_back(c);
    fit.family_of.push_back(family);
    fit.higher_is_better.push_back(work.node(c).direction == Direction::higher_is_better);
  }
  return fit;
}

void learn_ranges(RowImputeFit& fit, std::size_t group, const Matrix& figures, const StepWork& work) {
  for (std::size_t c = 0; c < work.columns(); ++c) {
    RowImputeFit::Range& range = fit.ranges(c, group);
    for (const double value : work.gather(figures.column(c), work.groups[group])) {
      if (!(range.lowest <= value)) range.lowest = value;
      if (!(range.highest >= value)) range.highest = value;
    }
    work.learn(c, group, "min", range.lowest);
    work.learn(c, group, "max", range.highest);
  }
}

void apply(const RowImputeFit& fit, const RowCells& rows, RowImputeMemory& memory, const StepWork* record) {
  RowImputer(fit, rows, memory, record).run();
}

RowImputeFit for_rows(const RowImputeFit& fit, std::span<const std::size_t> rows) {
  RowImputeFit chosen = fit;
  chosen.included.clear();
  for (const std::size_t row : rows) chosen.included.push_back(fit.included[row]);
  return chosen;
}

}  // namespace dajuan::index
