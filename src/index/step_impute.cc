#include "index/step_impute.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "stats/descriptive.h"

namespace dajuan::index {
namespace {

/// The slot of every row; groups are numbered in order of the alphabet. Gives the number of slots.
std::size_t number_slots(const std::vector<std::string>& groups, std::vector<std::uint32_t>& slot_of) {
  std::map<std::string_view, std::uint32_t> numbers;
  for (const std::string& group : groups)
    if (!group.empty()) numbers.emplace(group, 0);
  std::uint32_t next = ImputeFit::kFirstGroup;
  for (auto& [name, number] : numbers) number = next++;
  for (std::size_t r = 0; r < groups.size(); ++r)
    if (!groups[r].empty()) slot_of[r] = numbers.find(groups[r])->second;
  return next;
}

}  // namespace

double impute_statistic(std::span<double> values, ImputeStep::Statistic statistic) {
  if (values.empty()) return kMissing;
  return statistic == ImputeStep::Statistic::mean ? stats::mean(values) : stats::median_of_complete(values);
}

ImputeLearner::ImputeLearner(const ImputeStep& step, const StepWork& work, bool every_column)
    : step_(step), work_(work), every_column_(every_column) {
  fit.by_group = step.by == ImputeStep::By::group;
  fit.slots = ImputeFit::kFirstGroup;
  fit.slot_of.assign(work.rows(), ImputeFit::kNoGroup);
  if (fit.by_group) {
    if (const auto found = work.panel.groups.find(step.group); found != work.panel.groups.end())
      fit.slots = number_slots(found->second, fit.slot_of);
    else
      work.note(-1, -1, Message("engine.no_group_column", {{"group", step.group}}));
  }
  for (std::size_t r = 0; r < work.rows(); ++r)
    if (work.result.included[r] == 0) fit.slot_of[r] = ImputeFit::kScreenedOut;
  fit.groups = work.groups.size();
  fit.fills.assign(work.columns() * fit.groups * fit.slots, kMissing);
  statistics_.resize(fit.slots);
  counts_.resize(fit.slots);
}

void ImputeLearner::learn(std::size_t column, std::size_t group, std::span<const double> values) {
  const RowGroup rows = work_.groups[group];
  const auto here = values.subspan(rows.begin, rows.size());
  const bool anything_missing = std::any_of(here.begin(), here.end(), is_missing);
  if (!anything_missing && !every_column_) return;
  const std::span<double> fills = fit.of(column, group);
  const bool mean = step_.statistic == ImputeStep::Statistic::mean;
  double whole_column = kMissing;
  if (!fit.by_group || step_.fall_back_to_indicator) {
    whole_column = impute_statistic(work_.gather(values, rows), step_.statistic);
    if (anything_missing) work_.learn(column, group, mean ? "mean" : "median", whole_column);
  }
  fills[ImputeFit::kNoGroup] = whole_column;
  if (!fit.by_group) return;
  if (mean) means_of_slots(values, rows);
  for (std::uint32_t slot = ImputeFit::kFirstGroup; slot < fit.slots; ++slot) {
    const double own =
        mean ? statistics_[slot] : impute_statistic(gather_slot(values, rows, slot), step_.statistic);
    fills[slot] = is_missing(own) ? whole_column : own;
  }
}

std::span<double> ImputeLearner::gather_slot(std::span<const double> values, RowGroup rows,
                                             std::uint32_t slot) const {
  std::vector<double>& scratch = work_.result.scratch;
  if (scratch.size() < work_.rows()) scratch.resize(work_.rows());
  std::size_t n = 0;
  for (std::size_t r = rows.begin; r < rows.end; ++r)
    if (work_.learns[r] && fit.slot_of[r] == slot && !is_missing(values[r])) scratch[n++] = values[r];
  return {scratch.data(), n};
}

/// All groups in one pass over the column.
void ImputeLearner::means_of_slots(std::span<const double> values, RowGroup rows) {
  std::fill(statistics_.begin(), statistics_.end(), 0.0);
  std::fill(counts_.begin(), counts_.end(), 0.0);
  for (std::size_t r = rows.begin; r < rows.end; ++r) {
    if (!work_.learns[r] || is_missing(values[r])) continue;
    statistics_[fit.slot_of[r]] += values[r];
    counts_[fit.slot_of[r]] += 1;
  }
  for (std::size_t slot = 0; slot < fit.slots; ++slot)
    statistics_[slot] = counts_[slot] > 0 ? statistics_[slot] / counts_[slot] : kMissing;
}

void apply(const ImputeFit& fit, const Cells& cells, const StepWork* record) {
  const std::span<const double> fills = fit.of(cells.column, cells.group);
  const std::uint32_t* const slot_of = fit.slot_of.data() + cells.first;
  std::copy(cells.in.begin(), cells.in.end(), cells.out.begin());
  double* const out = cells.out.data();
  for (std::size_t i = 0; i < cells.out.size(); ++i) {
    if (!is_missing(out[i]) || slot_of[i] == ImputeFit::kScreenedOut) continue;
    const double value = fills[slot_of[i]];
    if (!is_missing(value)) out[i] = value;
    if (!record) continue;
    if (!is_missing(value))
      record->change(cells.first + i, cells.column, Change::imputed, kMissing, value);
    else
      record->note_cell(
          cells.first + i, cells.column,
          Message(fit.by_group && slot_of[i] == ImputeFit::kNoGroup ? "engine.no_group"
                                                                    : "engine.nothing_to_impute_from"));
  }
}

ImputeFit for_rows(const ImputeFit& fit, std::span<const std::size_t> rows) {
  ImputeFit chosen = fit;
  chosen.slot_of.clear();
  for (const std::size_t row : rows) chosen.slot_of.push_back(fit.slot_of[row]);
  return chosen;
}

}  // namespace dajuan::index
