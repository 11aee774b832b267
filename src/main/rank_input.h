#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/matrix.h"
#include "stats/rank_counts.h"

namespace dajuan {

/// A table whose rows are ranked: estimates with their errors, or counts with what they are counts of.
struct RankInput {
  bool counted = false;
  stats::CountModel model = stats::CountModel::events;  ///< of counts
  std::vector<std::string> names;
  std::vector<std::string> groups;   ///< empty texts without a group column
  std::vector<double> estimates;     ///< count / exposure for counts
  std::vector<double> variances;     ///< of estimates
  Matrix covariance;                 ///< empty = independent estimates
  std::vector<std::int64_t> counts;  ///< of counts
  std::vector<double> exposures;     ///< of counts
  std::vector<double> sizes;         ///< of areas in their whole; empty = all alike
  std::string seed;                  ///< SHA-256 of what was read

  std::size_t size() const { return names.size(); }
};

/// Rows of one group, in the order of the table.
struct RankGroup {
  std::string name;
  std::vector<std::size_t> rows;
};
std::vector<RankGroup> groups_of(const RankInput& input);

/// Reads a CSV or the first sheet of a workbook. Columns are known by their headers in either language
/// (docs/method/ranks.md lists them). Everything that is wrong is told at once: cells that are no number,
/// negative variances, exposures that are not above zero, a covariance that is not one, names twice, groups
/// of one area, groups whose estimates are all equal. Rows without figures are left out with a warning.
RankInput read_rank_input(const std::string& file, const std::string& covariance_file,
                          const std::string& group_column, Diagnostics& diagnostics);

}  // namespace dajuan
