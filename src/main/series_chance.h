#pragma once
#include "index/uncertainty.h"
#include "main/series_input.h"

namespace dajuan {

/// How a command is told to draw.
struct ChanceOptions {
  std::string seed;       ///< empty = made from scheme, version and period
  std::size_t draws = 0;  ///< 0 = as many as seem enough
};

/// Tells, of each problem of the options at once. kOk when there is none.
ExitCode check_chance_options(const ChanceOptions& options, const Streams& streams);

/// What chance does to the reference period of a series. Tells its progress.
index::Uncertainty series_chance(const SeriesInput& input, const ChanceOptions& options, unsigned threads,
                                 const Streams& streams);

/// What a series was made from, for what is computed from it.
index::SeriesSources sources_of(const SeriesInput& input);

}  // namespace dajuan
