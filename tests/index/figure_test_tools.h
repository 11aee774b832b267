#pragma once
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/table.h"
#include "index/figure_reader.h"

namespace dajuan::index {

/// Regions from CSV text without the header's names: code,parent,level[,valid_from,valid_to,successors].
inline region::Regions regions_of(const std::string& rows) {
  Diagnostics diagnostics;
  const auto table =
      read_csv_table("region,parent,level,valid_from,valid_to,successors,name_zh,name_en\n" + rows,
                     "regions.csv", {}, diagnostics);
  return region::Regions::read(table.value(), diagnostics);
}

/// Reads CSV texts as files f1.csv, f2.csv …
struct Reading {
  Diagnostics diagnostics;
  Figures figures;

  Reading(const std::vector<std::string>& texts, const region::Regions& regions,
          const FigureOptions& options = {}, unsigned threads = 1) {
    std::vector<FigureSource> sources;
    for (const std::string& text : texts)
      sources.push_back({"f" + std::to_string(sources.size() + 1) + ".csv", text, nullptr});
    figures = read_figures(sources, regions, options, Workers(threads), diagnostics);
  }

  double value(std::string_view variable, int region, std::string_view period) const {
    const int found = figures.find(variable);
    return found < 0 ? kMissing : figures.at(found, region, *Period::parse(period)).value;
  }
};

}  // namespace dajuan::index
