#pragma once
#include <string>
#include <vector>

#include "main/series_chance.h"
#include "main/series_input.h"
#include "main/streams.h"

namespace dajuan {

struct IndexRunOptions {
  SeriesOptions series;
  ChanceOptions chance;
  std::string out;      ///< result folder to write; empty = only show
  std::string level;    ///< of the units in the table
  std::string version;  ///< of the program, for the result
};

/// `dajuan index run SCHEME`: computes a series, shows its newest period and writes the result folder.
int index_run(const IndexRunOptions& options, const Streams& streams);

struct IndexExplainOptions {
  SeriesOptions series;
  ChanceOptions chance;
  std::string region;
  std::string node;  ///< empty = the top
};

/// `dajuan index explain SCHEME REGION [NODE]`: from a score to the raw cells.
int index_explain(const IndexExplainOptions& options, const Streams& streams);

struct IndexWhatIfOptions {
  SeriesOptions series;
  std::string region;
  std::string indicator;
  double figure = 0;
};

/// `dajuan index what-if SCHEME REGION INDICATOR FIGURE`: the scores if one figure were another.
int index_what_if(const IndexWhatIfOptions& options, const Streams& streams);

}  // namespace dajuan
