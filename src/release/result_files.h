#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "index/series.h"
#include "index/uncertainty.h"
#include "index/zero_rule.h"

namespace dajuan::release {

/// The bytes of files by their path within a result folder (docs/result-folder.md), in order of the paths.
using Files = std::map<std::string, std::string>;

/// What a result is made from.
struct ResultParts {
  const index::Scheme& scheme;
  const region::Regions& regions;
  const index::Series& series;
  const std::vector<index::ZeroRun>& zero_runs;
  Period period;                                    ///< the reference period
  std::string version;                              ///< of the program
  const index::Uncertainty& uncertainty;            ///< of that period
  const std::vector<index::Limits>& series_limits;  ///< index/series_limits.h
};

/// The nodes in order of their codes, which is the order of rows in files.
std::vector<std::size_t> nodes_by_code(const index::Structure& structure);

/// Adds scores/, contributions/, lights/, steps/ and release.json. The bytes follow from the parts alone.
void add_result_files(const ResultParts& parts, Files& files);

}  // namespace dajuan::release
