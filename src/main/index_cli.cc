#include "main/index_cli.h"

#include <algorithm>
#include <filesystem>
#include <ostream>

#include "base/memory_map.h"
#include "base/text.h"
#include "index/figure_reader_hints.h"
#include "index/section.h"
#include "index/series_limits.h"
#include "main/chance_text.h"
#include "main/explain_text.h"
#include "main/outline_input.h"
#include "main/score_table.h"
#include "release/result_folder.h"

namespace dajuan {
namespace {

namespace fs = std::filesystem;

/// A file's bytes into a result, under its own name.
void copy_in(const std::string& folder, const std::string& path, release::Files& files,
             Diagnostics& diagnostics) {
  const std::optional<MemoryMap> map = MemoryMap::open(path, TableLimits().bytes, diagnostics);
  if (map) files[folder + fs::path(path).filename().string()] = std::string(map->bytes());
}

int complain(const Streams& streams, Message message) {
  streams.err << text(streams.language, message) << "\n";
  return kBadInput;
}

/// The row of a region, by code or by a name in either language; -1 after complaining.
std::ptrdiff_t find_row(const SeriesInput& input, const std::string& wanted, const Streams& streams) {
  int region = input.regions.find(wanted);
  for (int i = 0; region < 0 && i < static_cast<int>(input.regions.size()); ++i)
    if (input.regions[i].name.zh == wanted || input.regions[i].name.en == wanted) region = i;
  if (region < 0) {
    const int near = index::nearest_region(input.regions, wanted);
    if (near >= 0) {
      complain(streams, {"run.unknown_region_near",
                         {{"found", wanted},
                          {"code", input.regions[near].code},
                          {"name", input.regions[near].name.in(streams.language)}}});
    } else {
      complain(streams, {"run.unknown_region", {{"found", wanted}, {"file", input.regions_path}}});
    }
    return -1;
  }
  const std::ptrdiff_t row = input.series->panel().row(input.regions[region].code, input.period);
  if (row < 0)
    complain(streams, {"run.not_scored",
                       {{"region", input.regions[region].name.in(streams.language)},
                        {"period", input.period.text()}}});
  return row;
}

int find_node(const SeriesInput& input, const std::string& wanted, const Streams& streams) {
  const index::Structure& structure = input.series->structure();
  if (wanted.empty()) return static_cast<int>(structure.top());
  if (const int node = structure.find(wanted); node >= 0) return node;
  for (std::size_t i = 0; i < structure.nodes.size(); ++i)
    if (structure.nodes[i].name.zh == wanted || structure.nodes[i].name.en == wanted)
      return static_cast<int>(i);
  std::vector<std::string> known;
  for (const index::Node& node : structure.nodes)
    known.insert(known.end(), {node.code, node.name.zh, node.name.en});
  const std::string near = index::nearest(wanted, known);
  if (near.empty()) {
    complain(streams, {"run.unknown_node", {{"found", wanted}, {"scheme", input.scheme_folder}}});
  } else {
    complain(streams, {"run.unknown_node_near", {{"found", wanted}, {"near", near}}});
  }
  return -1;
}

/// Whether a level was asked for that no region has; told with the levels that there are.
bool is_unknown_level(const SeriesInput& input, const std::string& wanted, const Streams& streams) {
  const std::vector<std::string>& levels = input.regions.levels();
  if (wanted.empty() || std::count(levels.begin(), levels.end(), wanted) > 0) return false;
  complain(streams, {"run.unknown_level", {{"found", wanted}, {"levels", index::joined(levels)}}});
  return true;
}

}  // namespace

int index_run(const IndexRunOptions& options, const Streams& streams) {
  if (check_chance_options(options.chance, streams) != kOk) return kBadInput;
  const std::unique_ptr<SeriesInput> input = read_series(options.series, streams);
  if (!input || is_unknown_level(*input, options.level, streams)) return kBadInput;
  const index::Uncertainty chance = series_chance(*input, options.chance, options.series.threads, streams);
  if (!options.out.empty()) {
    Diagnostics diagnostics;
    release::Files files;
    copy_in("scheme/", input->scheme_folder + "/scheme.toml", files, diagnostics);
    const std::string structure = input->scheme_folder + "/structure.csv";
    copy_in("scheme/", fs::exists(structure) ? structure : input->scheme_folder + "/structure.xlsx", files,
            diagnostics);
    copy_in("inputs/", input->regions_path, files, diagnostics);
    for (const std::string& path : input->figure_paths) copy_in("inputs/", path, files, diagnostics);
    add_outlines(*input, options.series, files, diagnostics);
    if (report(diagnostics, streams) != kOk) return kBadInput;
    const std::vector<index::Limits> limits = index::series_limits(sources_of(*input));
    release::add_result_files({input->scheme, input->regions, *input->series, input->zero_runs, input->period,
                               options.version, chance, limits},
                              files);
    release::write_folder(options.out, std::move(files), diagnostics);
    if (report(diagnostics, streams) != kOk) return kBadInput;
    streams.err << text(streams.language, {"run.written", {{"folder", options.out}}}) << "\n";
  }
  streams.out << score_table(sources_of(*input), chance, {options.level, streams.language});
  return kOk;
}

int index_explain(const IndexExplainOptions& options, const Streams& streams) {
  if (check_chance_options(options.chance, streams) != kOk) return kBadInput;
  const std::unique_ptr<SeriesInput> input = read_series(options.series, streams);
  if (!input) return kBadInput;
  const std::ptrdiff_t row = find_row(*input, options.region, streams);
  const int node = find_node(*input, options.node, streams);
  if (row < 0 || node < 0) return kBadInput;
  const index::Uncertainty chance = series_chance(*input, options.chance, options.series.threads, streams);
  streams.out << explain_text(*input, chance, static_cast<std::size_t>(row), static_cast<std::size_t>(node),
                              streams.language);
  return kOk;
}

int index_what_if(const IndexWhatIfOptions& options, const Streams& streams) {
  const std::unique_ptr<SeriesInput> input = read_series(options.series, streams);
  if (!input) return kBadInput;
  const std::ptrdiff_t row = find_row(*input, options.region, streams);
  const int found = find_node(*input, options.indicator, streams);
  if (row < 0 || found < 0) return kBadInput;
  const index::Series& series = *input->series;
  const index::Structure& structure = series.structure();
  const auto indicator = static_cast<std::size_t>(found);
  const auto r = static_cast<std::size_t>(row);
  if (indicator >= structure.indicators)
    return complain(streams, {"run.not_an_indicator", {{"found", options.indicator}}});
  const std::vector<double> after = series.what_if(r, indicator, options.figure);
  for (int node = found; node >= 0; node = structure.nodes[static_cast<std::size_t>(node)].parent) {
    const auto n = static_cast<std::size_t>(node);
    const double before = series.score(r, n);
    streams.out << padded_right(structure.nodes[n].name.in(streams.language), 40) << " "
                << padded_left(score_text(before), 6) << " → " << padded_left(score_text(after[n]), 6) << "  "
                << change_text(after[n] - before) << "\n";
  }
  return kOk;
}

}  // namespace dajuan
