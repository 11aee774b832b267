#include "main/series_input.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <ostream>
#include <set>
#include <system_error>

#include "base/workers.h"
#include "index/figure_gaps.h"
#include "index/figure_reader_files.h"
#include "index/released_panel.h"
#include "index/section.h"
#include "index/weights.h"
#include "release/scheme_folder.h"

namespace dajuan {
namespace {

namespace fs = std::filesystem;
using namespace dajuan::index;

class Loader {
 public:
  Loader(const SeriesOptions& options, const Streams& streams) : options_(options), streams_(streams) {}

  std::unique_ptr<SeriesInput> run() {
    if (!options_.figures.empty() && !is_folder(options_.figures)) return nullptr;
    auto input = std::make_unique<SeriesInput>();
    input->scheme_folder = options_.scheme;
    input->scheme = release::read_scheme(options_.scheme, diagnostics_);
    if (stop()) return nullptr;
    if (!read_regions(*input) || !read_figure_files(*input)) return nullptr;
    if (!compute(*input)) return nullptr;
    return input;
  }

 private:
  bool is_folder(const std::string& path) {
    std::error_code unreadable;
    if (fs::is_directory(path, unreadable)) return true;
    diagnostics_.error({path, "", 0, 0, ""}, Message("run.not_a_folder"));
    return !stop();
  }

  /// Reports what has come together; true when there were errors.
  bool stop() {
    const bool failed = report(diagnostics_, streams_) != kOk;
    if (failed)
      progress("run.stopped", {{"errors", std::to_string(diagnostics_.errors())},
                               {"warnings", std::to_string(diagnostics_.warnings())}});
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
      diagnostics_.error(
          {input.regions_path, "", 0, 0, ""},
          Message("run.no_such_level", {{"level", input.scheme.members}, {"levels", joined(levels)}}));
    need_pooling(input);
    return !stop();
  }

  /// Percentages do not add up to the percentage of the whole.
  void need_pooling(const SeriesInput& input) {
    if (input.regions.levels().size() < 2) return;
    for (std::size_t i = 0; i < input.scheme.rules.size(); ++i) {
      const IndicatorRule& rule = input.scheme.rules[i];
      const Node& node = input.scheme.structure.nodes[i];
      if (!rule.denominator.empty() || !node.denominator.empty() || !rule.pool_weight.empty() ||
          rule.pool_mean)
        continue;
      const bool percent = std::any_of(rule.terms.begin(), rule.terms.end(), [&](const Term& term) {
        return std::any_of(
            input.scheme.variables.begin(), input.scheme.variables.end(),
            [&](const VariableRule& of) { return of.percent && of.variable == term.variable; });
      });
      if (!percent && node.unit.en.find('%') == std::string::npos) continue;
      diagnostics_.error({options_.scheme + "/structure.csv", "", 0, 0, "pool"},
                         Message("run.pooled_percent", {{"indicator", node.code}}),
                         Message("run.pooled_percent_hint"));
    }
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
    need_variables(input);
    if (!diagnostics_.has_errors())
      warn_of_gaps(input.figures, input.scheme, {options_.scheme, "", 0, 0, ""}, diagnostics_);
    return !stop();
  }

  /// Every variable of the scheme must be in some file. Where a whole file or sheet could not be read, that
  /// has been told and is the reason.
  void need_variables(const SeriesInput& input) {
    const auto& told = diagnostics_.items();
    if (std::any_of(told.begin(), told.end(), [](const Diagnostic& problem) {
          return problem.severity == Severity::error && problem.place.row <= 1;
        }))
      return;
    std::vector<std::string> known;
    for (const VariableSeries& series : input.figures.variables) known.push_back(series.code);
    std::map<std::string, std::string> wanted;  // and the column that names it
    for (const IndicatorRule& rule : input.scheme.rules) {
      for (const auto* terms : {&rule.terms, &rule.denominator})
        for (const Term& term : *terms) wanted.emplace(term.variable, "variable");
      if (!rule.error.sample_size.empty()) wanted.emplace(rule.error.sample_size, "sample_size");
      if (!rule.error.standard_error.empty()) wanted.emplace(rule.error.standard_error, "standard_error");
    }
    for (const auto& [variable, column] : wanted) {
      if (input.figures.find(variable) >= 0) continue;
      const std::string near = nearest(variable, known);
      diagnostics_.error({options_.scheme + "/structure.csv", "", 0, 0, column},
                         Message("run.no_figures_of", {{"variable", variable}}),
                         near.empty() ? Message("run.no_figures_of_hint")
                                      : Message("scheme.did_you_mean", {{"nearest", near}}));
    }
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
    if (!reaches_base_window(input, released.panel)) return !stop();
    std::vector<Message> notes;
    Model model = learn_weights(input.scheme, make_model(input.scheme), released.panel, notes);
    for (Message& note : notes) diagnostics_.note({options_.scheme, "", 0, 0, ""}, std::move(note));
    input.series =
        std::make_unique<Series>(input.scheme, input.regions, std::move(model), std::move(released.panel));
    tell_of_indicators(*input.series);
    progress("run.computed", {{"units", std::to_string(input.series->panel().units.size())},
                              {"periods", std::to_string(periods.size())},
                              {"first", periods.front().text()},
                              {"last", periods.back().text()},
                              {"zero_runs", std::to_string(set_aside_runs(input))}});
    return !stop();
  }

  /// Whether to go on: some member has a figure in the window that the steps learn from.
  bool reaches_base_window(const SeriesInput& input, const Panel& panel) {
    const FitScope& scope = input.scheme.scope;
    if (scope.kind != FitScope::Kind::window) return true;
    for (std::size_t r = 0; r < panel.units.size(); ++r) {
      if (panel.units[r].period < scope.from || scope.to < panel.units[r].period) continue;
      for (std::size_t c = 0; c < panel.values.columns(); ++c)
        if (panel.units[r].fits && !is_missing(panel.values(r, c))) return true;
    }
    // Who asks for a period before the window sees its figures; a series that never reaches it is a mistake.
    const bool asked = !options_.period.empty();
    diagnostics_.add({asked ? Severity::warning : Severity::error,
                      {options_.scheme + "/scheme.toml", "", 0, 0, "series.fit"},
                      Message("run.base_window_empty", {{"from", scope.from.text()},
                                                        {"to", scope.to.text()},
                                                        {"first", panel.units.front().period.text()},
                                                        {"last", panel.units.back().period.text()}}),
                      Message("run.base_window_hint")});
    return asked;
  }

  /// Why an indicator that has no score in the newest period was left out, as the steps said.
  void tell_of_indicators(const Series& series) {
    std::set<std::pair<int, std::string>> told;
    for (const StepNote& note : series.result().notes) {
      if (note.row >= 0 || note.node < 0 || !is_left_out(series, static_cast<std::size_t>(note.node)))
        continue;
      if (!told.emplace(note.node, note.message.id).second) continue;
      const std::string& code = series.structure().nodes[static_cast<std::size_t>(note.node)].code;
      diagnostics_.note({options_.scheme, "", 0, 0, code}, note.message);
    }
  }

  static bool is_left_out(const Series& series, std::size_t node) {
    for (std::size_t r = series.panel().blocks().back().begin; r < series.panel().units.size(); ++r)
      if (!is_missing(series.score(r, node))) return false;
    return true;
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
};

}  // namespace

std::string found_file(const SeriesOptions& options, const std::string& named) {
  if (!options.figures.empty()) {
    const fs::path there = fs::path(options.figures) / fs::path(named).filename();
    std::error_code unreadable;
    if (fs::exists(there, unreadable)) return there.lexically_normal().string();
  }
  return (fs::path(options.scheme) / named).lexically_normal().string();
}

std::unique_ptr<SeriesInput> read_series(const SeriesOptions& options, const Streams& streams) {
  return Loader(options, streams).run();
}

}  // namespace dajuan
