#include <algorithm>
#include <cmath>

#include "index/engine_layout.h"
#include "stats/descriptive.h"
#include "stats/mazziotta_pareto.h"

namespace dajuan::index {
namespace {

using Method = NormaliseMethod;

/// y = (x - shift) * factor + offset, optionally limited; most methods are of this form once their numbers
/// are learned.
struct Linear {
  double shift = 0;
  double factor = 1;
  double offset = 0;
  double lowest = -std::numeric_limits<double>::infinity();
  double highest = std::numeric_limits<double>::infinity();
};

void apply_linear(const Linear& line, std::span<const double> in, std::span<double> out) {
  for (std::size_t r = 0; r < in.size(); ++r) out[r] = (in[r] - line.shift) * line.factor + line.offset;
  if (line.lowest == -std::numeric_limits<double>::infinity() &&
      line.highest == std::numeric_limits<double>::infinity())
    return;
  for (double& value : out) {
    if (value < line.lowest) value = line.lowest;
    if (value > line.highest) value = line.highest;
  }
}

/// Rank of a value among sorted learned values; a value that is not among them ranks as if it had been the
/// only tie.
double rank_among(std::span<const double> sorted, double x, Ties ties) {
  const auto below = static_cast<double>(std::lower_bound(sorted.begin(), sorted.end(), x) - sorted.begin());
  const auto up_to = static_cast<double>(std::upper_bound(sorted.begin(), sorted.end(), x) - sorted.begin());
  const double equal = std::max(1.0, up_to - below);
  switch (ties) {
    case Ties::min:
      return below + 1;
    case Ties::average:
      return below + (equal + 1) / 2;
    case Ties::max:
      break;
  }
  return below + equal;
}

class ColumnNormaliser {
 public:
  ColumnNormaliser(const NormaliseStep& step, const Normalisation& plan, const StepWork& context,
                   std::size_t column)
      : step_(step),
        plan_(plan),
        context_(context),
        node_(context.model.structure.nodes[column]),
        column_(column) {}

  void run(std::size_t group, std::span<const double> in, std::span<double> out) {
    group_ = group;
    rows_ = context_.groups[group];
    const std::size_t n = rows_.end - rows_.begin;
    const std::span<const double> from = in.subspan(rows_.begin, n);
    const std::span<double> to = out.subspan(rows_.begin, n);
    if (plan_.method == Method::goalposts) {
      by_goalposts(from, to);
      return;
    }
    learned_ = context_.gather(in, rows_);
    if (learned_.empty()) return leave_out(to, "engine.no_data");
    const double d = static_cast<double>(node_.direction);
    for (double& value : learned_) value *= d;
    turned_.resize(n);
    for (std::size_t r = 0; r < n; ++r) turned_[r] = from[r] * d;
    by_method(turned_, to);
  }

 private:
  void by_method(std::span<const double> x, std::span<double> y) {
    switch (plan_.method) {
      case Method::none:
        std::copy(x.begin(), x.end(), y.begin());
        return;
      case Method::scaled:
        if (plan_.upper == plan_.lower) return leave_out(y, "engine.scale_empty");
        return apply_linear({plan_.lower, 1 / (plan_.upper - plan_.lower) * plan_.scale, 0}, x, y);
      case Method::minmax:
      case Method::distance_to_max:
      case Method::distance_to_reference:
      case Method::distance_to_target:
        return by_range(x, y);
      case Method::zscore:
      case Method::above_below_mean:
      case Method::adjusted_mazziotta_pareto:
        return by_mean(x, y);
      case Method::fraction_of_max:
        return by_fraction(x, y);
      case Method::rank:
      case Method::borda:
      case Method::percentile_rank:
      case Method::categorical:
        return by_order(x, y);
      case Method::goalposts:
        break;
    }
  }

  void by_goalposts(std::span<const double> x, std::span<double> y) {
    std::optional<double> lower = node_.lower_post;
    std::optional<double> upper = node_.upper_post;
    if (const auto found = step_.goalposts.find(node_.code); found != step_.goalposts.end()) {
      lower = found->second.first;
      upper = found->second.second;
    }
    if (!lower || !upper || !(*lower < *upper)) return leave_out(y, "engine.no_goalposts");
    context_.learn(column_, group_, "lower_post", *lower);
    context_.learn(column_, group_, "upper_post", *upper);
    const bool higher = node_.direction == Direction::higher_is_better;
    Linear line{higher ? *lower : *upper, (higher ? 1 : -1) * plan_.scale / (*upper - *lower), 0};
    if (plan_.clamp) {
      line.lowest = std::min(0.0, plan_.scale);
      line.highest = std::max(0.0, plan_.scale);
    }
    apply_linear(line, x, y);
  }

  void by_range(std::span<const double> x, std::span<double> y) {
    const auto [lowest, highest] = std::minmax_element(learned_.begin(), learned_.end());
    const double min = *lowest;
    const double max = *highest;
    context_.learn(column_, group_, "min", min);
    context_.learn(column_, group_, "max", max);
    double zero = min;
    double one = max;
    Linear line;
    if (plan_.method == Method::minmax) {
      line.offset = plan_.lower;
      line.factor = plan_.upper - plan_.lower;
    } else if (plan_.method == Method::distance_to_reference) {
      one = reference_value();
      if (is_missing(one)) return leave_out(y, "engine.no_reference");
      context_.learn(column_, group_, "reference", one);
    } else if (plan_.method == Method::distance_to_target) {
      if (!node_.target) return leave_out(y, "engine.no_target");
      one = *node_.target * static_cast<double>(node_.direction);
    }
    if (!(one != zero)) {
      const bool constant = min == max;
      return leave_out(y, constant ? constant_reason() : "engine.reference_is_lowest");
    }
    line.shift = zero;
    line.factor /= one - zero;
    if (plan_.cap_at_1) line.highest = 1;
    apply_linear(line, x, y);
  }

  void by_mean(std::span<const double> x, std::span<double> y) {
    const stats::Moments moments = stats::moments_of_complete(learned_);
    context_.learn(column_, group_, "mean", moments.mean);
    if (plan_.method == Method::above_below_mean) {
      const double band = std::abs(moments.mean) * plan_.band;
      for (std::size_t r = 0; r < x.size(); ++r) {
        const double gap = x[r] - moments.mean;
        y[r] = is_missing(x[r]) ? kMissing : gap > band ? 1.0 : gap < -band ? -1.0 : 0.0;
      }
      return;
    }
    if (plan_.method == Method::adjusted_mazziotta_pareto) {
      const auto [lowest, highest] = std::minmax_element(learned_.begin(), learned_.end());
      context_.learn(column_, group_, "min", *lowest);
      context_.learn(column_, group_, "max", *highest);
      if (*lowest == *highest) return leave_out(y, constant_reason());
      const auto goalposts = stats::adjusted_goalposts(*lowest, *highest, moments.mean);
      for (std::size_t r = 0; r < x.size(); ++r) y[r] = stats::adjusted_value(x[r], goalposts, 1);
      return;
    }
    context_.learn(column_, group_, "sd", moments.sd);
    if (!(moments.sd > 0)) return leave_out(y, constant_reason());
    apply_linear({moments.mean, plan_.sd / moments.sd, plan_.mean}, x, y);
  }

  /// x / max; for indicators where less is better min / x, so that the best unit has 1 either way.
  void by_fraction(std::span<const double> x, std::span<double> y) {
    const double best = *std::max_element(learned_.begin(), learned_.end());
    context_.learn(column_, group_, "best", best);
    const bool higher = node_.direction == Direction::higher_is_better;
    if (higher ? !(best > 0) : !(best < 0)) return leave_out(y, "engine.fraction_undefined");
    for (std::size_t r = 0; r < x.size(); ++r) {
      y[r] = higher ? x[r] / best : best / x[r];
      if (!higher && !is_missing(x[r]) && !(x[r] < 0)) {
        y[r] = kMissing;
        context_.note(static_cast<std::ptrdiff_t>(rows_.begin + r), static_cast<int>(column_),
                      Message("engine.fraction_undefined"));
      }
    }
  }

  void by_order(std::span<const double> x, std::span<double> y) {
    std::sort(learned_.begin(), learned_.end());
    if (plan_.method == Method::categorical) return by_category(x, y);
    const double n = static_cast<double>(learned_.size());
    for (std::size_t r = 0; r < x.size(); ++r) {
      if (is_missing(x[r])) {
        y[r] = kMissing;
        continue;
      }
      const double rank = rank_among(learned_, x[r], plan_.ties);
      if (plan_.method == Method::rank) y[r] = rank;
      if (plan_.method == Method::borda) y[r] = rank - 1;
      // A single value is neither high nor low: the middle.
      if (plan_.method == Method::percentile_rank) y[r] = n > 1 ? std::min(1.0, (rank - 1) / (n - 1)) : 0.5;
    }
  }

  void by_category(std::span<const double> x, std::span<double> y) {
    std::vector<double> bounds;
    for (const double cut : plan_.cuts) {
      bounds.push_back(stats::quantile_sorted(learned_, cut / 100));
      context_.learn(column_, group_, "cut", bounds.back());
    }
    for (std::size_t r = 0; r < x.size(); ++r) {
      const auto category = std::upper_bound(bounds.begin(), bounds.end(), x[r]) - bounds.begin();
      y[r] = is_missing(x[r]) ? kMissing : plan_.marks[static_cast<std::size_t>(category)];
    }
  }

  /// Mean of the reference unit's turned figures over the rows that are learned from.
  double reference_value() const {
    double sum = 0;
    std::size_t n = 0;
    for (std::size_t r = rows_.begin; r < rows_.end; ++r) {
      if (!context_.learns[r] || context_.panel.units[r].code != plan_.reference_unit) continue;
      const double value = turned_[r - rows_.begin];
      if (is_missing(value)) continue;
      sum += value;
      ++n;
    }
    return n == 0 ? kMissing : sum / static_cast<double>(n);
  }

  /// Why an indicator without spread cannot be normalised relative to itself.
  const char* constant_reason() const {
    return learned_.size() < 2 ? "engine.needs_two_units" : "engine.constant_indicator";
  }

  void leave_out(std::span<double> y, const char* reason) const {
    std::fill(y.begin(), y.end(), kMissing);
    context_.note(-1, static_cast<int>(column_), Message(reason));
  }

  const NormaliseStep& step_;
  const Normalisation& plan_;
  const StepWork& context_;
  const Node& node_;
  std::size_t column_;
  std::size_t group_ = 0;
  RowGroup rows_;
  std::span<double> learned_;
  std::vector<double> turned_;
};

}  // namespace

void run_normalise(const NormaliseStep& step, const std::vector<Normalisation>& plans,
                   const StepWork& context, const Matrix& in, Matrix& out) {
  for (std::size_t c = 0; c < context.columns(); ++c) {
    ColumnNormaliser normaliser(step, plans[c], context, c);
    for (std::size_t g = 0; g < context.groups.size(); ++g) normaliser.run(g, in.column(c), out.column(c));
  }
}

}  // namespace dajuan::index
