#include "index/series_limits.h"

#include <algorithm>
#include <cmath>

#include "index/rescorer.h"
#include "index/row_score.h"

namespace dajuan::index {

std::vector<Limits> series_limits(const SeriesSources& from, std::size_t most_cells) {
  const Series& series = from.series;
  const Structure& structure = series.structure();
  const std::size_t rows = series.panel().units.size();
  const std::size_t nodes = structure.nodes.size();
  std::vector<Limits> result(rows * nodes);
  if (rows * structure.indicators > most_cells) return result;
  for (std::size_t n = structure.indicators; n < nodes; ++n)
    if (!stands_alone(series.engine().level_of(n).method)) return result;

  std::vector<std::size_t> all(rows);
  for (std::size_t r = 0; r < rows; ++r) all[r] = r;
  const ChanceModel model(from.scheme, from.figures, from.builder, from.regions, series.panel(), all);
  const std::shared_ptr<const Fitted> fitted = series.engine().fit(series.panel());
  const Rescorer rescorer(series.engine(), *fitted, all);
  Rescorer::Scratch scratch;
  Matrix figures = series.panel().values;
  Matrix up;
  Matrix down;
  std::vector<double> variances(rows * nodes, 0.0);
  for (std::size_t c = 0; c < structure.indicators; ++c) {
    const std::span<double> column = figures.column(c);
    const std::vector<double> observed(column.begin(), column.end());
    std::vector<double> errors(rows);
    bool any = false;
    for (std::size_t r = 0; r < rows; ++r) {
      errors[r] = figure_interval(model, r, c, from.scheme.uncertainty.level).standard_error;
      any = any || errors[r] > 0;
    }
    if (!any) continue;
    for (std::size_t r = 0; r < rows; ++r) column[r] = observed[r] + errors[r];
    rescorer.scores(figures, up, scratch);
    for (std::size_t r = 0; r < rows; ++r) column[r] = observed[r] - errors[r];
    rescorer.scores(figures, down, scratch);
    std::copy(observed.begin(), observed.end(), column.begin());
    for (int n = static_cast<int>(c); n >= 0; n = structure.nodes[static_cast<std::size_t>(n)].parent) {
      const auto node = static_cast<std::size_t>(n);
      for (std::size_t r = 0; r < rows; ++r) {
        if (errors[r] == 0) continue;
        const double half = (up(r, node) - down(r, node)) / 2;
        if (!is_missing(half)) variances[r * nodes + node] += half * half;
      }
    }
  }
  const double z = -normal_quantile((1 - from.scheme.uncertainty.level) / 2);
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t n = 0; n < nodes; ++n) {
      const double variance = variances[r * nodes + n];
      const double score = series.score(r, n);
      if (!(variance > 0) || is_missing(score)) continue;
      const double half = z * std::sqrt(variance);
      result[r * nodes + n] = {score - half, score + half};
    }
  return result;
}

}  // namespace dajuan::index
