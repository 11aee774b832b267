#include "main/series_input.h"

#include <algorithm>
#include <filesystem>
#include <ostream>

#include "base/workers.h"
#include "index/figure_reader_files.h"
#include "index/released_panel.h"
#include "index/weights.h"
#include "release/scheme_folder.h"

namespace dajuan {
namespace {

namespace fs = std::filesystem;
using namespace dajuan::index;

/// A file that a scheme names, where this machine has it.
std::string found_file(const SeriesOptions& options, const std::string& named) {
  if (!options.figures.empty()) {
    const fs::path there = fs::path(options.figures) / fs::path(named).filename();
    if (fs::exists(there)) return there.lexically_normal().string();
  }
  return (fs::path(options.scheme) / named).lexically_normal().string();
}

class Loader {
 public:
  Loader(const SeriesOptions& options, const Streams& streams) : options_(options), streams_(streams) {}

  std::unique_ptr<SeriesInput> run() {
    auto input = std::make_unique<SeriesInput>();
    input->scheme_folder = options_.scheme;
    input->scheme = release::read_scheme(options_.scheme, diagnostics_);
    if (stop()) return nullptr;
    if (!read_regions(*input) || !read_figure_files(*input)) return nullptr;
    if (!compute(*input)) return nullptr;
    return input;
  }

 private:
  /// Reports what has come together; true when there were errors.
  bool stop() {
    const bool failed = report(diagnostics_, streams_) != kOk;
    diagnostics_ = Diagnostics();
    return failed;
  }

  void progress(const std::string& id, std::vector<std::pair<std::string, std::string>> arguments = {}) {
    streams_.err << text(streams_.language, Message(id, std::move(arguments))) << "\n";
  }

  bool read_regions(SeriesInput& input) {
    input.regions_path = found_file(options_, input.scheme.regions_file);
    const std::vector<Table> tables = read_tables(input.regions_path, {}, diagnostics_);
    if (!tables.empty()) input.regions = region::Regions::read(tables.front(), diagnostics_);
    const std::vector<std::string>& levels = input.regions.levels();
    if (!diagnostics_.has_errors() &&
        std::find(levels.begin(), levels.end(), input.scheme.members) == levels.end())
      diagnostics_.error({input.regions_path, "", 0, 0, ""},
                         Message("run.no_such_level", {{"level", input.scheme.members}}));
    return !stop();
  }

  bool read_figure_files(SeriesInput& input) {
    for (const std::string& named : input.scheme.figure_files)
      input.figure_paths.push_back(found_file(options_, named));
    FigureOptions reading;
    for (const VariableRule& rule : input.scheme.variables)
      if (rule.percent) reading.percent_variables.insert(rule.variable);
    const Workers workers(options_.threads);
    input.figures =
        index::read_figure_files(input.figure_paths, input.regions, reading, workers, diagnostics_);
    for (const IndicatorRule& rule : input.scheme.rules)
      for (const auto* terms : {&rule.terms, &rule.denominator})
        for (const Term& term : *terms) need_variable(input, term.variable);
    return !stop();
  }

  void need_variable(const SeriesInput& input, const std::string& variable) {
    if (input.figures.find(variable) >= 0 || !missing_.insert(variable).second) return;
    diagnostics_.error({options_.scheme + "/structure.csv", "", 0, 0, "variable"},
                       Message("run.no_figures_of", {{"variable", variable}}),
                       Message("run.no_figures_of_hint"));
  }

  bool compute(SeriesInput& input) {
    const IndicatorBuilder told(input.scheme, input.regions, input.figures);
    std::vector<Period> periods = told.periods();
    const Panel panel = told.build(periods);
    // A series begins with the first period in which a window is full.
    const std::vector<Panel::Block> blocks = panel.blocks();
    const auto begins = std::find_if(blocks.begin(), blocks.end(), [&](const Panel::Block& block) {
      for (std::size_t c = 0; c < panel.values.columns(); ++c)
        for (std::size_t r = block.begin; r < block.end; ++r)
          if (!is_missing(panel.values(r, c))) return true;
      return false;
    });
    if (begins == blocks.end()) {
      diagnostics_.error({options_.scheme, "", 0, 0, ""}, Message("run.no_full_window"));
      return !stop();
    }
    periods.erase(periods.begin(), periods.begin() + (begins - blocks.begin()));
    if (!choose_period(input, periods)) return false;
    ReleasedPanel released = released_panel(input.scheme, input.regions, input.figures, periods);
    input.figures = std::move(released.figures);
    input.zero_runs = std::move(released.zero_runs);
    input.builder = std::make_unique<IndicatorBuilder>(input.scheme, input.regions, input.figures);
    warn_of_zero_runs(input.figures, input.regions, input.zero_runs, diagnostics_);
    std::vector<Message> notes;
    Model model = learn_weights(input.scheme, make_model(input.scheme), released.panel, notes);
    for (Message& note : notes) diagnostics_.note({options_.scheme, "", 0, 0, ""}, std::move(note));
    input.series =
        std::make_unique<Series>(input.scheme, input.regions, std::move(model), std::move(released.panel));
    progress("run.computed", {{"units", std::to_string(input.series->panel().units.size())},
                              {"periods", std::to_string(periods.size())},
                              {"first", periods.front().text()},
                              {"last", periods.back().text()},
                              {"zero_runs", std::to_string(set_aside_runs(input))}});
    return !stop();
  }

  static std::size_t set_aside_runs(const SeriesInput& input) {
    return static_cast<std::size_t>(std::count_if(input.zero_runs.begin(), input.zero_runs.end(),
                                                  [](const ZeroRun& run) { return run.set_aside; }));
  }

  /// The reference period; later ones are left out, as they were when it was the newest.
  bool choose_period(SeriesInput& input, std::vector<Period>& periods) {
    input.period = periods.back();
    if (!options_.period.empty()) {
      const std::optional<Period> wanted = Period::parse(options_.period);
      if (!wanted) {
        diagnostics_.error({"--period", "", 0, 0, ""},
                           Message("base.period.not_a_period", {{"found", options_.period}}));
      } else if (std::find(periods.begin(), periods.end(), *wanted) == periods.end()) {
        diagnostics_.error({"--period", "", 0, 0, ""},
                           Message("run.no_such_period", {{"found", options_.period},
                                                          {"first", periods.front().text()},
                                                          {"last", periods.back().text()}}));
      } else {
        input.period = *wanted;
        periods.erase(std::find(periods.begin(), periods.end(), *wanted) + 1, periods.end());
      }
    }
    return !stop();
  }

  const SeriesOptions& options_;
  const Streams& streams_;
  Diagnostics diagnostics_;
  std::set<std::string> missing_;
};

}  // namespace

std::unique_ptr<SeriesInput> read_series(const SeriesOptions& options, const Streams& streams) {
  return Loader(options, streams).run();
}

}  // namespace dajuan
