#include "release/uncertainty_files.h"

#include <algorithm>
#include <array>

#include "release/result_table.h"

namespace dajuan::release {
namespace {

using namespace dajuan::index;

constexpr std::string_view kErrorKinds[] = {"", "exact", "poisson", "overdispersed", "proportion", "normal"};
constexpr std::string_view kGroups[] = {"better", "not_apart", "worse"};

/// Walks over units and nodes (or indicators) in the order of rows in files.
class Tables {
 public:
  explicit Tables(const ResultParts& parts)
      : parts_(parts), chance_(parts.uncertainty), order_(nodes_by_code(parts.series.structure())) {
    for (const std::size_t n : order_)
      if (n < chance_.indicators) indicators_.push_back(n);
    for (std::size_t k = 0; k < kChangeCount; ++k) by_name_[k] = k;
    std::sort(by_name_.begin(), by_name_.end(), [](std::size_t a, std::size_t b) {
      return comparison_name(kChanges[a]) < comparison_name(kChanges[b]);
    });
  }

  std::string scores() const {
    std::string out;
    ResultTable table = start(out, {"region", "node", "lower", "upper", "standard_error"});
    for (std::size_t u = 0; u < chance_.units; ++u)
      for (const std::size_t n : order_) {
        const Estimate& score = chance_.scores[u * chance_.nodes + n];
        if (!score.limits.known()) continue;
        key(table, u, n);
        limits(table, score.limits).number(score.standard_error).end_row();
      }
    return out;
  }

  std::string figures() const {
    std::string out;
    ResultTable table = start(out, {"region", "indicator", "method", "lower", "upper", "standard_error"});
    for (std::size_t u = 0; u < chance_.units; ++u)
      for (const std::size_t c : indicators_) {
        const std::size_t at = u * chance_.indicators + c;
        const Estimate& figure = chance_.figures[at];
        if (!figure.limits.known()) continue;
        key(table, u, c).text(figure_method_name(chance_.figure_methods[at]));
        limits(table, figure.limits).number(figure.standard_error).end_row();
      }
    return out;
  }

  std::string changes() const {
    std::string out;
    ResultTable table = start(
        out, {"region", "node", "comparison", "difference", "lower", "upper", "standard_error", "p", "word"});
    for (std::size_t u = 0; u < chance_.units; ++u)
      for (const std::size_t n : order_)
        for (const std::size_t k : by_name_) {
          const ScoreChange& change = chance_.changes[k][u * chance_.nodes + n];
          if (change.word == ChangeWord::not_compared) continue;
          key(table, u, n).text(comparison_name(kChanges[k])).number(change.difference.value);
          limits(table, change.difference.limits).number(change.difference.standard_error);
          table.number(change.p).text(change_word_name(change.word)).end_row();
        }
    return out;
  }

  std::string figure_changes() const {
    std::string out;
    ResultTable table = start(out, {"region", "indicator", "comparison", "difference", "lower", "upper",
                                    "ratio", "ratio_lower", "ratio_upper", "test", "overlap", "p", "word"});
    for (std::size_t u = 0; u < chance_.units; ++u)
      for (const std::size_t c : indicators_)
        for (const std::size_t k : by_name_) {
          const FigureChange& change = chance_.figure_changes[k][u * chance_.indicators + c];
          if (change.word == ChangeWord::not_compared) continue;
          key(table, u, c).text(comparison_name(kChanges[k])).number(change.difference.value);
          limits(table, change.difference.limits).number(change.ratio);
          limits(table, change.ratio_limits);
          table.text(is_missing(change.p) ? "" : figure_method_name(change.method));
          table.text(change.overlap ? "yes" : "no");
          table.number(change.p).text(change_word_name(change.word)).end_row();
        }
    return out;
  }

  std::string ranks() const {
    std::string out;
    ResultTable table = start(out, {"region", "node", "level", "parent", "of", "lower", "upper",
                                    "marginal_lower", "marginal_upper", "beside_whole"});
    std::vector<const RankFamily*> family(chance_.units, nullptr);
    for (const RankFamily& each : chance_.families)
      for (const std::size_t row : each.rows) family[row - chance_.first_row] = &each;
    for (std::size_t u = 0; u < chance_.units; ++u)
      for (const std::size_t n : order_) {
        const Places& places = chance_.places[u * chance_.nodes + n];
        if (places.of == 0) continue;
        key(table, u, n).text(family[u]->level).text(family[u]->parent);
        table.count(static_cast<long long>(places.of));
        for (const stats::RankSet& set : {places.simultaneous, places.marginal})
          table.count(static_cast<long long>(set.lower)).count(static_cast<long long>(set.upper));
        const bool compared = chance_.beside_whole[u * chance_.nodes + n].limits.known();
        const auto group = static_cast<std::size_t>(chance_.groups[u * chance_.nodes + n]);
        table.text(compared ? kGroups[group] : "").end_row();
      }
    return out;
  }

  std::string beside() const {
    std::string out;
    ResultTable table =
        start(out, {"region", "node", "beside", "difference", "lower", "upper", "standard_error"});
    for (std::size_t u = 0; u < chance_.units; ++u)
      for (const std::size_t n : order_) {
        const std::size_t at = u * chance_.nodes + n;
        for (const auto& [name, estimate] : {std::pair{"peers_mean", &chance_.beside_peers[at]},
                                             std::pair{"whole", &chance_.beside_whole[at]}}) {
          if (!estimate->limits.known()) continue;
          key(table, u, n).text(name).number(estimate->value);
          limits(table, estimate->limits).number(estimate->standard_error).end_row();
        }
      }
    return out;
  }

  std::string models() const {
    std::string out;
    ResultTable table = start(out, {"indicator", "model", "seasonal"});
    for (const std::size_t c : indicators_) {
      const IndicatorRule& rule = parts_.scheme.rules[c];
      table.text(parts_.series.structure().nodes[c].code);
      table.text(kErrorKinds[static_cast<std::size_t>(rule.error.kind)]);
      table.text(rule.seasonal ? "yes" : "no").end_row();
    }
    return out;
  }

  std::string dispersions() const {
    std::string out;
    ResultTable table = start(out, {"variable", "region", "dispersion", "terms"});
    for (const DispersionUsed& used : chance_.dispersions) {
      table.text(used.variable).text(parts_.regions[used.region].code).number(used.dispersion);
      table.count(static_cast<long long>(used.periods)).end_row();
    }
    return out;
  }

 private:
  ResultTable start(std::string& out, std::initializer_list<std::string_view> columns) const {
    return ResultTable(out, parts_.scheme.simulated, columns);
  }
  ResultTable& key(ResultTable& table, std::size_t unit, std::size_t node) const {
    return table.text(parts_.series.panel().units[chance_.first_row + unit].code)
        .text(parts_.series.structure().nodes[node].code);
  }
  static ResultTable& limits(ResultTable& table, const Limits& limits) {
    return table.number(limits.lower).number(limits.upper);
  }

  const ResultParts& parts_;
  const Uncertainty& chance_;
  std::vector<std::size_t> order_;
  std::vector<std::size_t> indicators_;
  std::array<std::size_t, kChangeCount> by_name_{};
};

}  // namespace

void add_uncertainty_files(const ResultParts& parts, Files& files) {
  const Tables tables(parts);
  files["uncertainty/scores.csv"] = tables.scores();
  files["uncertainty/figures.csv"] = tables.figures();
  files["uncertainty/changes.csv"] = tables.changes();
  files["uncertainty/figure_changes.csv"] = tables.figure_changes();
  files["uncertainty/ranks.csv"] = tables.ranks();
  files["uncertainty/beside.csv"] = tables.beside();
  files["uncertainty/models.csv"] = tables.models();
  files["uncertainty/dispersions.csv"] = tables.dispersions();
}

JsonValue uncertainty_json(const ResultParts& parts) {
  const Uncertainty& chance = parts.uncertainty;
  const auto period = [&](std::size_t k) {
    return chance.compared[k] ? JsonValue(chance.compared[k]->text()) : JsonValue();
  };
  return JsonValue::object({
      {"level", chance.level},
      {"false_discovery", chance.false_discovery},
      {"seed", chance.seed},
      {"draws", static_cast<double>(chance.draws)},
      {"draw_error", chance.draw_error},
      {"independent", chance.independent},
      {"modelled", chance.modelled.empty() ? 0.0 : chance.modelled.back()},
      {"compared",
       JsonValue::object({{"previous", period(0)}, {"year_ago", period(1)}, {"base", period(2)}})},
  });
}

}  // namespace dajuan::release
