#include "index/step_denominate.h"

namespace dajuan::index {

DenominateLearner::DenominateLearner(const StepWork& work) : work_(work) {
  fit.columns.resize(work.columns());
}

void DenominateLearner::learn(std::size_t column, std::size_t, std::span<const double>) {
  const Node& node = work_.node(column);
  DenominateFit::Column& learned = fit.columns[column];
  learned.factor = node.factor;
  if (node.denominator.empty()) return;
  const auto found = work_.panel.denominators.find(node.denominator);
  const bool there = found != work_.panel.denominators.end();
  if (!there)
    work_.note(-1, static_cast<int>(column),
               Message("engine.no_denominator", {{"denominator", node.denominator}}));
  const auto [known, is_new] = known_.try_emplace(node.denominator, static_cast<int>(fit.divisors.size()));
  if (is_new) fit.divisors.push_back(there ? found->second : std::vector<double>(work_.rows(), kMissing));
  learned.divisor = known->second;
}

void apply(const DenominateFit& fit, const Cells& cells, const StepWork* record) {
  const auto [which, factor] = fit.columns[cells.column];
  const std::size_t n = cells.in.size();
  const double* const in = cells.in.data();
  double* const out = cells.out.data();
  if (which < 0) {
    for (std::size_t i = 0; i < n; ++i) out[i] = factor == 1 ? in[i] : in[i] * factor;
    return;
  }
  const double* const divisor = fit.divisors[static_cast<std::size_t>(which)].data() + cells.first;
  if (record) {
    for (std::size_t i = 0; i < n; ++i)
      if (divisor[i] <= 0 && !is_missing(in[i]))
        record->note_cell(cells.first + i, cells.column,
                          Message("engine.denominator_not_positive",
                                  {{"denominator", record->node(cells.column).denominator}}));
  }
  for (std::size_t i = 0; i < n; ++i) {
    const double ratio = in[i] / divisor[i] * factor;
    out[i] = divisor[i] > 0 && !is_missing(ratio) ? ratio : kMissing;
  }
}

DenominateFit for_rows(const DenominateFit& fit, std::span<const std::size_t> rows) {
  DenominateFit chosen{fit.columns, {}};
  for (const std::vector<double>& divisor : fit.divisors) {
    std::vector<double>& to = chosen.divisors.emplace_back();
    for (const std::size_t row : rows) to.push_back(divisor[row]);
  }
  return chosen;
}

}  // namespace dajuan::index
