#include <algorithm>
#include <map>

#include "index/engine_layout.h"
#include "stats/descriptive.h"

namespace dajuan::index {
namespace {

double statistic(std::span<double> present, ImputeStep::Statistic kind) {
  if (present.empty()) return kMissing;
  return kind == ImputeStep::Statistic::mean ? stats::mean(present) : stats::median(present);
}

std::span<double> gather_group(const StepWork& context, std::span<const double> column, RowGroup rows,
                               const std::vector<int>& group_of, int group) {
  std::vector<double>& scratch = context.result.scratch;
  if (scratch.size() < context.rows()) scratch.resize(context.rows());
  std::size_t n = 0;
  for (std::size_t r = rows.begin; r < rows.end; ++r)
    if (context.learns[r] && group_of[r] == group && !is_missing(column[r])) scratch[n++] = column[r];
  return {scratch.data(), n};
}

/// The group of every unit as a number, -1 for none; names in order of the alphabet.
std::vector<int> number_groups(const std::vector<std::string>& groups, std::vector<std::string>& names) {
  std::map<std::string_view, int> numbers;
  for (const std::string& group : groups)
    if (!group.empty()) numbers.emplace(group, 0);
  for (auto& [name, number] : numbers) {
    number = static_cast<int>(names.size());
    names.emplace_back(name);
  }
  std::vector<int> result(groups.size(), -1);
  for (std::size_t r = 0; r < groups.size(); ++r)
    if (!groups[r].empty()) result[r] = numbers.find(groups[r])->second;
  return result;
}

/// Means of all groups in one pass over the column.
void group_means(const StepWork& context, std::span<const double> column, RowGroup rows,
                 const std::vector<int>& group_of, std::vector<double>& sums, std::vector<double>& counts) {
  std::fill(sums.begin(), sums.end(), 0.0);
  std::fill(counts.begin(), counts.end(), 0.0);
  for (std::size_t r = rows.begin; r < rows.end; ++r) {
    if (!context.learns[r] || group_of[r] < 0 || is_missing(column[r])) continue;
    const auto g = static_cast<std::size_t>(group_of[r]);
    sums[g] += column[r];
    counts[g] += 1;
  }
  for (std::size_t g = 0; g < sums.size(); ++g) sums[g] = counts[g] > 0 ? sums[g] / counts[g] : kMissing;
}

void fill(const StepWork& context, std::span<double> to, std::size_t r, std::size_t c, double value) {
  to[r] = value;
  context.change(r, c, Change::imputed, kMissing, value);
}

void impute_by_indicator(const ImputeStep& step, const StepWork& context, Matrix& out) {
  const bool by_group = step.by == ImputeStep::By::group;
  std::vector<std::string> names;
  std::vector<int> group_of(context.rows(), -1);
  if (by_group) {
    if (const auto found = context.panel.groups.find(step.group); found != context.panel.groups.end())
      group_of = number_groups(found->second, names);
    else
      context.note(-1, -1, Message("engine.no_group_column", {{"group", step.group}}));
  }
  std::vector<double> values(names.size());
  std::vector<double> counts(names.size());
  for (std::size_t c = 0; c < context.columns(); ++c) {
    const std::span<double> to = out.column(c);
    for (std::size_t g = 0; g < context.groups.size(); ++g) {
      const RowGroup rows = context.groups[g];
      const bool anything_missing = std::any_of(to.begin() + static_cast<std::ptrdiff_t>(rows.begin),
                                                to.begin() + static_cast<std::ptrdiff_t>(rows.end),
                                                [](double v) { return is_missing(v); });
      if (!anything_missing) continue;
      double whole_column = kMissing;
      if (!by_group || step.fall_back_to_indicator) {
        whole_column = statistic(context.gather(to, rows), step.statistic);
        context.learn(c, g, step.statistic == ImputeStep::Statistic::mean ? "mean" : "median", whole_column);
      }
      if (by_group && step.statistic == ImputeStep::Statistic::mean) {
        group_means(context, to, rows, group_of, values, counts);
      } else if (by_group) {
        for (std::size_t k = 0; k < names.size(); ++k)
          values[k] =
              statistic(gather_group(context, to, rows, group_of, static_cast<int>(k)), step.statistic);
      }
      for (std::size_t r = rows.begin; r < rows.end; ++r) {
        if (!is_missing(to[r]) || context.result.included[r] == 0) continue;
        double value = whole_column;
        if (by_group && group_of[r] >= 0 && !is_missing(values[static_cast<std::size_t>(group_of[r])]))
          value = values[static_cast<std::size_t>(group_of[r])];
        if (!is_missing(value))
          fill(context, to, r, c, value);
        else
          context.note(
              static_cast<std::ptrdiff_t>(r), static_cast<int>(c),
              Message(by_group && group_of[r] < 0 ? "engine.no_group" : "engine.nothing_to_impute_from"));
      }
    }
  }
}

void impute_by_row(const ImputeStep& step, const StepWork& context, const Matrix& in, Matrix& out) {
  const Structure& structure = context.model.structure;
  std::vector<double> lowest(context.columns());
  std::vector<double> highest(context.columns());
  std::vector<double> own;
  for (std::size_t g = 0; g < context.groups.size(); ++g) {
    const RowGroup rows = context.groups[g];
    for (std::size_t c = 0; c < context.columns(); ++c) {
      lowest[c] = highest[c] = kMissing;
      for (const double value : context.gather(in.column(c), rows)) {
        if (!(lowest[c] <= value)) lowest[c] = value;
        if (!(highest[c] >= value)) highest[c] = value;
      }
      context.learn(c, g, "min", lowest[c]);
      context.learn(c, g, "max", highest[c]);
    }
    const auto rescaled = [&](std::size_t r, std::size_t c) {
      const double range = highest[c] - lowest[c];
      const double share = range > 0 ? (in(r, c) - lowest[c]) / range : kMissing;
      return structure.nodes[c].direction == Direction::higher_is_better ? share : 1 - share;
    };
    for (std::size_t c = 0; c < context.columns(); ++c) {
      const int family =
          step.within_level > 0 ? structure.ancestor(static_cast<int>(c), step.within_level) : -1;
      for (std::size_t r = rows.begin; r < rows.end; ++r) {
        if (!is_missing(in(r, c)) || context.result.included[r] == 0) continue;
        own.clear();
        for (std::size_t k = 0; k < context.columns(); ++k) {
          if (step.within_level > 0 && structure.ancestor(static_cast<int>(k), step.within_level) != family)
            continue;
          if (const double value = rescaled(r, k); !is_missing(value)) own.push_back(value);
        }
        double share = statistic(own, step.statistic);
        if (structure.nodes[c].direction == Direction::lower_is_better) share = 1 - share;
        const double range = highest[c] - lowest[c];
        const double value = range > 0 ? lowest[c] + share * range : lowest[c];
        if (!is_missing(value))
          fill(context, out.column(c), r, c, value);
        else
          context.note(static_cast<std::ptrdiff_t>(r), static_cast<int>(c),
                       Message("engine.nothing_to_impute_from"));
      }
    }
  }
}

}  // namespace

void run_impute(const ImputeStep& step, const StepWork& context, const Matrix& in, Matrix& out) {
  std::copy(in.all().begin(), in.all().end(), out.all().begin());
  if (step.by == ImputeStep::By::row)
    impute_by_row(step, context, in, out);
  else
    impute_by_indicator(step, context, out);
}

}  // namespace dajuan::index
