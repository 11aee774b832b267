#pragma once
#include <span>
#include <string>
#include <vector>

#include "index/chance_simulation.h"
#include "index/uncertainty.h"

namespace dajuan::index {

/// What the parts of estimate_uncertainty share.
struct UncertaintyWork {
  const SeriesSources& from;
  const ChanceModel& model;
  Uncertainty& result;
  std::vector<UnitPlaces> units;     ///< by unit
  std::vector<std::uint8_t> chance;  ///< unit × node: whether any figure behind it has an error model

  const Structure& structure() const { return from.series.structure(); }
  std::size_t row(std::size_t unit) const { return result.first_row + unit; }
  double score(std::size_t place, std::size_t node) const {
    return from.series.score(model.rows()[place], node);
  }
};

/// The estimates of one unit from its draws; `whole` holds the middles of the draws of the whole above it, as
/// RowDraws::lower does, or nothing.
void summarise_unit(const UncertaintyWork& work, std::size_t unit, const UnitDraws& draws,
                    std::span<const float> whole, const Workers& workers);

/// The middles of the ends of a unit's scores in the period that is looked at.
std::vector<float> middles(const UnitDraws& draws);

/// Differences from the mean of the peers, whose standard errors follow from those of all units.
void compare_with_peers(const UncertaintyWork& work);

/// Tests of raw figures, p-values and words of all changes.
void judge_changes(const UncertaintyWork& work);

/// Families, rank sets and groups. `together` are the draws of all units where scores depend on each other,
/// else nothing.
void rank_units(const UncertaintyWork& work, std::span<const UnitDraws> together, const Workers& workers);

}  // namespace dajuan::index
