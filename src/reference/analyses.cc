#include "reference/analyses.h"

#include <algorithm>
#include <cmath>

#include "index/aggregate_relative.h"
#include "stats/descriptive.h"
#include "stats/pca.h"
#include "stats/trend.h"

namespace dajuan::reference {
namespace {

Value count(std::size_t n) { return Value::computed(static_cast<double>(n)); }

Frame made(const std::string& name, std::size_t keys, std::vector<std::string> columns) {
  Frame frame;
  frame.name = name;
  frame.keys = keys;
  frame.columns = std::move(columns);
  return frame;
}

/// Missing where the unit is not included.
std::vector<double> included_figures(const Matrix& figures, std::size_t column,
                                     const std::vector<std::uint8_t>& included) {
  std::vector<double> values(figures.rows(), kMissing);
  for (std::size_t r = 0; r < values.size(); ++r)
    if (included[r]) values[r] = figures(r, column);
  return values;
}

}  // namespace

Frames statistics(const Run& run, const Statistics& limits) {
  Frame frame =
      made("statistics.csv", 1, {"iCode",    "Min",        "Max",          "Mean",        "Median",
                                 "Std",      "Skew",       "Kurt",         "N.Avail",     "N.NonZero",
                                 "N.Unique", "N.Same",     "Frc.Avail",    "Frc.NonZero", "Frc.Unique",
                                 "Frc.Same", "Flag.Avail", "Flag.NonZero", "Flag.Unique", "Flag.SkewKurt"});
  const Matrix& figures = run.result.stages.empty() ? run.panel.values : run.result.stages.back();
  const auto units =
      static_cast<double>(std::count(run.result.included.begin(), run.result.included.end(), 1));
  const auto flag = [](bool low) { return Value::text(low ? "LOW" : "ok"); };
  for (std::size_t c = 0; c < run.model.structure.indicators; ++c) {
    const std::vector<double> values = included_figures(figures, c, run.result.included);
    const stats::Moments moments = stats::moments(values);
    const stats::Distinct distinct = stats::distinct(values);
    const auto n = static_cast<double>(moments.n);
    const std::size_t nonzero = moments.n - stats::count_zeros(values);
    const auto share = [&](std::size_t k) { return Value::figure(static_cast<double>(k) / n); };
    const bool outlying = std::fabs(moments.skewness) > limits.skew && moments.kurtosis > limits.kurt;
    frame.add(
        {run.model.structure.nodes[c].code},
        {Value::figure(moments.min), Value::figure(moments.max), Value::figure(moments.mean),
         Value::figure(stats::median(values)), Value::figure(moments.sd), Value::figure(moments.skewness),
         Value::figure(moments.kurtosis), count(moments.n), count(nonzero), count(distinct.unique),
         count(distinct.largest_tie), Value::figure(n / units), share(nonzero), share(distinct.unique),
         share(distinct.largest_tie), flag(n / units < limits.availability_flag),
         flag(static_cast<double>(nonzero) / units < limits.zero_flag),
         flag(static_cast<double>(distinct.unique) / units < limits.unique_flag),
         Value::text(outlying ? "OUT" : "ok")});
  }
  return {{frame.name, frame}};
}

Frames effective_weights(const index::Engine& engine) {
  const index::Structure& structure = engine.model().structure;
  Frame frame = made("effective_weights.csv", 1, {"iCode", "Level", "Weight", "EffWeight"});
  const auto* aggregate = engine.model().steps.empty()
                              ? nullptr
                              : std::get_if<index::AggregateStep>(&engine.model().steps.back());
  const std::vector<double> effective = structure.effective_weights(engine.weights());
  for (std::size_t n = 0; n < structure.nodes.size(); ++n) {
    const index::Node& node = structure.nodes[n];
    double weight = node.weight;
    if (aggregate)
      if (const auto given = aggregate->weights.find(node.code); given != aggregate->weights.end())
        weight = given->second;
    frame.add({node.code}, {Value::computed(node.level), Value::figure(weight), Value::figure(effective[n])});
  }
  return {{frame.name, frame}};
}

Frames outranking(const Run& run, const index::Engine& engine) {
  constexpr double kEverything = 1 - 1e-12;  // the sum of all weights, less rounding
  const index::Structure& structure = run.model.structure;
  std::vector<double> weights = structure.effective_weights(engine.weights());
  weights.resize(structure.indicators);
  std::vector<std::span<const double>> columns;
  for (std::size_t c = 0; c < structure.indicators; ++c) columns.push_back(run.result.scores.column(c));
  std::vector<std::size_t> rows;
  for (std::size_t r = 0; r < run.panel.units.size(); ++r)
    if (run.result.included[r]) rows.push_back(r);

  Frame matrix = made("outranking.csv", 1, {"uCode"});
  Frame copeland = made("copeland.csv", 1, {"uCode", "score"});
  for (const std::size_t r : rows) matrix.columns.push_back(run.panel.units[r].code);
  std::size_t dominant = 0;
  for (const std::size_t i : rows) {
    std::vector<Value> cells;
    int score = 0;
    for (const std::size_t j : rows) {
      const double share = i == j ? 0.0 : index::outranking(columns, weights, i, j);
      cells.push_back(Value::figure(share));
      if (i == j) continue;
      score += index::majority(columns, weights, i, j);
      dominant += share >= kEverything;
    }
    matrix.add({run.panel.units[i].code}, std::move(cells));
    copeland.add({run.panel.units[i].code}, {Value::computed(score)});
  }
  const double pairs = static_cast<double>(rows.size()) * (static_cast<double>(rows.size()) - 1) / 2;
  Frame dominance = made("dominance.csv", 0, {"n_dominant", "share_dominant"});
  dominance.add({}, {count(dominant), Value::figure(static_cast<double>(dominant) / pairs)});
  return {{matrix.name, matrix}, {copeland.name, copeland}, {dominance.name, dominance}};
}

Components pca_weights(const Run& run, const PcaWeights& what) {
  const index::Structure& structure = run.model.structure;
  std::map<int, std::vector<std::size_t>> groups;  // by parent, or all under -1
  for (std::size_t n = 0; n < structure.nodes.size(); ++n)
    if (structure.nodes[n].level == what.level)
      groups[what.by_group ? structure.nodes[n].parent : -1].push_back(n);

  Components components;
  Frame loadings = made("loadings.csv", 2, {"group", "iCode", kLoading});
  Frame explained = made("explained.csv", 2, {"group", "component", "sdev", "share"});
  for (const auto& [parent, nodes] : groups) {
    const std::string group = parent < 0 ? "All" : structure.nodes[static_cast<std::size_t>(parent)].code;
    Matrix figures(run.result.scores.rows(), nodes.size());
    for (std::size_t k = 0; k < nodes.size(); ++k) {
      const std::vector<double> column = included_figures(run.result.scores, nodes[k], run.result.included);
      std::copy(column.begin(), column.end(), figures.column(k).begin());
    }
    const stats::PrincipalComponents found = stats::principal_components(figures);
    for (std::size_t k = 0; k < found.sdev.size(); ++k)
      explained.add({group, std::to_string(k + 1)},
                    {Value::figure(found.sdev[k]), Value::figure(found.share[k])});
    const std::vector<double> first = found.first_loadings();
    for (std::size_t k = 0; k < first.size(); ++k) {
      const std::string& code = structure.nodes[nodes[k]].code;
      loadings.add({group, code}, {Value::figure(first[k])});
      components.weights[code] = first[k];
    }
  }
  components.frames = {{loadings.name, loadings}, {explained.name, explained}};
  return components;
}

Frames trends(const Trend& what, const index::Panel& panel, const std::vector<TrendColumn>& columns,
              const std::vector<std::uint8_t>& included) {
  const bool growth = what.method == TrendMethod::compound_growth;
  Frame frame = made("trends.csv", 2,
                     {"uCode", "iCode", growth ? "CAGR" : "prc_change", "Avail", "t_first", "t_latest"});
  std::map<std::string, std::vector<std::size_t>> rows;
  for (std::size_t r = 0; r < panel.units.size(); ++r)
    if (included[r]) rows[panel.units[r].code].push_back(r);
  for (const auto& [unit, its_rows] : rows) {
    const Frequency frequency = panel.units[its_rows.front()].period.frequency();
    for (const TrendColumn& column : columns) {
      std::vector<double> times;
      std::vector<double> values;
      for (const std::size_t r : its_rows) {
        times.push_back(panel.units[r].period.ordinal());
        values.push_back(column.figures[r]);
      }
      const stats::Trend trend = stats::trend(times, values);
      // Without two points there is no trend; with them, what cannot be computed is not a number.
      if (trend.points < 2) {
        frame.add({unit, column.code}, {Value(), Value::figure(trend.available), Value(), Value()});
        continue;
      }
      const auto label = [frequency](double time) {
        return Value::read(Period(frequency, static_cast<std::int32_t>(time)).text());
      };
      frame.add({unit, column.code},
                {Value::computed(growth ? trend.compound_growth : trend.percent_change),
                 Value::figure(trend.available), label(trend.first_time), label(trend.last_time)});
    }
  }
  return {{frame.name, frame}};
}

}  // namespace dajuan::reference
