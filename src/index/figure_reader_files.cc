#include "index/figure_reader_files.h"

#include <deque>

#include "base/encoding.h"
#include "base/xlsx.h"

namespace dajuan::index {
namespace {

bool is_workbook(const std::string& path, const TableLimits& limits) {
  Diagnostics told_later;
  const auto map = MemoryMap::open(path, limits.bytes, told_later);
  return map && looks_like_xlsx(map->bytes());
}

}  // namespace

Figures read_figure_files(const std::vector<std::string>& paths, const region::Regions& regions,
                          const FigureOptions& options, const Workers& workers, Diagnostics& diagnostics) {
  std::deque<TextFile> texts;
  std::deque<Table> tables;
  std::vector<FigureSource> sources;
  for (const std::string& path : paths) {
    if (is_workbook(path, options.limits)) {
      for (Table& table : read_tables(path, options.limits, diagnostics)) {
        tables.push_back(std::move(table));
        sources.push_back({tables.back().file, {}, &tables.back()});
      }
    } else if (auto text = TextFile::open(path, options.limits.bytes, diagnostics)) {
      texts.push_back(std::move(*text));
      sources.push_back({path, texts.back().text(), nullptr});
    }
  }
  return read_figures(sources, regions, options, workers, diagnostics);
}

}  // namespace dajuan::index
