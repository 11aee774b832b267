#include "index/step_treat.h"

#include <algorithm>

#include "stats/descriptive.h"

namespace dajuan::index {
namespace {

using Method = Treatment::Method;

bool passes(const stats::Moments& moments, const OutlierCheck& check) {
  // Too few or equal values have no skewness: nothing to treat.
  if (is_missing(moments.skewness) || is_missing(moments.kurtosis)) return true;
  return std::abs(moments.skewness) < check.skew || moments.kurtosis < check.kurt;
}

/// What winsorising came to.
struct Cut {
  std::size_t low = 0;         ///< points moved up
  std::size_t high = 0;        ///< points moved down
  bool ties_at_limit = false;  ///< met equal extremes that are more than the limit leaves room for
};

/// Cuts the ends of a column until the check passes. The tail is chosen by the sign of the skewness at each
/// cut; all values equal to the extreme, those that were moved there before among them, move to the next one
/// inwards. A cut that would bring the number of moved points over the limit is made only where the treatment
/// says so.
Cut winsorise(std::vector<double>& values, const Treatment& treatment, const OutlierCheck& check) {
  const std::size_t limit =
      treatment.max_points < 0 ? values.size() : static_cast<std::size_t>(treatment.max_points);
  Cut cut;
  while (cut.low + cut.high < limit) {
    const stats::Moments moments = stats::moments_of_complete(values);
    if (treatment.force ? (treatment.max_points < 0 && passes(moments, check)) : passes(moments, check))
      break;
    if (moments.min == moments.max) break;
    const bool above = moments.skewness >= 0;
    const double extreme = above ? moments.max : moments.min;
    double next = above ? moments.min : moments.max;
    std::size_t extremes = 0;
    for (const double value : values) {
      if (value == extreme)
        ++extremes;
      else
        next = above ? std::max(next, value) : std::min(next, value);
    }
    if (extremes + (above ? cut.low : cut.high) > limit) {
      cut.ties_at_limit = true;
      if (!treatment.ties_may_overrun) break;
    }
    std::replace(values.begin(), values.end(), extreme, next);
    (above ? cut.high : cut.low) = extremes;
  }
  return cut;
}

/// False when the method has no function for these values.
bool learn_function(const Treatment& treatment, const stats::Moments& moments, ValueTreatment& learned) {
  const bool defined = treatment.method != Method::log_gii || moments.max > 1;
  if (!defined || !(moments.max > moments.min)) return false;
  learned.function = treatment.method;
  learned.min = moments.min;
  learned.max = moments.max;
  learned.lambda = treatment.lambda;
  learned.downwards = treatment.method == Method::log_shift_signed && !(moments.skewness > 0);
  return true;
}

void record_moments(const stats::Moments& moments, const OutlierCheck& check, std::size_t stage,
                    TreatmentRow& row) {
  row.skew[stage] = moments.skewness;
  row.kurt[stage] = moments.kurtosis;
  row.passed[stage] = passes(moments, check) ? 1 : 0;
}

}  // namespace

TreatLearner::TreatLearner(const std::vector<TreatmentPlan>& plans, const StepWork& work)
    : plans_(plans), work_(work) {
  fit.columns = PerGroup<ColumnTreatment>(work.columns(), work.groups.size());
}

void TreatLearner::learn(std::size_t column, std::size_t group, std::span<const double> values) {
  TreatmentRow row;
  row.step = work_.step;
  row.column = static_cast<std::uint32_t>(column);
  row.group = static_cast<std::uint32_t>(group);
  ColumnTreatment& learned = fit.columns(column, group);
  const std::span<const double> original = work_.gather(values, work_.groups[group]);
  if (!original.empty()) follow(plans_[column], original, row, learned);
  work_.result.treatments.push_back(row);
  tell(row, learned);
}

void TreatLearner::follow(const TreatmentPlan& plan, std::span<const double> original, TreatmentRow& row,
                          ColumnTreatment& learned) {
  const bool nothing_to_do = plan.first.method == Method::none && !plan.second;
  if (nothing_to_do) return;
  record_moments(stats::moments_of_complete(original), plan.check, 0, row);
  if (row.passed[0] == 1 && !plan.first.force) return;
  values_.assign(original.begin(), original.end());
  treat(plan.first, plan.check, 0, row, learned[0]);
  if (row.passed[1] == 1 || !plan.second) return;
  if (!plan.combine) {
    values_.assign(original.begin(), original.end());
    learned[0] = {};
  }
  treat(*plan.second, plan.check, 1, row, learned[1]);
  if (row.passed[2] == 1) return;
  complain(row, plan.fall_back_to_original ? "engine.treatment_given_up" : "engine.treatment_not_enough");
  if (plan.fall_back_to_original) learned = {};
}

/// The first (0) or second (1) treatment of the learned values, which it replaces.
void TreatLearner::treat(const Treatment& treatment, const OutlierCheck& check, std::size_t place,
                         TreatmentRow& row, ValueTreatment& learned) {
  if (treatment.method == Method::winsorise) {
    const Cut cut = winsorise(values_, treatment, treatment.check.value_or(check));
    row.winsorised = static_cast<int>(cut.low + cut.high);
    learned.clips = row.winsorised > 0;
    const auto [lowest, highest] = std::minmax_element(values_.begin(), values_.end());
    learned.lowest = *lowest;
    learned.highest = *highest;
    if (cut.ties_at_limit) complain(row, "engine.ties_at_limit");
  } else if (treatment.method != Method::none) {
    if (learn_function(treatment, stats::moments_of_complete(values_), learned))
      transform(learned, values_);
    else
      complain(row, "engine.transform_undefined");
  }
  row.applied[place] = treatment.method;
  record_moments(stats::moments_of_complete(values_), check, place + 1, row);
}

void TreatLearner::complain(const TreatmentRow& row, const char* id) const {
  work_.note(-1, static_cast<int>(row.column), Message(id));
}

void TreatLearner::tell(const TreatmentRow& row, const ColumnTreatment& learned) const {
  for (const ValueTreatment& each : learned) {
    if (each.clips) {
      work_.learn(row.column, row.group, "lower_bound", each.lowest);
      work_.learn(row.column, row.group, "upper_bound", each.highest);
    }
    if (each.function != Method::none) {
      work_.learn(row.column, row.group, "transform_min", each.min);
      work_.learn(row.column, row.group, "transform_max", each.max);
    }
  }
}

}  // namespace dajuan::index
