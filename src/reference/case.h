#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/diagnostics.h"
#include "index/steps.h"
#include "reference/compare.h"
#include "reference/rank_case.h"

namespace dajuan::reference {

/// Skewness, kurtosis, availability … of every indicator, with flags at the given limits.
struct Statistics {
  double availability_flag = 0;
  double zero_flag = 0;
  double unique_flag = 0;
  double skew = 0;
  double kurt = 0;
};
/// The effective weight of every element on the top.
struct EffectiveWeights {};
/// Pairwise comparison of units over all indicators with effective weights.
struct Outranking {};
/// First principal component of the correlation matrix of the elements of a level, within each parent or
/// over all, as weights.
struct PcaWeights {
  int level = 1;
  bool by_group = true;
};
enum class TrendMethod { compound_growth, percent_change };
/// Of each unit's raw indicators, or of the scores of another case.
struct Trend {
  TrendMethod method = TrendMethod::compound_growth;
  std::string scores_of;  ///< name of the other case; empty = raw indicators
};
/// Priorities and consistency of a matrix of pairwise comparisons.
struct Ahp {
  std::size_t n = 0;
  std::map<std::string, double> random_indices;  ///< by what follows random_index_ in the key
};
/// Priorities of alternatives: sum over criteria of criterion priority times local priority.
struct AhpSynthesis {};

using Analysis = std::variant<std::monostate, Statistics, EffectiveWeights, Outranking, PcaWeights, Trend,
                              Ahp, AhpSynthesis>;

/// What a case's words say. Paths are absolute.
struct Case {
  std::filesystem::path folder;
  std::string id;
  std::string status;
  std::string dataset;
  std::string data;
  std::string panel_data;
  std::string structure;
  std::string time_column = "Time";
  std::vector<std::string> extra_inputs;
  std::vector<std::string> uses;  ///< names of other cases beside this one
  std::vector<index::Step> steps;
  Analysis analysis;
  std::vector<std::string> expected;
  Tolerance tolerance;
  bool signs_free = false;     ///< of principal components, per group
  double eigenvector_abs = 0;  ///< of AHP, 0 = as `tolerance`
  double lambda_abs = 0;
  double published_abs = 0;  ///< what printed values may differ by before it is said; never a failure

  bool is_panel() const { return !panel_data.empty(); }
  /// The other case that `name` means: the folder of that name beside this one, or name-dataset.
  std::filesystem::path sibling(const std::string& name) const;
};

/// ranks: a case of the survey family on ranks. other_family: the words belong to a family of cases that is
/// not run here. later: the words are known, but this kind of case is not run here (its status asks for a
/// judgement, or its analysis is not computed yet).
enum class Reading { read, ranks, other_family, later };

struct ReadCase {
  Reading reading = Reading::read;
  std::string family;
  Message why;  ///< it is not run
  Case value;
  RankCase ranks;  ///< of Reading::ranks
};

/// Reads config.json of a folder. Unknown words, keys, methods and parameters are errors that name them.
ReadCase read_case(const std::filesystem::path& folder, Diagnostics& diagnostics);

}  // namespace dajuan::reference
