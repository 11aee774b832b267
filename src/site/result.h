#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/names.h"
#include "base/observation.h"
#include "base/period.h"
#include "index/decompose.h"
#include "index/indicator_rule.h"
#include "index/light.h"
#include "index/series.h"
#include "index/steps.h"
#include "index/structure.h"
#include "index/zero_rule.h"
#include "region/outlines.h"
#include "region/regions.h"
#include "site/chance.h"

namespace dajuan::site {

/// One line of contributions.csv for the top node.
struct Contribution {
  index::Comparison comparison = index::Comparison::previous;
  index::Part part;
  index::Limits limits;
};

/// A score of a unit's series.
struct PastScore {
  Period period;
  double score = kMissing;
  index::Limits limits;
};

/// What a step did to one cell of the reference period.
enum class CellChange { imputed, winsorised_high, winsorised_low, limited };

/// A region that has a score in the reference period. The vectors hold one value per node of the structure,
/// `status` and `figures` one per indicator.
struct Unit {
  int region = -1;
  int parent = -1;            ///< the nearest unit above it, -1 for none
  std::vector<int> children;  ///< by code
  std::vector<double> score;
  std::vector<double> on_previous;
  std::vector<double> on_year_ago;
  std::vector<index::NodeLight> lights;
  std::vector<ObsStatus> status;
  std::vector<double> figures;
  std::vector<Contribution> contributions;
  std::vector<std::pair<int, CellChange>> changes;  ///< by indicator
  std::vector<PastScore> history;                   ///< of the top node, in order of time
  UnitChance chance;
};

struct Note {
  int node = -1;
  int region = -1;
  Names words;
};

/// The outlines that a result comes with, as release.json names them.
struct ResultMap {
  std::string file;      ///< its name in inputs/
  std::string property;  ///< of a feature, with the region's code
  Names credit;
  Names approval;  ///< empty = none
};

/// What release.json of a result folder says.
struct ResultHead {
  std::string folder;
  std::string series;
  Period period;
  Period first;
  long long revision = 1;
  std::string scheme_version;
  std::string engine_version;
  bool simulated = false;
  Names title;
  Names summary;
  Names caution;
  Names source;
  std::string members;       ///< the level of regions that is scored
  std::string regions_file;  ///< its name in inputs/
  std::optional<ResultMap> map;
  ChanceHead chance;
};

/// One result folder (docs/result-folder.md) as pages need it. Units stand in the order of region codes.
struct Result : ResultHead {
  index::Structure structure;
  std::vector<index::IndicatorRule> rules;
  std::vector<index::ErrorKind> models;   ///< one per indicator, as uncertainty/models.csv has it
  index::FitScope fit;                    ///< what the scale was learned from
  std::vector<double> weights;            ///< within the parent, as shares
  std::vector<double> effective_weights;  ///< in the whole index
  region::Regions regions;
  std::vector<Unit> units;
  std::vector<int> tops;  ///< units without a parent
  std::vector<index::ZeroRun> zero_runs;
  std::vector<Note> notes;                ///< of the reference period, or of none
  std::vector<region::Outline> outlines;  ///< by code
  std::string outlines_hash;              ///< of the file that they were read from

  const Unit& unit(int index) const { return units[static_cast<std::size_t>(index)]; }
  const std::string& code_of(const Unit& of) const { return regions[of.region].code; }
  /// The unit of a region, -1 when it has no score.
  int unit_of(int region) const;
  /// The one unit above all others, -1 when there is none.
  int whole() const { return tops.size() == 1 && !unit(tops.front()).children.empty() ? tops.front() : -1; }
};

}  // namespace dajuan::site
