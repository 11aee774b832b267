#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/names.h"
#include "base/period.h"
#include "index/indicator_rule.h"
#include "index/light_rule.h"
#include "index/map_rule.h"
#include "index/steps.h"
#include "index/structure.h"

namespace dajuan::index {

/// Where the weights within one parent come from.
enum class WeightSource { given, equal, ahp, pca };

/// Pairwise comparisons of the children of one parent, as people judged them.
struct Judgement {
  std::string parent;
  std::vector<std::string> children;
  std::vector<std::vector<double>> matrix;  ///< children × children: how much more the row weighs
  Names reason;
};

/// A scheme: what is measured and how it becomes one number. Pure data, read from a folder by scheme_file.h.
struct Scheme {
  std::string id;
  std::string version;
  Names title;
  Names summary;  ///< what the index says, in two sentences
  Names caution;  ///< what it cannot say, shown wherever it is shown
  Names method;   ///< why dimensions, directions, windows and weights are as they are
  Names source;   ///< whom to credit
  bool simulated = false;

  Frequency frequency = Frequency::month;
  /// A released series: an old period never changes. Else (a study, a trial) what looks ahead is allowed.
  bool released = true;
  std::string members;  ///< the region level that is scored and fitted; levels above are wholes
  std::string regions_file;
  std::vector<std::string> figure_files;

  Structure structure;
  std::vector<Names> level_titles;   ///< of structure.level_names, in the same order
  std::vector<IndicatorRule> rules;  ///< one per indicator of the structure
  std::vector<VariableRule> variables;
  std::optional<ZeroRule> zero_rule;

  WeightSource weights = WeightSource::given;
  std::vector<Judgement> judgements;
  std::vector<Step> steps;
  FitScope scope;
  LightRules lights;
  std::optional<MapRule> map;
  UncertaintyRule uncertainty;
};

}  // namespace dajuan::index
