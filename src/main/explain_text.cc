#include "main/explain_text.h"

#include <algorithm>
#include <cmath>

#include "base/number_text.h"
#include "base/text.h"
#include "index/contribution_limits.h"
#include "index/peers.h"
#include "index/row_score.h"
#include "main/chance_text.h"
#include "main/explain_figure.h"
#include "main/series_chance.h"

namespace dajuan {
namespace {

using namespace dajuan::index;

constexpr std::size_t kGains = 3;

class Explanation {
 public:
  Explanation(const SeriesInput& input, const Uncertainty& chance, std::size_t row, std::size_t node,
              Language language)
      : input_(input),
        chance_(chance),
        series_(*input.series),
        structure_(series_.structure()),
        row_(row),
        node_(node),
        language_(language) {}

  std::string run() {
    heading();
    if (node_ < structure_.indicators) {
      out_ += explain_figure(input_, chance_, row_, node_, language_);
      comparisons();
      out_ += explain_cells(input_, row_, node_, language_) + "\n";
    } else {
      children();
      comparisons();
      gains();
    }
    notes();
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
         in_brackets(score_limits(chance_.scores[chance_.at(row_, node_)].limits, language_), language_) +
         light(row_, node_));
    standing();
    if (!unit().fits) {
      const std::vector<double> members = mean_of_scores(series_.result(), series_.members_of(row_));
      line(say("explain.whole", {{"mean", score_text(members[node_])}}));
    }
    out_ += "\n";
  }

  /// Its places, and its group beside the whole.
  void standing() {
    const std::size_t at = chance_.at(row_, node_);
    const Places& places = chance_.places[at];
    if (places.of > 1) {
      const region::Region& own = input_.regions[region()];
      line(say(own.parent < 0 ? "explain.places" : "explain.places_in",
               {{"places", places_text(places.simultaneous, language_)},
                {"alone", places_text(places.marginal, language_)},
                {"units", units_text(own.level, places.of, language_)},
                {"parent", own.parent < 0 ? "" : region_name(own.parent)}}));
    }
    const std::ptrdiff_t whole = series_.whole_of(row_);
    if (whole < 0 || !chance_.beside_whole[at].limits.known()) return;
    constexpr const char* kGroups[] = {"explain.better", "explain.not_apart", "explain.worse"};
    line(say(kGroups[static_cast<std::size_t>(chance_.groups[at])],
             {{"whole", name_of(sources_of(input_), static_cast<std::size_t>(whole), language_)}}));
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
    const auto limits = [&](std::size_t n) {
      return score_limits(chance_.scores[chance_.at(row_, n)].limits, language_);
    };
    std::size_t widest = 0;
    std::size_t widest_limits = 0;
    for (const std::size_t n : nodes) {
      widest = std::max(widest, display_width(name(n)));
      widest_limits = std::max(widest_limits, display_width(limits(n)));
    }
    if (widest_limits > 0) widest_limits += 2;
    for (const std::size_t n : nodes) {
      const std::string weight = fixed(100 * series_.engine().weights()[n], 1) + " %";
      line("  " + padded_right(name(n), widest) + "  " + padded_left(weight, 7) + "  " +
           padded_left(score_text(series_.score(row_, n)), 6) + padded_left(limits(n), widest_limits) +
           light(row_, n) + "  [" + structure_.nodes[n].code + "]");
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
    constexpr const char* kTitles[] = {"explain.on_previous", "explain.on_year_ago",   "explain.on_base",
                                       "explain.on_whole",    "explain.on_peers_mean", ""};
    if (node_ < structure_.indicators) line(say("explain.of_normalised"));
    for (const Comparison comparison : kComparisons) {
      // Of a median chance says nothing.
      if (comparison == Comparison::peers_median) continue;
      Decomposition why = series_.explain(row_, node_, comparison);
      const std::string title = say(kTitles[static_cast<std::size_t>(comparison)]);
      if (!why.possible) {
        line(title + say("explain.not_comparable"));
        continue;
      }
      line(title + change_text(why.to - why.from) + judged(comparison) + "  (" + then(comparison) +
           score_text(why.from) + " → " + score_text(why.to) + ")");
      if (node_ >= structure_.indicators) parts(why, comparison);
    }
    out_ += "\n";
  }

  /// The place of a comparison among kChanges; kChangeCount where it is none with an earlier period.
  static std::size_t change_of(Comparison comparison) {
    return static_cast<std::size_t>(std::find(kChanges, kChanges + kChangeCount, comparison) - kChanges);
  }

  /// "2024-06 " of a comparison with an earlier period.
  std::string then(Comparison comparison) const {
    const std::size_t k = change_of(comparison);
    return k == kChangeCount || !chance_.compared[k] ? "" : chance_.compared[k]->text() + " ";
  }

  /// The limits of a difference and, of an aggregate against an earlier period, the word and its p-value.
  std::string judged(Comparison comparison) const {
    const std::size_t at = chance_.at(row_, node_);
    const std::size_t k = change_of(comparison);
    if (k == kChangeCount) {
      const bool whole = comparison == Comparison::whole;
      const Limits& limits = (whole ? chance_.beside_whole : chance_.beside_peers)[at].limits;
      return in_brackets(change_limits(limits, language_), language_);
    }
    const ScoreChange& change = chance_.changes[k][at];
    std::string told = in_brackets(change_limits(change.difference.limits, language_), language_);
    if (node_ < structure_.indicators) return told;
    for (const std::string& part :
         {change_word(change.word, language_), probability_text(change.p, language_)})
      if (!part.empty()) told += say("screen.list_comma") + part;
    return told;
  }

  /// Largest first; what moves nothing that one decimal shows is added up in one line.
  void parts(Decomposition& why, Comparison comparison) {
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
      const Limits limits = contribution_limits(chance_, row_, comparison, part);
      line("    " + padded_right(part_name(part), widest) + "  " + padded_left(change_text(part.amount), 6) +
           in_brackets(change_limits(limits, language_), language_));
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

  void notes() {
    if (node_ >= structure_.indicators) out_ += "\n";
    if (chance_.scores[chance_.at(row_, node_)].limits.known()) {
      line(say("screen.limits_note",
               {{"level", percent_text(chance_.level)}, {"share", percent_text(chance_.false_discovery)}}));
      line(draws_text(chance_, language_));
    }
    line(models_text(sources_of(input_), chance_, node_, language_));
  }

  const SeriesInput& input_;
  const Uncertainty& chance_;
  const Series& series_;
  const Structure& structure_;
  std::size_t row_;
  std::size_t node_;
  Language language_;
  std::string out_;
};

}  // namespace

std::string explain_text(const SeriesInput& input, const Uncertainty& chance, std::size_t row,
                         std::size_t node, Language language) {
  return Explanation(input, chance, row, node, language).run();
}

}  // namespace dajuan
