#include "reference/case_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <stdexcept>

#include "index/peer_files.h"
#include "reference/ahp.h"
#include "reference/analyses.h"
#include "reference/case.h"
#include "reference/compare.h"
#include "reference/derive.h"
#include "reference/rank_run.h"

namespace dajuan::reference {
namespace {

namespace fs = std::filesystem;

/// The index of a case, computed.
struct Computed {
  index::Panel panel;
  std::unique_ptr<index::Engine> engine;
  index::Result result;
};

Case read_other_case(const fs::path& folder) {
  Diagnostics diagnostics;
  ReadCase other = read_case(folder, diagnostics);
  stop_on_errors(diagnostics);
  if (other.reading != Reading::read)
    throw Failure{{"reference.other_not_run", {{"case", folder.filename()}}}};
  return std::move(other.value);
}

class CaseRun {
 public:
  explicit CaseRun(Case c) : case_(std::move(c)) {}

  Outcome run() {
    Outcome outcome;
    compute_analysis();
    const bool tolerant_ranks = expects("ranks_with_tie_tolerance.csv");
    // Ranks come last: what is wrong with scores explains them.
    std::stable_partition(case_.expected.begin(), case_.expected.end(),
                          [](const std::string& path) { return !is_ranks(fs::path(path).filename()); });
    for (const std::string& path : case_.expected) {
      const std::string file = fs::path(path).filename();
      // The peer's own ranks depend on its order of summation where the other table exists.
      if (tolerant_ranks && file == "ranks.csv") continue;
      check(path, file, outcome);
    }
    if (outcome.kind == Outcome::Kind::passed && outcome.cells == 0)
      throw Failure{{"reference.nothing_compared"}};
    return outcome;
  }

 private:
  bool expects(const std::string& file) const {
    return std::any_of(case_.expected.begin(), case_.expected.end(),
                       [&](const std::string& path) { return fs::path(path).filename() == file; });
  }

  static std::unique_ptr<Computed> compute(const Case& c,
                                           const std::map<std::string, double, std::less<>>& weights = {}) {
    auto computed = std::make_unique<Computed>();
    Diagnostics diagnostics;
    index::Model model;
    index::PeerFiles files = index::read_peer_files(c.structure, c.is_panel() ? c.panel_data : c.data,
                                                    c.is_panel() ? c.time_column : "", diagnostics);
    stop_on_errors(diagnostics);
    model.structure = std::move(files.structure);
    model.steps = c.steps;
    model.scope.kind = index::FitScope::Kind::pooled;
    if (!weights.empty())
      if (auto* aggregate = std::get_if<index::AggregateStep>(&model.steps.back()))
        for (const auto& [code, weight] : weights) aggregate->weights[code] = weight;
    computed->panel = std::move(files.panel);
    computed->engine = std::make_unique<index::Engine>(std::move(model));
    computed->engine->run(computed->panel, computed->result);
    return computed;
  }

  const Computed& index_of_case() {
    if (!computed_) computed_ = compute(case_);
    return *computed_;
  }

  Run run_of(const Computed& computed) const {
    return {computed.engine->model(), computed.panel, computed.result, case_.is_panel(), case_.time_column};
  }

  void compute_analysis() {
    if (std::holds_alternative<std::monostate>(case_.analysis)) return;
    if (const auto* ahp = std::get_if<Ahp>(&case_.analysis)) {
      frames_ = reference::ahp(read_matrix_of(case_), *ahp);
    } else if (std::holds_alternative<AhpSynthesis>(case_.analysis)) {
      std::optional<Frames> frames = ahp_synthesis(matrices_used());
      if (!frames) throw Failure{{"reference.synthesis_shape"}};
      frames_ = std::move(*frames);
    } else if (const auto* trend = std::get_if<Trend>(&case_.analysis)) {
      frames_ = compute_trends(*trend);
    } else if (const auto* limits = std::get_if<Statistics>(&case_.analysis)) {
      frames_ = statistics(run_of(index_of_case()), *limits);
    } else if (std::holds_alternative<EffectiveWeights>(case_.analysis)) {
      frames_ = effective_weights(*index_of_case().engine);
    } else if (std::holds_alternative<Outranking>(case_.analysis)) {
      frames_ = outranking(run_of(index_of_case()), *index_of_case().engine);
    } else if (const auto* pca = std::get_if<PcaWeights>(&case_.analysis)) {
      Components components = pca_weights(run_of(index_of_case()), *pca);
      frames_ = std::move(components.frames);
      // Scores are asked for only where the loadings can serve as weights.
      if (expects("scores.csv")) computed_ = compute(case_, components.weights);
    }
  }

  static ComparisonMatrix read_matrix_of(const Case& c) {
    Diagnostics diagnostics;
    ComparisonMatrix matrix = read_matrix(c, diagnostics);
    stop_on_errors(diagnostics);
    return matrix;
  }

  std::vector<ComparisonMatrix> matrices_used() const {
    std::vector<ComparisonMatrix> matrices;
    for (const std::string& name : case_.uses)
      matrices.push_back(read_matrix_of(read_other_case(case_.sibling(name))));
    return matrices;
  }

  Frames compute_trends(const Trend& trend) {
    const Case source = trend.scores_of.empty() ? case_ : read_other_case(case_.sibling(trend.scores_of));
    const std::unique_ptr<Computed> computed = compute(source);
    const index::Structure& structure = computed->engine->model().structure;
    const bool raw = trend.scores_of.empty();
    const std::size_t begin = raw ? 0 : structure.indicators;
    const std::size_t end = raw ? structure.indicators : structure.nodes.size();
    std::vector<TrendColumn> columns;
    const Matrix& figures = raw ? computed->panel.values : computed->result.scores;
    for (std::size_t n = begin; n < end; ++n) columns.push_back({structure.nodes[n].code, figures.column(n)});
    return trends(trend, computed->panel, columns, computed->result.included);
  }

  Frame made_for(const std::string& file) {
    if (const auto found = frames_.find(file); found != frames_.end()) return found->second;
    if (!is_derived(file) || case_.structure.empty())
      throw Failure{{"reference.no_such_table", {{"file", file}}}};
    return derive(run_of(index_of_case()), file);
  }

  static bool is_ranks(const std::string& file) { return file.starts_with("ranks"); }

  Tolerance tolerance_of(const std::string& file) const {
    if (is_ranks(file)) return {0, 0};
    if (file == "priorities.csv" && case_.eigenvector_abs > 0) return {case_.eigenvector_abs, 0};
    if (file == "consistency.csv" && case_.lambda_abs > 0) return {case_.lambda_abs, 0};
    return case_.tolerance;
  }

  void check(const std::string& path, const std::string& file, Outcome& outcome) {
    Diagnostics diagnostics;
    RawTable expected = read_raw((case_.folder / path).string(), diagnostics);
    stop_on_errors(diagnostics);
    Frame found = made_for(file);
    // The column of alternatives is called what they are.
    if (std::holds_alternative<AhpSynthesis>(case_.analysis) && !expected.header.empty())
      found.columns.front() = expected.header.front();
    set_printed_aside(found, expected, outcome);
    if (asks_for_some(file)) keep_expected_columns(found, expected);
    if (case_.signs_free && file == "loadings.csv") align_signs(found, expected, kLoading);
    const Comparison comparison = compare(found, expected, tolerance_of(file));
    outcome.cells += comparison.cells;
    if (!comparison.worst) return;
    const bool failed = outcome.kind == Outcome::Kind::failed;
    if (failed && (is_ranks(file) || comparison.worst->excess <= worst_)) return;
    outcome.kind = Outcome::Kind::failed;
    worst_ = comparison.worst->excess;
    outcome.reason = told(*comparison.worst, file, comparison.differences);
  }

  /// Tables of facts about units or indicators, of which a case may show a part.
  static bool asks_for_some(const std::string& file) {
    return file == "screened_units.csv" || file == "statistics.csv" || file == "treatment_table.csv";
  }

  /// Printed values of a book are rounded and partly worked by hand: the computed ones stand, and where they
  /// are further apart than the case expects it is remarked. The column is then not compared.
  void set_printed_aside(const Frame& found, RawTable& expected, Outcome& outcome) const {
    const auto printed = expected.column("published");
    const auto key = expected.column(found.columns.front());
    if (!printed || !key) return;
    for (std::vector<std::string>& row : expected.rows) {
      const std::optional<double> value = read_number(row[*printed]);
      const auto at = std::find(found.row_keys.begin(), found.row_keys.end(), std::vector{row[*key]});
      if (value && at != found.row_keys.end() && case_.published_abs > 0) {
        const Value& computed = found.rows[static_cast<std::size_t>(at - found.row_keys.begin())].front();
        if (std::fabs(computed.number - *value) > case_.published_abs)
          outcome.remarks.push_back({"reference.printed_differs",
                                     {{"file", found.name},
                                      {"row", row[*key]},
                                      {"printed", row[*printed]},
                                      {"computed", computed.shown()}}});
      }
      row.erase(row.begin() + static_cast<std::ptrdiff_t>(*printed));
    }
    expected.header.erase(expected.header.begin() + static_cast<std::ptrdiff_t>(*printed));
  }

  Case case_;
  std::unique_ptr<Computed> computed_;
  Frames frames_;
  double worst_ = 0;
};

}  // namespace

Outcome run_case(const fs::path& folder, const Groups& groups) {
  Outcome outcome;
  outcome.kind = Outcome::Kind::failed;
  try {
    Diagnostics diagnostics;
    ReadCase read = read_case(folder, diagnostics);
    stop_on_errors(diagnostics);
    if (read.reading == Reading::ranks) return run_rank_case(read.ranks);
    if (read.reading == Reading::read) return CaseRun(std::move(read.value)).run();
    if (read.value.status == "agree" && groups.must_pass(read.family, read.value.id)) {
      outcome.reason = Message("reference.must_pass", {{"id", read.value.id}});
    } else {
      outcome.kind = Outcome::Kind::skipped;
      outcome.reason = std::move(read.why);
    }
  } catch (const Failure& failure) {
    outcome.reason = failure.reason;
    outcome.problems = failure.problems;
  } catch (const std::exception& error) {
    outcome.reason = Message("reference.engine_refuses", {{"problem", error.what()}});
  }
  return outcome;
}

}  // namespace dajuan::reference
