#pragma once
#include <span>
#include <vector>

#include "index/engine.h"

namespace dajuan::index {

enum class PeerStatistic { mean, median };

/// The made-up unit that has each normalised indicator at the mean or median of `rows` (indices into the
/// result), with the aggregates that follow: one value per node. An indicator that no peer has is missing.
std::vector<double> peer_unit(const Engine& engine, const Result& result, std::span<const std::size_t> rows,
                              PeerStatistic statistic);

/// The mean of the members' scores at every node: not the score of the whole, and not decomposable as one.
std::vector<double> mean_of_scores(const Result& result, std::span<const std::size_t> rows);

/// Moving one indicator of a unit.
struct Gain {
  int indicator = -1;
  double from = 0;  ///< normalised, now
  double to = 0;    ///< normalised, the peers'
  double gain = 0;  ///< points of the node's score
};

/// The `count` indicators that would gain most at `node` when moved to the peers' value, best first; only
/// gains > 0, ties in order of the structure. Empty where a method on the way does not stand alone.
std::vector<Gain> greatest_gains(const Engine& engine, std::span<const double> unit,
                                 std::span<const double> peers, int node, std::size_t count);

}  // namespace dajuan::index
