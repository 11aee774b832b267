#include "index/treatment.h"

#include <algorithm>

#include "base/exact_math.h"

namespace dajuan::index {
namespace {

using Method = Treatment::Method;

double clipped(const ValueTreatment& t, double x) {
  const double not_high = x > t.highest ? t.highest : x;
  return not_high < t.lowest ? t.lowest : not_high;
}

/// Whether the function is steep at the upper end: then a value above what was learned has no answer, else
/// one below.
bool ends_above(const ValueTreatment& t) { return t.function == Method::log_shift_signed && t.downwards; }

/// The value moved to where the frozen function is defined: within the learned end on its steep side.
double within_domain(const ValueTreatment& t, double x) {
  return ends_above(t) ? std::min(x, t.max) : std::max(x, t.min);
}

template <typename Formula>
void each(std::span<double> values, Formula formula) {
  for (double& value : values) value = formula(value);
}

void treat(const ValueTreatment& treatment, std::span<double> values) {
  const ValueTreatment t = treatment;
  if (t.clips) each(values, [t](double x) { return clipped(t, x); });
  if (t.function == Method::none) return;
  each(values, [t](double x) { return within_domain(t, x); });
  transform(t, values);
}

/// Tells where values are moved, treatment by treatment. Gives what the row would go on with.
class Telling {
 public:
  Telling(const StepWork& record, const Cells& cells) : record_(record), cells_(cells) {}

  void run(const ColumnTreatment& treatments) const {
    const bool twice = !treatments[0].does_nothing() && !treatments[1].does_nothing();
    for (std::size_t i = 0; i < cells_.in.size(); ++i) {
      if (is_missing(cells_.in[i])) continue;
      if (!twice) {
        moved(treatments[treatments[0].does_nothing() ? 1 : 0], i, cells_.in[i]);
        continue;
      }
      double x = moved(treatments[0], i, cells_.in[i]);
      transform(treatments[0], {&x, 1});
      moved(treatments[1], i, x);
    }
  }

 private:
  double moved(const ValueTreatment& t, std::size_t i, double x) const {
    if (t.clips) {
      const double to = clipped(t, x);
      if (to != x) tell(i, to < x ? Change::winsorised_high : Change::winsorised_low, x, to);
      x = to;
    }
    if (t.function == Method::none) return x;
    const double to = within_domain(t, x);
    if (to != x) tell(i, Change::limited, x, to);
    return to;
  }

  void tell(std::size_t i, Change change, double before, double after) const {
    record_.change(cells_.first + i, cells_.column, change, before, after);
  }

  const StepWork& record_;
  const Cells& cells_;
};

}  // namespace

void transform(const ValueTreatment& treatment, std::span<double> values) {
  const double min = treatment.min;
  const double max = treatment.max;
  const double lambda = treatment.lambda;
  switch (treatment.function) {
    case Method::log_shift_signed:
      if (treatment.downwards) {
        each(values, [=](double x) { return max + 0.01 * (max - min) - x; });
        fast_log(values, values);
        each(values, [](double x) { return is_missing(x) ? x : -x; });
        return;
      }
      [[fallthrough]];
    case Method::log_shift:
      each(values, [=](double x) { return x - min + 0.01 * (max - min); });
      return fast_log(values, values);
    case Method::log_unit_shift:
      each(values, [=](double x) { return x - min + 1; });
      return fast_log(values, values);
    case Method::log_gii:
      each(values, [=](double x) { return (max - 1) * (x - min) / (max - min) + 1; });
      return fast_log(values, values);
    case Method::boxcox:
      each(values, [=](double x) { return x - min + 1; });
      if (lambda == 0) return fast_log(values, values);
      return each(values, [=](double y) { return (exact_pow(y, lambda) - 1) / lambda; });
    case Method::none:
    case Method::winsorise:
      return;
  }
}

void apply(const TreatFit& fit, const Cells& cells, const StepWork* record) {
  const ColumnTreatment& treatments = fit.columns(cells.column, cells.group);
  const bool nothing = treatments[0].does_nothing() && treatments[1].does_nothing();
  if (record && !nothing) Telling(*record, cells).run(treatments);
  std::copy(cells.in.begin(), cells.in.end(), cells.out.begin());
  for (const ValueTreatment& treatment : treatments)
    if (!treatment.does_nothing()) treat(treatment, cells.out);
}

}  // namespace dajuan::index
