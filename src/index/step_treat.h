#pragma once
#include <vector>

#include "index/treatment.h"

namespace dajuan::index {

/// Learns what the outliers of each column are and what to do about them.
class TreatLearner {
 public:
  TreatLearner(const std::vector<TreatmentPlan>& plans, const StepWork& work);
  void learn(std::size_t column, std::size_t group, std::span<const double> values);
  TreatFit fit;

 private:
  void follow(const TreatmentPlan& plan, std::span<const double> original, TreatmentRow& row,
              ColumnTreatment& learned);
  void treat(const Treatment& treatment, const OutlierCheck& check, std::size_t place, TreatmentRow& row,
             ValueTreatment& learned);
  void complain(const TreatmentRow& row, const char* id) const;
  void tell(const TreatmentRow& row, const ColumnTreatment& learned) const;

  const std::vector<TreatmentPlan>& plans_;
  const StepWork& work_;
  std::vector<double> values_;  ///< those learned from, as treated so far
};

}  // namespace dajuan::index
