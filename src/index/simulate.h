#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/observation.h"
#include "base/period.h"
#include "index/scheme.h"
#include "region/regions.h"

namespace dajuan::index {

/// How figures of one indicator are made up.
struct SimulationRule {
  enum class Kind {
    per_100000_residents,  ///< a count; `level` per 100,000 residents and year
    per_100_million_gdp,   ///< a count; `level` per 100 million yuan and year
    per_10000_vehicles,    ///< a count; `level` per 10,000 vehicles and year
    percent,               ///< two counts, `<indicator>_done` of `<indicator>_due`; `level` in percent
    mean                   ///< a level, one decimal
  } kind = Kind::per_100000_residents;
  std::string indicator;
  double level = 0;
  double dispersion = 1;  ///< variance of a count over its mean, >= 1
};

struct SimulationPlan {
  std::string seed;
  Period from;  ///< months, inclusive
  Period to;
  std::string level;  ///< region level that reports
  std::vector<SimulationRule> rules;
  std::vector<double>
      residents;  ///< per region of the tree at the middle of the plan; kMissing = make one up
};

/// A row of a long table.
struct SimulatedFigure {
  int region = 0;
  Period period;
  std::string_view variable;  ///< points into SimulatedFigures::variables
  double value = kMissing;
  ObsStatus status = ObsStatus::normal;
};

struct SimulatedFigures {
  std::vector<std::string> variables;
  std::vector<SimulatedFigure> rows;  ///< by variable, region, period
  int massaged = -1;                  ///< the region whose figures were massaged
};

/// Plausible figures that are nobody's. Each count is over-dispersed (negative binomial) around level x
/// exposure x a factor of the region, a season, a trend, an autocorrelated disturbance (first order, 0.8) and
/// rare shocks that fade; about one report in 250 is missing (status L); from the second year on one region
/// reports crime below the truth and too smoothly. Every number comes from its own stream of the seed, so
/// more regions or variables change no other (more regions may change which one is massaged). Also makes the
/// yearly denominators `population`, `gdp` (100 million yuan) and `vehicles`.
SimulatedFigures simulate(const SimulationPlan& plan, const region::Regions& regions);

}  // namespace dajuan::index
