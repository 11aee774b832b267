#include "main/explain_figure.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/number_text.h"
#include "base/text.h"
#include "index/change_sentence.h"
#include "index/error_model_text.h"
#include "main/chance_text.h"

namespace dajuan {
namespace {

using namespace dajuan::index;

constexpr const char* kNone = "–";

class FigureText {
 public:
  FigureText(const SeriesInput& input, const Uncertainty& chance, std::size_t row, std::size_t indicator,
             Language language)
      : input_(input),
        chance_(chance),
        series_(*input.series),
        row_(row),
        indicator_(indicator),
        language_(language),
        unit_(series_.panel().units[row]),
        region_(input.regions.find(unit_.code)),
        trace_(input.builder->trace(region_, unit_.period, indicator)) {}

  std::string run() {
    if (figure()) {
      limits();
      changes();
      out_ += "\n";
    }
    steps();
    return std::move(out_);
  }

 private:
  std::string say(const std::string& id,
                  std::vector<std::pair<std::string, std::string>> arguments = {}) const {
    return text(language_, Message(id, std::move(arguments)));
  }
  void line(const std::string& content) { out_ += content + "\n"; }

  const Node& node() const { return series_.structure().nodes[indicator_]; }
  const IndicatorRule& rule() const { return input_.scheme.rules[indicator_]; }
  bool is_count() const {
    return rule().error.kind == ErrorKind::poisson || rule().error.kind == ErrorKind::overdispersed;
  }

  /// False when there is none.
  bool figure() {
    if (is_missing(trace_.value)) {
      line(say("explain.no_figure", {{"status", std::string(1, static_cast<char>(trace_.status))}}) + " " +
           text(language_, trace_.why));
      return false;
    }
    std::string how = shortest(trace_.numerator);
    if (!is_missing(trace_.denominator)) how += " / " + shortest(trace_.denominator);
    if (trace_.factor != 1) how += " × " + fixed(trace_.factor, trace_.factor < 1 ? 6 : 0);
    line(say("explain.figure",
             {{"value", fixed(trace_.value, 3)},
              {"unit", node().unit.in(language_)},
              {"how", how},
              {"direction",
               say(node().direction == Direction::higher_is_better ? "explain.higher" : "explain.lower")}}));
    if (trace_.members > 0)
      line(say("explain.members",
               {{"with", std::to_string(trace_.members)}, {"all", std::to_string(trace_.members_valid)}}));
    return true;
  }

  void limits() {
    const std::size_t at = chance_.figure_at(row_, indicator_);
    const Estimate& figure = chance_.figures[at];
    const FigureMethod method = chance_.figure_methods[at];
    line(say("explain.error_model", {{"model", error_model_text(rule(), node(), language_)}}));
    if (method == FigureMethod::none || !figure.limits.known()) return;
    // Only Poisson's counts have exact limits.
    const bool wide = method == FigureMethod::count && rule().error.kind == ErrorKind::overdispersed;
    line(say("explain.figure_limits",
             {{"level", percent_text(chance_.level)},
              {"lower", fixed(figure.limits.lower, 3)},
              {"upper", fixed(figure.limits.upper, 3)},
              {"method", wide ? say("explain.method.wide_count")
                              : say("explain.method." + std::string(figure_method_name(method)))}}));
    if (is_count()) dispersions();
  }

  /// How widely the counts behind the figure scatter: one line, whatever their number.
  void dispersions() {
    std::set<std::pair<std::string, int>> behind;
    for (const TraceCell& cell : trace_.cells)
      if (cell.role == TraceCell::Role::term) behind.emplace(cell.variable, cell.region);
    std::vector<DispersionUsed> used;
    for (const DispersionUsed& each : chance_.dispersions)
      if (behind.contains({each.variable, each.region})) used.push_back(each);
    if (used.empty()) return line(say("explain.scatter.poisson"));
    const auto [least, most] = std::minmax_element(
        used.begin(), used.end(), [](const auto& a, const auto& b) { return a.dispersion < b.dispersion; });
    if (used.size() > 1) {
      line(say("explain.scatter.many", {{"least", fixed(std::sqrt(least->dispersion), 1)},
                                        {"most", fixed(std::sqrt(most->dispersion), 1)},
                                        {"least_dispersion", fixed(least->dispersion, 1)},
                                        {"most_dispersion", fixed(most->dispersion, 1)},
                                        {"series", std::to_string(used.size())}}));
      return;
    }
    const char* id = rule().error.dispersion ? "explain.scatter.given"
                     : least->periods > 0    ? "explain.scatter.own"
                                             : "explain.scatter.others";
    line(say(id, {{"times", fixed(std::sqrt(least->dispersion), 1)},
                  {"dispersion", fixed(least->dispersion, 1)},
                  {"terms", std::to_string(least->periods)}}));
  }

  /// The change in a headline, then each comparison as a sentence.
  void changes() {
    std::string headline;
    for (const std::size_t k : {std::size_t{2}, std::size_t{1}}) {
      if (!chance_.compared[k]) continue;
      const FigureChange& change = change_of(k);
      const Message message = change_headline(change, trace_.value - change.difference.value, trace_.value,
                                              chance_.compared[k]->text(), kChanges[k] == Comparison::base);
      if (message.empty()) continue;
      headline += (headline.empty() ? "" : say("explain.headline_next")) + text(language_, message);
    }
    if (!headline.empty()) line(say("explain.headline", {{"changes", headline}}));
    constexpr const char* kTitles[] = {"explain.figure_on.previous", "explain.figure_on.year_ago",
                                       "explain.figure_on.base"};
    for (std::size_t k = 0; k < kChangeCount; ++k) {
      const FigureChange& change = change_of(k);
      if (!chance_.compared[k] || change.word == ChangeWord::not_compared) continue;
      const Trace then = input_.builder->trace(region_, *chance_.compared[k], indicator_);
      std::string told = say(kTitles[k], {{"period", chance_.compared[k]->text()}}) +
                         text(language_, change_sentence(change, then.value, trace_.value));
      line("  " + say("site.sentence", {{"clauses", told}}) + how(change, then));
    }
  }

  const FigureChange& change_of(std::size_t k) const {
    return chance_.figure_changes[k][chance_.figure_at(row_, indicator_)];
  }

  /// The counts themselves, the test and its p-value.
  std::string how(const FigureChange& change, const Trace& then) const {
    std::string told;
    const auto add = [&](const std::string& sentence) {
      told += say("explain.then", {{"sentence", sentence}});
    };
    const bool whole =
        then.numerator == std::floor(then.numerator) && trace_.numerator == std::floor(trace_.numerator);
    if (is_count() && whole && change.word != ChangeWord::same_figures && !is_missing(trace_.denominator))
      add(say("explain.counts", {{"then", shortest(then.numerator)}, {"now", shortest(trace_.numerator)}}));
    if (is_missing(change.p)) return told;
    add(say("explain.test." + std::string(figure_method_name(change.method)),
            {{"p", probability_text(change.p, language_)}}));
    if (change.overlap) add(say("explain.overlap"));
    return told;
  }

  void steps() {
    const Model& model = series_.engine().model();
    const Result& result = series_.result();
    for (std::size_t s = 0; s < model.steps.size(); ++s) {
      const int stage = result.stage_of_step[s];
      if (stage < 0) continue;
      const double value = result.stages[static_cast<std::size_t>(stage)](row_, indicator_);
      line("  " + std::to_string(s + 1) + " " +
           say("explain.step." + std::string(step_name(model.steps[s]))) +
           (language_ == Language::zh ? "：" : ": ") + (is_missing(value) ? kNone : fixed(value, 4)) +
           what_changed(s));
    }
    for (const StepNote& note : result.notes)
      if (note.node == static_cast<int>(indicator_) &&
          (note.row < 0 || note.row == static_cast<std::ptrdiff_t>(row_)))
        line("  ! " + text(language_, note.message));
    out_ += "\n";
  }

  std::string what_changed(std::size_t step) const {
    constexpr const char* kStepChanges[] = {"explain.imputed", "explain.winsorised_high",
                                            "explain.winsorised_low", "explain.limited"};
    std::string said;
    for (const CellChange& change : series_.result().changes)
      if (change.step == step && change.column == indicator_ && change.row == row_)
        said += "  " + say(kStepChanges[static_cast<std::size_t>(change.change)]);
    return said;
  }

  const SeriesInput& input_;
  const Uncertainty& chance_;
  const Series& series_;
  std::size_t row_;
  std::size_t indicator_;
  Language language_;
  const Unit& unit_;
  int region_;
  Trace trace_;
  std::string out_;
};

}  // namespace

std::string explain_figure(const SeriesInput& input, const Uncertainty& chance, std::size_t row,
                           std::size_t indicator, Language language) {
  return FigureText(input, chance, row, indicator, language).run();
}

std::string explain_cells(const SeriesInput& input, std::size_t row, std::size_t indicator,
                          Language language) {
  const Unit& unit = input.series->panel().units[row];
  const Trace trace = input.builder->trace(input.regions.find(unit.code), unit.period, indicator);
  std::string out = text(language, Message("explain.cells")) + "\n";
  for (const TraceCell& cell : trace.cells) {
    const Figure& figure = cell.figure;
    std::string where = text(language, Message("explain.no_row"));
    if (figure.told()) where = input.figures.files[figure.file] + ":" + std::to_string(figure.row);
    const std::string value = is_missing(figure.value) ? kNone : shortest(figure.value);
    out += "    " +
           padded_right(
               input.regions[cell.region].name.in(language) + " " + cell.period.text() + " " + cell.variable,
               44) +
           " " + padded_left(value, 12) + "  " + std::string(1, static_cast<char>(figure.status)) + "  " +
           where + "\n";
  }
  return out;
}

}  // namespace dajuan
