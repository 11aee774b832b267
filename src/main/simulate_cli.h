#pragma once
#include <string>

#include "main/streams.h"

namespace dajuan {

struct SimulateOptions {
  std::string scheme;      ///< folder with simulation.csv
  std::string population;  ///< long table of residents, may be empty
  std::string from;
  std::string to;
  std::string seed;
  std::string out;  ///< new folder
};

/// `dajuan simulate SCHEME --from P --to P --out FOLDER`: figures that are nobody's, marked in every row.
int simulate_figures(const SimulateOptions& options, const Streams& streams);

}  // namespace dajuan
