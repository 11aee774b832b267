#include <algorithm>
#include <cmath>

#include "index/uncertainty_parts.h"
#include "stats/false_discovery.h"
#include "stats/gamma_distribution.h"

namespace dajuan::index {
namespace {

/// The changes of one comparison.
class Judge {
 public:
  Judge(const UncertaintyWork& work, std::size_t comparison)
      : work_(work), result_(work.result), k_(comparison), seasonal_(work.result.nodes, false) {
    const Structure& structure = work.structure();
    for (std::size_t n = 0; n < seasonal_.size(); ++n) {
      if (n < structure.indicators) seasonal_[n] = work.from.scheme.rules[n].seasonal;
      for (const int child : structure.nodes[n].children)
        seasonal_[n] = seasonal_[n] || (weight(child) > 0 && seasonal_[static_cast<std::size_t>(child)]);
    }
  }

  void run() {
    for (std::size_t unit = 0; unit < result_.units; ++unit)
      for (std::size_t n = 0; n < result_.nodes; ++n) test(unit, n);
    std::vector<double> p;
    for (const ScoreChange& change : result_.changes[k_]) p.push_back(change.p);
    const std::vector<bool> found = stats::discoveries(p, result_.false_discovery);
    for (std::size_t at = 0; at < found.size(); ++at)
      if (!is_missing(p[at])) speak(at, found[at]);
  }

 private:
  double weight(int node) const {
    return work_.from.series.engine().weights()[static_cast<std::size_t>(node)];
  }
  ScoreChange& change(std::size_t unit, std::size_t node) const {
    return result_.changes[k_][unit * result_.nodes + node];
  }
  FigureChange& figure(std::size_t unit, std::size_t indicator) const {
    return result_.figure_changes[k_][unit * result_.indicators + indicator];
  }

  void test(std::size_t unit, std::size_t n) {
    ScoreChange& score = change(unit, n);
    const std::size_t then = work_.units[unit][k_ + 1];
    if (then == kNoPlace || is_missing(score.difference.value)) return;
    const bool previous = kChanges[k_] == Comparison::previous;
    if (previous && seasonal_[n]) {
      score.word = ChangeWord::other_season;
    } else if (work_.chance[unit * result_.nodes + n] == 0) {
      score.word = ChangeWord::no_error_model;
    } else if (n < result_.indicators) {
      test_figure(unit, n, then);
    } else if (!rests_on_new_figures(unit, n)) {
      score.word = ChangeWord::same_figures;
    } else {
      const Estimate& difference = score.difference;
      if (difference.standard_error > 0)
        score.p = std::min(
            1.0, 2 * stats::normal_upper_tail(std::fabs(difference.value) / difference.standard_error));
      else
        score.p = difference.value == 0 ? 1 : 0;
    }
    if (n < result_.indicators) figure(unit, n).word = score.word;
  }

  void test_figure(std::size_t unit, std::size_t n, std::size_t then) {
    FigureChange& change_of_figure = figure(unit, n);
    const FigureComparison compared =
        compare_figures(work_.model, work_.units[unit][0], then, n, result_.level);
    change_of_figure.method = compared.method;
    change_of_figure.overlap = compared.overlap;
    if (compared.same_figures || compared.method == FigureMethod::none) {
      change(unit, n).word = compared.same_figures ? ChangeWord::same_figures : ChangeWord::no_error_model;
      return;
    }
    change_of_figure.p = compared.p;
    change(unit, n).p = compared.p;
    const bool whole_ratio = compared.method == FigureMethod::count && !compared.overlap;
    if (whole_ratio && !is_missing(change_of_figure.ratio))
      change_of_figure.ratio_limits = {compared.ratio_limits.lower, compared.ratio_limits.upper};
  }

  /// Whether any indicator below a node was counted anew.
  bool rests_on_new_figures(std::size_t unit, std::size_t n) const {
    if (n < result_.indicators) return !is_missing(change(unit, n).p) || seasonal_[n];
    const std::vector<int>& children = work_.structure().nodes[n].children;
    return std::any_of(children.begin(), children.end(), [&](int child) {
      return weight(child) > 0 && rests_on_new_figures(unit, static_cast<std::size_t>(child));
    });
  }

  void speak(std::size_t at, bool found) {
    const std::size_t n = at % result_.nodes;
    const std::size_t unit = at / result_.nodes;
    ScoreChange& score = change(unit, n);
    const auto word = [&](double difference) {
      if (!found || difference == 0) return ChangeWord::no_clear_change;
      return difference > 0 ? ChangeWord::rose : ChangeWord::fell;
    };
    if (n >= result_.indicators) {
      score.word = word(score.difference.value);
      return;
    }
    // The raw figure is what was tested; a score that clipping holds still says the same.
    const double raw = figure(unit, n).difference.value;
    figure(unit, n).word = word(raw);
    score.word = word(raw * static_cast<double>(work_.structure().nodes[n].direction));
  }

  const UncertaintyWork& work_;
  Uncertainty& result_;
  std::size_t k_;
  std::vector<bool> seasonal_;
};

}  // namespace

void judge_changes(const UncertaintyWork& work) {
  for (std::size_t k = 0; k < kChangeCount; ++k)
    if (work.result.compared[k]) Judge(work, k).run();
}

}  // namespace dajuan::index
