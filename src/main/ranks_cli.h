#pragma once
#include <cstdint>
#include <string>

#include "main/streams.h"

namespace dajuan {

struct RanksOptions {
  std::string file;
  std::string covariance;  ///< file; empty = independent estimates
  std::string group;       ///< column; empty = all rows together
  std::string seed;        ///< empty = the digest of the input
  std::string out;         ///< new folder; empty = no files
  double level = 0.95;
  std::uint32_t draws = 0;  ///< 0 = by the number of areas
  unsigned threads = 0;
  bool lowest_first = false;
};

/// `dajuan ranks FILE`: rank sets for any table of estimates with errors or of counts.
int ranks(const RanksOptions& options, const Streams& streams);

}  // namespace dajuan
