#pragma once
#include <string>
#include <vector>

#include "index/step_work.h"

namespace dajuan::index {

/// What fills the missing cells of each column: one value for every slot that a row can be in. Slot 0 is for
/// rows that were screened out and stay as they are, slot 1 for rows of no imputation group (all of them when
/// imputing by indicator), then one a group.
struct ImputeFit {
  static constexpr std::uint32_t kScreenedOut = 0;
  static constexpr std::uint32_t kNoGroup = 1;
  static constexpr std::uint32_t kFirstGroup = 2;

  bool by_group = false;
  std::size_t slots = 0;
  std::vector<std::uint32_t> slot_of;  ///< per row
  std::size_t groups = 0;
  std::vector<double> fills;  ///< [(column * groups + group) * slots + slot], kMissing where nothing is known

  std::span<const double> of(std::size_t column, std::size_t group) const {
    return std::span(fills).subspan((column * groups + group) * slots, slots);
  }
  std::span<double> of(std::size_t column, std::size_t group) {
    return std::span(fills).subspan((column * groups + group) * slots, slots);
  }
};

/// By indicator or by group of units.
class ImputeLearner {
 public:
  /// `every_column`: also of columns in which nothing is missing now.
  ImputeLearner(const ImputeStep& step, const StepWork& work, bool every_column);
  void learn(std::size_t column, std::size_t group, std::span<const double> values);
  ImputeFit fit;

 private:
  std::span<double> gather_slot(std::span<const double> values, RowGroup rows, std::uint32_t slot) const;
  void means_of_slots(std::span<const double> values, RowGroup rows);

  const ImputeStep& step_;
  const StepWork& work_;
  bool every_column_;
  std::vector<double> statistics_;  ///< per slot
  std::vector<double> counts_;
};

void apply(const ImputeFit& fit, const Cells& cells, const StepWork* record = nullptr);

ImputeFit for_rows(const ImputeFit& fit, std::span<const std::size_t> rows);

/// Mean or median of complete values, which are reordered; missing when there are none.
double impute_statistic(std::span<double> values, ImputeStep::Statistic statistic);

}  // namespace dajuan::index
