#include <algorithm>
#include <array>

#include "base/exact_math.h"
#include "index/engine_layout.h"
#include "stats/descriptive.h"

namespace dajuan::index {
namespace {

using Method = Treatment::Method;

/// What one treatment of a column learned: clip to [lowest, highest], then a monotone function of the clipped
/// value.
struct Fitted {
  bool clips = false;
  double lowest = 0;
  double highest = 0;
  Method function = Method::none;
  double min = 0;  ///< of the values the function was learned from
  double max = 0;
  double lambda = 0;
  bool downwards = false;      ///< log_shift_signed of a column with a long lower tail
  bool ties_at_limit = false;  ///< winsorise met equal extremes that are more than the limit leaves room for

  bool does_nothing() const { return !clips && function == Method::none; }
};

/// The first treatment, then the second; what was not needed or was given up does nothing.
using FittedPlan = std::array<Fitted, 2>;

bool passes(const stats::Moments& moments, const OutlierCheck& check) {
  // Too few or equal values have no skewness: nothing to treat.
  if (is_missing(moments.skewness) || is_missing(moments.kurtosis)) return true;
  return std::abs(moments.skewness) < check.skew || moments.kurtosis < check.kurt;
}

/// Cuts the ends of a column until the check passes. The tail is chosen by the sign of the skewness at each
/// cut; all values equal to the extreme, those that were moved there before among them, move to the next one
/// inwards. A cut that would bring the number of moved points over the limit is made only where the treatment
/// says so.
int winsorise(std::vector<double>& values, const Treatment& treatment, const OutlierCheck& check,
              Fitted& fitted) {
  const std::size_t limit =
      treatment.max_points < 0 ? values.size() : static_cast<std::size_t>(treatment.max_points);
  std::size_t low = 0;   // points moved up to fitted.lowest
  std::size_t high = 0;  // points moved down to fitted.highest
  while (low + high < limit) {
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
    if (extremes + (above ? low : high) > limit) {
      fitted.ties_at_limit = true;
      if (!treatment.ties_may_overrun) break;
    }
    std::replace(values.begin(), values.end(), extreme, next);
    (above ? high : low) = extremes;
  }
  fitted.clips = low + high > 0;
  const auto [lowest, highest] = std::minmax_element(values.begin(), values.end());
  fitted.lowest = *lowest;
  fitted.highest = *highest;
  return static_cast<int>(low + high);
}

double transformed(const Fitted& f, double x) {
  switch (f.function) {
    case Method::log_shift:
      return fast_log(x - f.min + 0.01 * (f.max - f.min));
    case Method::log_unit_shift:
      return fast_log(x - f.min + 1);
    case Method::log_shift_signed:
      return f.downwards ? -fast_log(f.max + 0.01 * (f.max - f.min) - x)
                         : fast_log(x - f.min + 0.01 * (f.max - f.min));
    case Method::log_gii:
      return fast_log((f.max - 1) * (x - f.min) / (f.max - f.min) + 1);
    case Method::boxcox: {
      const double shifted = x - f.min + 1;
      return f.lambda == 0 ? fast_log(shifted) : (exact_pow(shifted, f.lambda) - 1) / f.lambda;
    }
    case Method::none:
    case Method::winsorise:
      break;
  }
  return x;
}

/// The value moved to where the frozen function is defined: within the learned end on its steep side.
double within_domain(const Fitted& f, double x) {
  if (f.function == Method::none) return x;
  if (f.function == Method::log_shift_signed && f.downwards) return std::min(x, f.max);
  return std::max(x, f.min);
}

bool learn_function(const Treatment& treatment, const stats::Moments& moments, Fitted& fitted) {
  fitted.function = treatment.method;
  fitted.min = moments.min;
  fitted.max = moments.max;
  fitted.lambda = treatment.lambda;
  fitted.downwards = treatment.method == Method::log_shift_signed && !(moments.skewness > 0);
  const bool defined = treatment.method != Method::log_gii || moments.max > 1;
  if (defined && moments.max > moments.min) return true;
  fitted.function = Method::none;
  return false;
}

/// One treatment on the learned values in `work`, which it replaces.
bool treat_once(const Treatment& treatment, const OutlierCheck& check, std::vector<double>& work,
                Fitted& fitted, TreatmentRow& row) {
  if (treatment.method == Method::none) return true;
  if (treatment.method == Method::winsorise) {
    row.winsorised = winsorise(work, treatment, treatment.check.value_or(check), fitted);
    return true;
  }
  if (!learn_function(treatment, stats::moments_of_complete(work), fitted)) return false;
  for (double& value : work) value = transformed(fitted, value);
  return true;
}

void record_moments(const stats::Moments& moments, const OutlierCheck& check, std::size_t stage,
                    TreatmentRow& row) {
  row.skew[stage] = moments.skewness;
  row.kurt[stage] = moments.kurtosis;
  row.passed[stage] = passes(moments, check) ? 1 : 0;
}

class ColumnTreatment {
 public:
  ColumnTreatment(const StepWork& context, const TreatmentPlan& plan) : context_(context), plan_(plan) {}

  void run(std::size_t column, std::size_t group, std::span<const double> in, std::span<double> out) {
    TreatmentRow row;
    row.step = context_.step;
    row.column = static_cast<std::uint32_t>(column);
    row.group = static_cast<std::uint32_t>(group);
    FittedPlan fitted;
    const RowGroup rows = context_.groups[group];
    const std::span<double> learned = context_.gather(in, rows);
    if (!learned.empty()) fit(learned, row, fitted);
    context_.result.treatments.push_back(row);
    apply(column, rows, in, out, fitted);
    for (const Fitted& each : fitted) remember(column, group, each);
  }

 private:
  void fit(std::span<const double> original, TreatmentRow& row, FittedPlan& fitted) {
    const bool nothing_to_do = plan_.first.method == Method::none && !plan_.second;
    if (nothing_to_do) return;
    record_moments(stats::moments_of_complete(original), plan_.check, 0, row);
    if (row.passed[0] == 1 && !plan_.first.force) return;
    work_.assign(original.begin(), original.end());
    treat(plan_.first, 0, row, fitted[0]);
    if (row.passed[1] == 1 || !plan_.second) return;
    if (!plan_.combine) {
      work_.assign(original.begin(), original.end());
      fitted[0] = {};
    }
    treat(*plan_.second, 1, row, fitted[1]);
    if (row.passed[2] == 1) return;
    complain(row, plan_.fall_back_to_original ? "engine.treatment_given_up" : "engine.treatment_not_enough");
    if (plan_.fall_back_to_original) fitted = {};
  }

  /// The first (0) or second (1) treatment of the values in `work_`.
  void treat(const Treatment& treatment, std::size_t place, TreatmentRow& row, Fitted& fitted) {
    if (!treat_once(treatment, plan_.check, work_, fitted, row)) complain(row, "engine.transform_undefined");
    if (fitted.ties_at_limit) complain(row, "engine.ties_at_limit");
    row.applied[place] = treatment.method;
    record_moments(stats::moments_of_complete(work_), plan_.check, place + 1, row);
  }

  void complain(const TreatmentRow& row, const char* id) const {
    context_.note(-1, static_cast<int>(row.column), Message(id));
  }

  void apply(std::size_t column, RowGroup rows, std::span<const double> in, std::span<double> out,
             const FittedPlan& fitted) const {
    const auto first = static_cast<std::ptrdiff_t>(rows.begin);
    const auto last = static_cast<std::ptrdiff_t>(rows.end);
    if (fitted[0].does_nothing() && fitted[1].does_nothing()) {
      std::copy(in.begin() + first, in.begin() + last, out.begin() + first);
      return;
    }
    for (std::size_t r = rows.begin; r < rows.end; ++r) {
      double x = in[r];
      for (const Fitted& each : fitted)
        if (!each.does_nothing()) x = treated(each, x, r, column);
      out[r] = x;
    }
  }

  double treated(const Fitted& fitted, double x, std::size_t row, std::size_t column) const {
    const double before = x;
    if (fitted.clips && x > fitted.highest) {
      x = fitted.highest;
      context_.change(row, column, Change::winsorised_high, before, x);
    } else if (fitted.clips && x < fitted.lowest) {
      x = fitted.lowest;
      context_.change(row, column, Change::winsorised_low, before, x);
    }
    if (fitted.function == Method::none || is_missing(x)) return x;
    if (const double moved = within_domain(fitted, x); moved != x) {
      context_.change(row, column, Change::limited, x, moved);
      x = moved;
    }
    return transformed(fitted, x);
  }

  void remember(std::size_t column, std::size_t group, const Fitted& fitted) const {
    if (fitted.clips) {
      context_.learn(column, group, "lower_bound", fitted.lowest);
      context_.learn(column, group, "upper_bound", fitted.highest);
    }
    if (fitted.function != Method::none) {
      context_.learn(column, group, "transform_min", fitted.min);
      context_.learn(column, group, "transform_max", fitted.max);
    }
  }

  const StepWork& context_;
  const TreatmentPlan& plan_;
  std::vector<double> work_;
};

}  // namespace

void run_treat(const std::vector<TreatmentPlan>& plans, const StepWork& context, const Matrix& in,
               Matrix& out) {
  for (std::size_t c = 0; c < context.columns(); ++c) {
    ColumnTreatment treatment(context, plans[c]);
    for (std::size_t g = 0; g < context.groups.size(); ++g) treatment.run(c, g, in.column(c), out.column(c));
  }
}

}  // namespace dajuan::index
