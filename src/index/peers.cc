#include "index/peers.h"

#include <algorithm>

#include "index/row_score.h"
#include "stats/descriptive.h"

namespace dajuan::index {

std::vector<double> peer_unit(const Engine& engine, const Result& result, std::span<const std::size_t> rows,
                              PeerStatistic statistic) {
  const Structure& structure = engine.model().structure;
  std::vector<double> nodes(structure.nodes.size(), kMissing);
  std::vector<double> present;
  for (std::size_t c = 0; c < structure.indicators; ++c) {
    present.clear();
    for (const std::size_t r : rows)
      if (const double value = result.scores(r, c); !is_missing(value)) present.push_back(value);
    if (present.empty()) continue;
    nodes[c] = statistic == PeerStatistic::mean ? stats::mean(present) : stats::median(present);
  }
  score_row(engine, nodes);
  return nodes;
}

std::vector<double> mean_of_scores(const Result& result, std::span<const std::size_t> rows) {
  std::vector<double> means(result.scores.columns(), kMissing);
  for (std::size_t c = 0; c < means.size(); ++c) {
    double sum = 0;
    double count = 0;
    for (const std::size_t r : rows) {
      const double value = result.scores(r, c);
      if (is_missing(value)) continue;
      sum += value;
      count += 1;
    }
    if (count > 0) means[c] = sum / count;
  }
  return means;
}

std::vector<Gain> greatest_gains(const Engine& engine, std::span<const double> unit,
                                 std::span<const double> peers, int node, std::size_t count) {
  const Structure& structure = engine.model().structure;
  const auto n = static_cast<std::size_t>(node);
  std::vector<double> now(unit.begin(), unit.end());
  score_row(engine, now);
  std::vector<Gain> gains;
  if (is_missing(now[n])) return gains;
  for (std::size_t c = 0; c < structure.indicators; ++c) {
    if (is_missing(unit[c]) || is_missing(peers[c]) || !(peers[c] > unit[c])) continue;
    std::vector<double> moved(unit.begin(), unit.end());
    moved[c] = peers[c];
    score_row(engine, moved);
    const double gain = moved[n] - now[n];
    if (gain > 0) gains.push_back({static_cast<int>(c), unit[c], peers[c], gain});
  }
  std::stable_sort(gains.begin(), gains.end(), [](const Gain& a, const Gain& b) { return a.gain > b.gain; });
  if (gains.size() > count) gains.resize(count);
  return gains;
}

}  // namespace dajuan::index
