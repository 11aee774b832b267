#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "index/indicator_builder.h"
#include "index/series.h"
#include "index/zero_rule.h"
#include "main/streams.h"

namespace dajuan {

/// What every command that computes a series is told.
struct SeriesOptions {
  std::string scheme;  ///< folder
  std::string
      figures;  ///< folder that stands for those of the scheme's figure files; empty = as the scheme says
  std::string period;  ///< reference period; empty = the newest
  unsigned threads = 0;
};

/// A series with everything that it was made from, so that any score can be followed to its cells. Not
/// movable: parts point at each other.
struct SeriesInput {
  SeriesInput() = default;
  SeriesInput(const SeriesInput&) = delete;
  SeriesInput& operator=(const SeriesInput&) = delete;

  std::string scheme_folder;
  index::Scheme scheme;
  std::string regions_path;
  region::Regions regions;
  std::vector<std::string> figure_paths;
  index::Figures figures;
  std::vector<index::ZeroRun> zero_runs;
  std::unique_ptr<index::IndicatorBuilder> builder;
  std::unique_ptr<index::Series> series;
  Period period;
};

/// A file that a scheme names, where this machine has it: in the folder of figures, else from the scheme's.
std::string found_file(const SeriesOptions& options, const std::string& named);

/// Reads scheme, regions and figures, applies the zero rule, builds the panel and computes the series. Tells
/// every problem and its progress on `streams.err`. Nothing when there were errors.
std::unique_ptr<SeriesInput> read_series(const SeriesOptions& options, const Streams& streams);

}  // namespace dajuan
