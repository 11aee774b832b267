#include "index/step_normalise.h"

#include <algorithm>
#include <cmath>

#include "stats/descriptive.h"

namespace dajuan::index {
namespace {

using Method = NormaliseMethod;

/// Finds the scale of one column in one group of rows.
class ScaleFinder {
 public:
  ScaleFinder(const NormaliseStep& step, const Normalisation& plan, const StepWork& work, std::size_t column,
              std::size_t group)
      : step_(step),
        plan_(plan),
        work_(work),
        node_(work.node(column)),
        turn_(static_cast<double>(node_.direction)),
        column_(column),
        group_(group) {}

  ColumnScale find(std::span<const double> values) {
    if (plan_.method == Method::goalposts) return by_goalposts();
    learned_ = work_.gather(values, work_.groups[group_]);
    if (learned_.empty()) return left_out("engine.no_data");
    for (double& value : learned_) value *= turn_;
    return by_method(values);
  }

 private:
  ColumnScale by_method(std::span<const double> values) {
    switch (plan_.method) {
      case Method::none:
        return Turned{turn_};
      case Method::scaled:
        if (plan_.upper == plan_.lower) return left_out("engine.scale_empty");
        return Line{turn_, plan_.lower, 1 / (plan_.upper - plan_.lower) * plan_.scale, 0};
      case Method::minmax:
      case Method::distance_to_max:
      case Method::distance_to_reference:
      case Method::distance_to_target:
        return by_range(values);
      case Method::zscore:
      case Method::above_below_mean:
      case Method::adjusted_mazziotta_pareto:
        return by_mean();
      case Method::fraction_of_max:
        return by_best();
      case Method::rank:
      case Method::borda:
      case Method::percentile_rank:
      case Method::categorical:
        return by_order();
      case Method::goalposts:
        break;
    }
    return LeftOut{};
  }

  ColumnScale by_goalposts() const {
    std::optional<double> lower = node_.lower_post;
    std::optional<double> upper = node_.upper_post;
    if (const auto found = step_.goalposts.find(node_.code); found != step_.goalposts.end()) {
      lower = found->second.first;
      upper = found->second.second;
    }
    if (!lower || !upper || !(*lower < *upper)) return left_out("engine.no_goalposts");
    tell("lower_post", *lower);
    tell("upper_post", *upper);
    // In the raw direction: the line itself turns.
    const Line line{1, turn_ > 0 ? *lower : *upper, turn_ * plan_.scale / (*upper - *lower), 0};
    if (!plan_.clamp) return line;
    return LimitedLine{line, std::min(0.0, plan_.scale), std::max(0.0, plan_.scale)};
  }

  ColumnScale by_range(std::span<const double> values) const {
    const auto [lowest, highest] = std::minmax_element(learned_.begin(), learned_.end());
    const double min = *lowest;
    const double max = *highest;
    tell("min", min);
    tell("max", max);
    double one = max;
    Line line{turn_, min, 1, 0};
    if (plan_.method == Method::minmax) {
      line.offset = plan_.lower;
      line.factor = plan_.upper - plan_.lower;
    } else if (plan_.method == Method::distance_to_reference) {
      one = reference_value(values);
      if (is_missing(one)) return left_out("engine.no_reference");
      tell("reference", one);
    } else if (plan_.method == Method::distance_to_target) {
      if (!node_.target) return left_out("engine.no_target");
      one = *node_.target * turn_;
    }
    if (!(one != min)) return left_out(min == max ? constant_reason() : "engine.reference_is_lowest");
    line.factor /= one - min;
    if (plan_.cap_at_1) return LimitedLine{line, -std::numeric_limits<double>::infinity(), 1};
    return line;
  }

  ColumnScale by_mean() const {
    const stats::Moments moments = stats::moments_of_complete(learned_);
    tell("mean", moments.mean);
    if (plan_.method == Method::above_below_mean)
      return BesideMean{turn_, moments.mean, std::abs(moments.mean) * plan_.band};
    if (plan_.method == Method::adjusted_mazziotta_pareto) {
      const auto [lowest, highest] = std::minmax_element(learned_.begin(), learned_.end());
      tell("min", *lowest);
      tell("max", *highest);
      if (*lowest == *highest) return left_out(constant_reason());
      return AdjustedScale{turn_, stats::adjusted_goalposts(*lowest, *highest, moments.mean)};
    }
    tell("sd", moments.sd);
    if (!(moments.sd > 0)) return left_out(constant_reason());
    return Line{turn_, moments.mean, plan_.sd / moments.sd, plan_.mean};
  }

  ColumnScale by_best() const {
    const double best = *std::max_element(learned_.begin(), learned_.end());
    tell("best", best);
    if (turn_ > 0 ? !(best > 0) : !(best < 0)) return left_out("engine.fraction_undefined");
    return ShareOfBest{turn_, best};
  }

  ColumnScale by_order() {
    std::sort(learned_.begin(), learned_.end());
    if (plan_.method != Method::categorical)
      return PlaceInSample{turn_, plan_.method, plan_.ties, {learned_.begin(), learned_.end()}};
    Classes classes{turn_, {}, plan_.marks};
    for (const double cut : plan_.cuts) {
      classes.bounds.push_back(stats::quantile_sorted(learned_, cut / 100));
      tell("cut", classes.bounds.back());
    }
    return classes;
  }

  /// Mean of the reference unit's turned figures over the rows that are learned from.
  double reference_value(std::span<const double> values) const {
    double sum = 0;
    std::size_t n = 0;
    for (std::size_t r = work_.groups[group_].begin; r < work_.groups[group_].end; ++r) {
      if (!work_.learns[r] || work_.panel.units[r].code != plan_.reference_unit) continue;
      if (is_missing(values[r])) continue;
      sum += values[r] * turn_;
      ++n;
    }
    return n == 0 ? kMissing : sum / static_cast<double>(n);
  }

  /// Why an indicator without spread cannot be normalised relative to itself.
  const char* constant_reason() const {
    return learned_.size() < 2 ? "engine.needs_two_units" : "engine.constant_indicator";
  }

  ColumnScale left_out(const char* reason) const {
    work_.note(-1, static_cast<int>(column_), Message(reason));
    return LeftOut{};
  }

  void tell(const char* name, double value) const { work_.learn(column_, group_, name, value); }

  const NormaliseStep& step_;
  const Normalisation& plan_;
  const StepWork& work_;
  const Node& node_;
  double turn_;
  std::size_t column_;
  std::size_t group_;
  std::span<double> learned_;
};

}  // namespace

NormaliseLearner::NormaliseLearner(const NormaliseStep& step, const std::vector<Normalisation>& plans,
                                   const StepWork& work)
    : step_(step), plans_(plans), work_(work) {
  fit.columns = PerGroup<ColumnScale>(work.columns(), work.groups.size());
}

void NormaliseLearner::learn(std::size_t column, std::size_t group, std::span<const double> values) {
  fit.columns(column, group) = ScaleFinder(step_, plans_[column], work_, column, group).find(values);
}

}  // namespace dajuan::index
