#pragma once
#include <optional>
#include <vector>

#include "base/matrix.h"

namespace dajuan::stats {

/// Least and largest share that one indicator may have in a unit's score. Without them a unit may put all its
/// weight on its best indicator, and the best units have 1; with them all may stay below 1. Over k indicators
/// that are there the bounds give way to 1/k where no shares could keep them.
struct ShareBounds {
  double least = 0;
  double most = 1;
};

struct BenefitOfTheDoubt {
  std::vector<double> scores;  ///< 0 up; 1 on the frontier; NaN for a unit that nothing can be said of
  Matrix weights;              ///< [unit, indicator], 0 for what is missing
  Matrix shares;               ///< weight × value / score: adds up to 1 where the score is not 0
};

/// Benefit of the doubt: every unit is judged by the weights that favour it most, as long as no unit would
/// score above 1 with them.
///   score of c = max over w >= 0 of sum_r w_r y_cr,  sum_r w_r y_jr <= 1 for every unit j,
///   least <= w_r y_cr / sum_s w_s y_cs <= most.
/// Melyn & Moesen (1991); Cherchye, Moesen, Rogge & Van Puyenbroeck (2007), Social Indicators Research 82,
/// 111-145; OECD/JRC Handbook (2008), section 6.4.
/// `values` [unit, indicator]: all indicators in the good direction. What a unit does not have (NaN) is left
/// out of its own score and limits no other unit (a blank output counts as 0: Kuosmanen 2009, J. Operational
/// Research Society 60, 1767-1774). With `least` above 0 a unit with a value of 0 scores 0, so normalise to a
/// range above 0. Nothing comes back when a value is negative: the method has no answer for it.
std::optional<BenefitOfTheDoubt> benefit_of_the_doubt(const Matrix& values, ShareBounds bounds = {});

/// The same measured against other units: those of `frontier` (same indicators) set the limits, those of
/// `values` are scored and limit nobody. A unit better than the frontier scores above 1 (Andersen & Petersen
/// 1993, Management Science 39, 1261-1264). An indicator of which the frontier has nothing above 0 measures
/// nothing: it is left out, and a unit that has more than 0 only there has no score.
std::optional<BenefitOfTheDoubt> benefit_of_the_doubt_against(const Matrix& values, const Matrix& frontier,
                                                              ShareBounds bounds = {});

}  // namespace dajuan::stats
