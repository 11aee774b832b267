#include "main/explain_text.h"

#include <algorithm>
#include <cmath>

#include "base/number_text.h"
#include "base/text.h"
#include "index/peers.h"
#include "index/row_score.h"
#include "main/score_table.h"

namespace dajuan {
namespace {

using namespace dajuan::index;

constexpr std::size_t kGains = 3;
constexpr const char* kNone = "–";

class Explanation {
 public:
  Explanation(const SeriesInput& input, std::size_t row, std::size_t node, Language language)
      : input_(input),
        series_(*input.series),
        structure_(series_.structure()),
        row_(row),
        node_(node),
        language_(language) {}

  std::string run() {
    heading();
    if (node_ < structure_.indicators) {
      figure();
      steps();
      comparisons();
      cells();
    } else {
      children();
      comparisons();
      gains();
    }
    return std::move(out_);
  }

 private:
  std::string say(const std::string& id,
                  std::vector<std::pair<std::string, std::string>> arguments = {}) const {
    return text(language_, Message(id, std::move(arguments)));
  }
  void line(const std::string& content) { out_ += content + "\n"; }

  const Unit& unit() const { return series_.panel().units[row_]; }
  const std::string& name(std::size_t node) const { return structure_.nodes[node].name.in(language_); }
  std::string region_name(int region) const { return input_.regions[region].name.in(language_); }
  int region() const { return input_.regions.find(unit().code); }

  void heading() {
    line(say("explain.heading", {{"region", region_name(region())},
                                 {"code", unit().code},
                                 {"node", name(node_)},
                                 {"period", unit().period.text()}}));
    if (input_.scheme.simulated) line(say("screen.simulated"));
    const double score = series_.score(row_, node_);
    line(say(node_ < structure_.indicators ? "explain.normalised" : "explain.score",
             {{"score", score_text(score)}}) +
         light(row_, node_));
    if (!unit().fits) {
      const std::vector<double> members = mean_of_scores(series_.result(), series_.members_of(row_));
      line(say("explain.whole", {{"mean", score_text(members[node_])}}));
    }
    out_ += "\n";
  }

  std::string light(std::size_t row, std::size_t node) const {
    constexpr const char* kLights[] = {"screen.good", "screen.falls_short", "screen.solve_now"};
    constexpr const char* kReasons[] = {"", "explain.because_level", "explain.because_target",
                                        "explain.because_past", "explain.because_peers"};
    const NodeLight& set = series_.light(row, node);
    if (set.light == Light::unknown) return "";
    std::string result = "  " + say(kLights[static_cast<std::size_t>(set.light)]);
    if (set.reason != LightReason::none)
      result += (language_ == Language::zh ? "" : " ") + say(kReasons[static_cast<std::size_t>(set.reason)]);
    return result;
  }

  /// In the order of the scheme's file.
  std::vector<std::size_t> children_in_order() const {
    std::vector<std::size_t> nodes;
    for (const int child : structure_.nodes[node_].children) nodes.push_back(static_cast<std::size_t>(child));
    std::sort(nodes.begin(), nodes.end(), [&](std::size_t a, std::size_t b) {
      return structure_.nodes[a].order < structure_.nodes[b].order;
    });
    return nodes;
  }

  void children() {
    line(say("explain.made_of"));
    const std::vector<std::size_t> nodes = children_in_order();
    std::size_t widest = 0;
    for (const std::size_t n : nodes) widest = std::max(widest, display_width(name(n)));
    for (const std::size_t n : nodes) {
      const std::string weight = fixed(100 * series_.engine().weights()[n], 1) + " %";
      line("  " + padded_right(name(n), widest) + "  " + padded_left(weight, 7) + "  " +
           padded_left(score_text(series_.score(row_, n)), 6) + light(row_, n) + "  [" +
           structure_.nodes[n].code + "]");
    }
    out_ += "\n";
  }

  std::string part_name(const Part& part) const {
    const auto n = static_cast<std::size_t>(part.node);
    switch (part.kind) {
      case Part::Kind::weight_shift:
        return say("explain.weight_shift", {{"node", name(n)}});
      case Part::Kind::balance:
        return say("explain.balance", {{"node", name(n)}});
      case Part::Kind::undivided:
        return say("explain.undivided", {{"node", name(n)}});
      case Part::Kind::indicator:
        break;
    }
    return name(n);
  }

  void comparisons() {
    constexpr const char* kTitles[] = {"explain.on_previous",   "explain.on_year_ago",
                                       "explain.on_base",       "explain.on_whole",
                                       "explain.on_peers_mean", "explain.on_peers_median"};
    for (const Comparison comparison : kComparisons) {
      if (comparison == Comparison::peers_mean) continue;
      Decomposition why = series_.explain(row_, node_, comparison);
      const std::string title = say(kTitles[static_cast<std::size_t>(comparison)]);
      if (!why.possible) {
        line(title + say("explain.not_comparable"));
        continue;
      }
      line(title + change_text(why.to - why.from) + "  (" + score_text(why.from) + " → " +
           score_text(why.to) + ")");
      if (node_ < structure_.indicators) continue;
      parts(why);
    }
    out_ += "\n";
  }

  /// Largest first; what moves nothing that one decimal shows is added up in one line.
  void parts(Decomposition& why) {
    std::stable_sort(why.parts.begin(), why.parts.end(),
                     [](const Part& a, const Part& b) { return std::abs(a.amount) > std::abs(b.amount); });
    std::size_t widest = 0;
    for (const Part& part : why.parts) widest = std::max(widest, display_width(part_name(part)));
    double rest = 0;
    std::size_t small = 0;
    for (const Part& part : why.parts) {
      if (std::abs(part.amount) < 0.05) {
        rest += part.amount;
        ++small;
        continue;
      }
      line("    " + padded_right(part_name(part), widest) + "  " + padded_left(change_text(part.amount), 6));
    }
    if (small > 0)
      line("    " +
           padded_right(
               say(small == 1 ? "explain.rest_one" : "explain.rest", {{"count", std::to_string(small)}}),
               widest) +
           "  " + padded_left(change_text(rest), 6));
  }

  void gains() {
    const std::vector<double> peers = series_.reference(row_, Comparison::peers_median);
    if (peers.empty()) return;
    const std::vector<Gain> gains = greatest_gains(series_.engine(), row_of(series_.result().scores, row_),
                                                   peers, static_cast<int>(node_), kGains);
    if (gains.empty()) return;
    line(say("explain.gains"));
    for (const Gain& gain : gains)
      line("    " + name(static_cast<std::size_t>(gain.indicator)) + "  " + score_text(gain.from) + " → " +
           score_text(gain.to) + ":  " + change_text(gain.gain));
  }

  void figure() {
    trace_ = input_.builder->trace(region(), unit().period, node_);
    const Node& node = structure_.nodes[node_];
    if (is_missing(trace_.value)) {
      line(say("explain.no_figure", {{"status", std::string(1, static_cast<char>(trace_.status))}}) + " " +
           text(language_, trace_.why));
      return;
    }
    std::string how = shortest(trace_.numerator);
    if (!is_missing(trace_.denominator)) how += " / " + shortest(trace_.denominator);
    if (trace_.factor != 1) how += " × " + fixed(trace_.factor, trace_.factor < 1 ? 6 : 0);
    line(say("explain.figure",
             {{"value", fixed(trace_.value, 3)},
              {"unit", node.unit.in(language_)},
              {"how", how},
              {"direction",
               say(node.direction == Direction::higher_is_better ? "explain.higher" : "explain.lower")}}));
    if (trace_.members > 0)
      line(say("explain.members",
               {{"with", std::to_string(trace_.members)}, {"all", std::to_string(trace_.members_valid)}}));
  }

  void steps() {
    const Model& model = series_.engine().model();
    const Result& result = series_.result();
    for (std::size_t s = 0; s < model.steps.size(); ++s) {
      const int stage = result.stage_of_step[s];
      if (stage < 0) continue;
      const double value = result.stages[static_cast<std::size_t>(stage)](row_, node_);
      line("  " + std::to_string(s + 1) + " " +
           say("explain.step." + std::string(step_name(model.steps[s]))) +
           (language_ == Language::zh ? "：" : ": ") + (is_missing(value) ? kNone : fixed(value, 4)) +
           what_changed(s));
    }
    for (const StepNote& note : result.notes)
      if (note.node == static_cast<int>(node_) &&
          (note.row < 0 || note.row == static_cast<std::ptrdiff_t>(row_)))
        line("  ! " + text(language_, note.message));
    out_ += "\n";
  }

  std::string what_changed(std::size_t step) const {
    constexpr const char* kChanges[] = {"explain.imputed", "explain.winsorised_high",
                                        "explain.winsorised_low", "explain.limited"};
    std::string said;
    for (const CellChange& change : series_.result().changes)
      if (change.step == step && change.column == node_ && change.row == row_)
        said += "  " + say(kChanges[static_cast<std::size_t>(change.change)]);
    return said;
  }

  void cells() {
    line(say("explain.cells"));
    for (const TraceCell& cell : trace_.cells) {
      const Figure& figure = cell.figure;
      std::string where = say("explain.no_row");
      if (figure.told()) {
        const std::string& path = input_.figures.files[figure.file];
        where = path + ":" + std::to_string(figure.row);
      }
      const std::string value = is_missing(figure.value) ? kNone : shortest(figure.value);
      line("    " +
           padded_right(region_name(cell.region) + " " + cell.period.text() + " " + cell.variable, 44) + " " +
           padded_left(value, 12) + "  " + std::string(1, static_cast<char>(figure.status)) + "  " + where);
    }
  }

  const SeriesInput& input_;
  const Series& series_;
  const Structure& structure_;
  std::size_t row_;
  std::size_t node_;
  Language language_;
  Trace trace_;
  std::string out_;
};

}  // namespace

std::string explain_text(const SeriesInput& input, std::size_t row, std::size_t node, Language language) {
  return Explanation(input, row, node, language).run();
}

}  // namespace dajuan
