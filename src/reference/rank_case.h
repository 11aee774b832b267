#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "base/matrix.h"
#include "reference/words.h"
#include "stats/joint_rank.h"

namespace dajuan::reference {

/// One question of a case on ranks.
struct RankTask {
  enum class Kind {
    ranks,         ///< of values, ties included
    simultaneous,  ///< rank sets …
    marginal,
    tau_best,
    tau_worst,
    joint_intervals,
    range_value,       ///< critical value of all pairs of areas with equal variances
    one_against_all,   ///< of one area against the others
    bonferroni_value,  ///< of all pairs
  } kind = Kind::ranks;
  std::string name;

  std::vector<double> values;  ///< given in the case itself; else columns of a file
  std::vector<double> within;  ///< `ranks`: among these values
  std::string file;
  std::string value_column;
  std::string se_column;
  std::string name_column;  ///< empty = the first
  Matrix covariance;        ///< of given values
  bool largest_first = true;
  bool divide_by_count = false;

  stats::RankSetOptions options;
  std::vector<std::string> areas;  ///< asked for; empty = all
  std::size_t tau = 0;
  std::string given_draws;  ///< file: a row a draw, a column an area, in standard errors
  std::size_t draws = 0;    ///< of our own
  stats::JointIntervals correction = stats::JointIntervals::bonferroni;
  std::size_t equal_areas = 0;  ///< of a critical value
};

/// A case of the survey family whose tasks are all about ranks. Paths are absolute.
struct RankCase {
  std::vector<RankTask> tasks;
  std::string expected;
  double absolute = 0;
  double relative = 0;
  double simulated = 0;  ///< allowed for critical values from our own draws
  double steps = 0;      ///< ranks and numbers of members may be this far off
};

/// Whether all tasks of a case ask for ranks, rank sets or critical values.
bool asks_for_ranks(Words& words);

/// Reads the words of such a case; unknown ones are errors.
RankCase read_rank_case(Words& words, const std::filesystem::path& folder);

}  // namespace dajuan::reference
