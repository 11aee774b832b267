#include "index/scheme_text.h"

#include <algorithm>

#include "base/number_text.h"
#include "base/text.h"
#include "index/error_model_text.h"
#include "index/formula.h"
#include "index/weights.h"
#include "index/words.h"
#include "stats/ahp.h"

namespace dajuan::index {
namespace {

class Speaker {
 public:
  Speaker(const Scheme& scheme, Language language) : scheme_(scheme), language_(language) {}

  std::string say(std::string_view id,
                  std::vector<std::pair<std::string, std::string>> arguments = {}) const {
    return text(language_, Message(id, std::move(arguments)));
  }
  std::string method(std::string_view word) const { return say("scheme.method." + std::string(word)); }

  std::string operator()(const DenominateStep&) const { return say("scheme.step.denominate"); }

  std::string operator()(const ImputeStep& step) const {
    const bool mean = step.statistic == ImputeStep::Statistic::mean;
    const char* by = step.by == ImputeStep::By::group ? "group_"
                     : step.by == ImputeStep::By::row ? "row_"
                                                      : "";
    return say(std::string("scheme.step.") + "impute_" + by + (mean ? "mean" : "median"),
               {{"group", step.group}}) +
           learned(step.scope);
  }

  std::string operator()(const ImputeOverTimeStep& step) const {
    return say("scheme.step.impute_over_time", {{"method", method(word_of(kOverTime, step.method))}});
  }

  std::string operator()(const ScreenStep& step) const {
    std::string limits;
    if (step.rule != ScreenStep::Rule::nonzero) limits = percent(step.min_availability, 0);
    if (step.rule != ScreenStep::Rule::availability) {
      limits += (limits.empty() ? "" : say("scheme.show.separator")) + percent(step.min_nonzero, 0);
    }
    return say("scheme.step.screen",
               {{"rule", method(word_of(kScreenRules, step.rule))}, {"limits", limits}});
  }

  std::string operator()(const TreatStep& step) const {
    const TreatmentPlan& plan = step.plan;
    std::string line = say("scheme.step.treat", {{"skew", es6_number(plan.check.skew)},
                                                 {"kurt", es6_number(plan.check.kurt)},
                                                 {"first", method(word_of(kTreatments, plan.first.method))}});
    if (plan.second)
      line += say("scheme.step.then", {{"second", method(word_of(kTreatments, plan.second->method))}});
    return line + except(step.overrides.size()) + learned(step.scope);
  }

  std::string operator()(const NormaliseStep& step) const {
    const Normalisation& rule = step.general;
    std::string line;
    if (rule.method == NormaliseMethod::minmax) {
      line = say("scheme.step.normalise_minmax",
                 {{"lower", es6_number(rule.lower)}, {"upper", es6_number(rule.upper)}});
    } else if (rule.method == NormaliseMethod::zscore) {
      line =
          say("scheme.step.normalise_zscore", {{"mean", es6_number(rule.mean)}, {"sd", es6_number(rule.sd)}});
    } else {
      line = say("scheme.step.normalise", {{"method", method(word_of(kNormalisations, rule.method))}});
    }
    return line + except(step.overrides.size()) + learned(step.scope);
  }

  std::string operator()(const AggregateStep& step) const {
    const auto word = [&](const AggregateLevel& level) {
      return method(word_of(kAggregations, level.method));
    };
    std::string line = say("scheme.step.aggregate", {{"method", word(step.levels.front())}});
    for (std::size_t k = 1; k < step.levels.size(); ++k) {
      if (step.levels[k].method == step.levels[k - 1].method) continue;
      line += say("scheme.step.aggregate_level",
                  {{"level", level_name(k + 1)}, {"method", word(step.levels[k])}});
    }
    return line + except(step.nodes.size());
  }

  std::string level_name(std::size_t place) const {
    return place < scheme_.level_titles.size() ? scheme_.level_titles[place].in(language_) : std::string();
  }

  static std::string percent(double share, int decimals = 1) {
    constexpr double kPercent = 100;
    return fixed(share * kPercent, decimals) + "%";
  }

 private:
  std::string except(std::size_t count) const {
    return count == 0 ? std::string() : say("scheme.step.except", {{"count", std::to_string(count)}});
  }

  std::string learned(const std::optional<FitScope>& own) const {
    const FitScope& scope = own ? *own : scheme_.scope;
    std::string from;
    if (scope.kind == FitScope::Kind::pooled) from = say("scheme.fit.pooled");
    if (scope.kind == FitScope::Kind::per_period) from = say("scheme.fit.per_period");
    if (scope.kind == FitScope::Kind::window) {
      from = say("scheme.fit.window", {{"from", scope.from.text()}, {"to", scope.to.text()}});
    }
    return say("scheme.step.learned", {{"scope", from}});
  }

  const Scheme& scheme_;
  Language language_;
};

using Line = std::vector<std::string>;

class Drawing {
 public:
  Drawing(const Scheme& scheme, Language language)
      : scheme_(scheme), language_(language), speaker_(scheme, language) {
    const Model model = make_model(scheme);
    weights_.resize(model.structure.nodes.size(), 1.0);
    for (const Node& parent : model.structure.nodes) {
      double sum = 0;
      for (const int c : parent.children) sum += model.structure.nodes[static_cast<std::size_t>(c)].weight;
      for (const int c : parent.children) {
        const auto child = static_cast<std::size_t>(c);
        weights_[child] = sum == 0 ? 0 : model.structure.nodes[child].weight / sum;
      }
    }
    effective_ = model.structure.effective_weights();
  }

  std::string text_of_all() {
    std::string out = speaker_.say("scheme.show.title", {{"title", scheme_.title.in(language_)},
                                                         {"id", scheme_.id},
                                                         {"version", scheme_.version}}) +
                      "\n";
    if (scheme_.simulated) out += speaker_.say("scheme.show.simulated") + "\n";
    out += "\n" + tree() + "\n" + counts() + "\n" + weights();
    out += speaker_.say("scheme.show.steps") + "\n";
    for (std::size_t i = 0; i < scheme_.steps.size(); ++i) {
      out += "  " + std::to_string(i + 1) + ". " + std::visit(speaker_, scheme_.steps[i]) + "\n";
    }
    return out + uncertainty_text(scheme_.uncertainty, language_) + "\n";
  }

 private:
  std::string tree() {
    lines_ = {{}};
    for (const char* head :
         {"name", "code", "weight", "effective", "direction", "unit", "figures", "chance", "basis"}) {
      lines_[0].push_back(speaker_.say(std::string("scheme.show.") + head));
    }
    add(scheme_.structure.top(), "", "");
    std::string out;
    std::vector<std::size_t> widths(lines_[0].size(), 0);
    for (std::size_t c = 0; c < widths.size(); ++c) {
      std::size_t widest = 0;
      for (std::size_t i = 1; i < lines_.size(); ++i) widest = std::max(widest, display_width(lines_[i][c]));
      if (widest > 0) widths[c] = std::max(widest, display_width(lines_[0][c]));
    }
    for (const Line& line : lines_) {
      std::string row;
      for (std::size_t c = 0; c < line.size(); ++c) {
        if (widths[c] == 0) continue;
        const bool is_number = c == 2 || c == 3;
        row += (c == 0 ? "" : "  ") +
               (is_number ? padded_left(line[c], widths[c]) : padded_right(line[c], widths[c]));
      }
      row.erase(row.find_last_not_of(' ') + 1);
      out += row + "\n";
    }
    return out;
  }

  /// A node and what is below it, in the order of the file.
  void add(std::size_t index, const std::string& branch, const std::string& below) {
    const Node& node = scheme_.structure.nodes[index];
    const bool is_leaf = node.children.empty();
    const bool higher = node.direction == Direction::higher_is_better;
    lines_.push_back({branch + node.name.in(language_), node.code,
                      node.parent < 0 ? "" : Speaker::percent(weights_[index]),
                      Speaker::percent(effective_[index], 2),
                      is_leaf ? speaker_.say(higher ? "scheme.show.higher" : "scheme.show.lower") : "",
                      node.unit.in(language_), is_leaf ? figures(index) : "",
                      is_leaf ? error_model_text(scheme_.rules[index], node, language_) : "", node.basis});
    std::vector<int> children = node.children;
    std::sort(children.begin(), children.end(), [&](int a, int b) {
      return scheme_.structure.nodes[static_cast<std::size_t>(a)].order <
             scheme_.structure.nodes[static_cast<std::size_t>(b)].order;
    });
    for (const int child : children) {
      const bool last = child == children.back();
      add(static_cast<std::size_t>(child), below + (last ? "└─ " : "├─ "), below + (last ? "   " : "│  "));
    }
  }

  std::string figures(std::size_t indicator) const {
    const IndicatorRule& rule = scheme_.rules[indicator];
    return rule_text(rule, language_) + (rule.seasonal ? speaker_.say("scheme.show.seasonal") : "");
  }

  std::string counts() const {
    std::string line;
    for (int level = scheme_.structure.levels() - 1; level >= 1; --level) {
      const auto count = std::count_if(scheme_.structure.nodes.begin(), scheme_.structure.nodes.end(),
                                       [&](const Node& node) { return node.level == level; });
      line += (line.empty() ? "" : speaker_.say("scheme.show.separator")) +
              speaker_.say("scheme.show.count",
                           {{"count", std::to_string(count)},
                            {"level", speaker_.level_name(static_cast<std::size_t>(level - 1))}});
    }
    return line + "\n";
  }

  std::string weights() const {
    const std::string source =
        std::string("scheme.show.") + "source_" + std::string(word_of(kWeightSources, scheme_.weights));
    std::string lines = speaker_.say("scheme.show.weights", {{"source", speaker_.say(source)}}) + "\n";
    for (const Judgement& judgement : scheme_.judgements) {
      const int parent = scheme_.structure.find(judgement.parent);
      lines += "  " +
               speaker_.say(
                   "scheme.show.consistency",
                   {{"parent", scheme_.structure.nodes[static_cast<std::size_t>(parent)].name.in(language_)},
                    {"ratio", fixed(stats::consistency(judgement.matrix).ratio, 3)}}) +
               "\n";
    }
    return lines;
  }

  const Scheme& scheme_;
  Language language_;
  Speaker speaker_;
  std::vector<double> weights_;    ///< within the parent, summing to 1
  std::vector<double> effective_;  ///< in the whole
  std::vector<Line> lines_;
};

}  // namespace

std::string draw_scheme(const Scheme& scheme, Language language) {
  return Drawing(scheme, language).text_of_all();
}

std::string step_text(const Step& step, const Scheme& scheme, Language language) {
  return std::visit(Speaker(scheme, language), step);
}

std::string rule_text(const IndicatorRule& rule, Language language) {
  const auto say = [&](const char* id, std::vector<std::pair<std::string, std::string>> arguments) {
    return text(language, Message(id, std::move(arguments)));
  };
  const std::string reduce = say(rule.reduce == Reduce::sum    ? "scheme.method.sum"
                                 : rule.reduce == Reduce::mean ? "scheme.method.mean"
                                                               : "scheme.show.last",
                                 {});
  std::string line = say(rule.window == 1 ? "scheme.show.one_month" : "scheme.show.months",
                         {{"months", std::to_string(rule.window)}, {"reduce", reduce}});
  if (rule.annualise) line += say("scheme.show.annualised", {});
  if (!rule.denominator.empty()) {
    line += say(rule.denominator_over_window ? "scheme.show.per_over_window" : "scheme.show.per",
                {{"denominator", formula_text(rule.denominator)}});
  }
  if (rule.factor != 1) line += say("scheme.show.times", {{"factor", es6_number(rule.factor)}});
  return line;
}

}  // namespace dajuan::index
