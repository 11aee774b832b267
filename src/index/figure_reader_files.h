#pragma once
#include <string>
#include <vector>

#include "index/figure_reader.h"

namespace dajuan::index {

/// The edge of the reader: opens files (CSV in any encoding that base/encoding.h knows, or workbooks, each
/// sheet a table), maps them.
Figures read_figure_files(const std::vector<std::string>& paths, const region::Regions& regions,
                          const FigureOptions& options, const Workers& workers, Diagnostics& diagnostics);

}  // namespace dajuan::index
