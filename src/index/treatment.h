#pragma once
#include <array>
#include <span>

#include "index/step_work.h"

namespace dajuan::index {

/// What one treatment of a column does to a value: clip to [lowest, highest], then a monotone function of the
/// clipped value.
struct ValueTreatment {
  bool clips = false;
  double lowest = 0;
  double highest = 0;
  Treatment::Method function = Treatment::Method::none;
  double min = 0;  ///< of the values the function was learned from
  double max = 0;
  double lambda = 0;
  bool downwards = false;  ///< log_shift_signed of a column with a long lower tail

  bool does_nothing() const { return !clips && function == Treatment::Method::none; }
};

/// The first treatment, then the second; what was not needed or was given up does nothing.
using ColumnTreatment = std::array<ValueTreatment, 2>;

/// What each column of each group of rows goes through.
struct TreatFit {
  PerGroup<ColumnTreatment> columns;
};

/// The function of a treatment (not its clipping) of values within its domain, in place.
void transform(const ValueTreatment& treatment, std::span<double> values);

void apply(const TreatFit& fit, const Cells& cells, const StepWork* record = nullptr);

}  // namespace dajuan::index
