#include <algorithm>
#include <cmath>
#include <map>

#include "index/uncertainty_parts.h"

namespace dajuan::index {
namespace {

/// Draws that a critical value is made from: more would not move it by what a table shows.
constexpr std::size_t kMostRankDraws = 10000;

/// One family at one node.
class Ranking {
 public:
  Ranking(const UncertaintyWork& work, std::span<const UnitDraws> together, std::size_t family,
          std::size_t node)
      : work_(work),
        result_(work.result),
        together_(together),
        family_(result_.families[family]),
        node_(node) {
    bool chance = false;
    for (const std::size_t row : family_.rows) {
      const std::size_t at = result_.at(row, node);
      if (is_missing(result_.scores[at].value)) continue;
      rows_.push_back(row);
      estimates_.push_back(result_.scores[at].value);
      const double error = result_.scores[at].standard_error;
      variances_.push_back(is_missing(error) ? 0 : error * error);
      chance = chance || variances_.back() > 0;
    }
    if (!chance) rows_.clear();
  }

  void run() {
    if (rows_.empty()) return;
    const stats::RankErrors errors = together_.empty() ? stats::RankErrors::independent(variances_)
                                                       : stats::RankErrors::correlated(covariance());
    const std::string stream = result_.seed + " ranks " + family_.level + " " + family_.parent + " " +
                               work_.structure().nodes[node_].code;
    const stats::ErrorDraws draws(errors, std::min(result_.draws, kMostRankDraws), philox_key(stream));
    stats::RankSetOptions options;
    options.level = result_.level;
    const stats::RankSets simultaneous = simultaneous_rank_sets(estimates_, errors, draws, options);
    const stats::RankSets marginal = marginal_rank_sets(estimates_, errors, draws, options);
    for (std::size_t i = 0; i < rows_.size(); ++i)
      result_.places[result_.at(rows_[i], node_)] = {simultaneous.sets[i], marginal.sets[i], rows_.size()};
    group();
  }

 private:
  /// The error towards zero, as the limits have it: that of a small count is not the same on both sides.
  void group() {
    const double z = -normal_quantile((1 - result_.level) / 2);
    std::vector<double> differences;
    std::vector<double> errors;
    for (const std::size_t row : rows_) {
      const Estimate& beside = result_.beside_whole[result_.at(row, node_)];
      const double reach =
          beside.value > 0 ? beside.value - beside.limits.lower : beside.limits.upper - beside.value;
      differences.push_back(is_missing(beside.standard_error) ? kMissing : beside.value);
      errors.push_back(reach > 0 ? reach / z : beside.standard_error);
    }
    const std::vector<stats::BesideWhole> groups =
        stats::groups_beside_whole(differences, errors, {}, result_.level);
    for (std::size_t i = 0; i < rows_.size(); ++i) result_.groups[result_.at(rows_[i], node_)] = groups[i];
  }

  Matrix covariance() const {
    const std::size_t n = rows_.size();
    Matrix deviations(result_.draws, n);
    for (std::size_t i = 0; i < n; ++i) {
      const RowDraws& own = together_[rows_[i] - result_.first_row][0];
      const std::span<double> column = deviations.column(i);
      double sum = 0;
      for (std::size_t d = 0; d < result_.draws; ++d) {
        const std::size_t at = node_ * result_.draws + d;
        column[d] = (static_cast<double>(own.lower[at]) + static_cast<double>(own.upper[at])) / 2;
        sum += column[d];
      }
      for (double& value : column) value -= sum / static_cast<double>(result_.draws);
    }
    Matrix result(n, n);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j <= i; ++j) {
        double sum = 0;
        for (std::size_t d = 0; d < result_.draws; ++d) sum += deviations(d, i) * deviations(d, j);
        result(i, j) = result(j, i) = sum / static_cast<double>(result_.draws - 1);
      }
    return result;
  }

  const UncertaintyWork& work_;
  Uncertainty& result_;
  std::span<const UnitDraws> together_;
  const RankFamily& family_;
  std::size_t node_;
  std::vector<std::size_t> rows_;
  std::vector<double> estimates_;
  std::vector<double> variances_;
};

std::vector<RankFamily> families(const UncertaintyWork& work) {
  std::map<std::pair<std::string, std::string>, RankFamily> found;
  const region::Regions& regions = work.from.regions;
  for (std::size_t unit = 0; unit < work.result.units; ++unit) {
    const int region = regions.find(work.from.series.panel().units[work.row(unit)].code);
    if (region < 0) continue;
    const int parent = regions[region].parent;
    const std::string above = parent < 0 ? std::string() : regions[parent].code;
    RankFamily& family = found[{regions[region].level, above}];
    family.level = regions[region].level;
    family.parent = above;
    family.rows.push_back(work.row(unit));
  }
  std::vector<RankFamily> result;
  for (auto& [_, family] : found) result.push_back(std::move(family));
  return result;
}

}  // namespace

void rank_units(const UncertaintyWork& work, std::span<const UnitDraws> together, const Workers& workers) {
  Uncertainty& result = work.result;
  result.families = families(work);
  workers.for_each(result.families.size() * result.nodes, [&](std::size_t job) {
    Ranking(work, together, job / result.nodes, job % result.nodes).run();
  });
}

void compare_with_peers(const UncertaintyWork& work) {
  Uncertainty& result = work.result;
  const Series& series = work.from.series;
  const double z = -normal_quantile((1 - result.level) / 2);
  std::vector<std::uint8_t> done(result.units, 0);
  for (std::size_t unit = 0; unit < result.units; ++unit) {
    if (done[unit] != 0) continue;
    const std::vector<std::size_t> peers = series.peers_of(work.row(unit));
    if (peers.empty()) continue;
    const std::vector<double> mean = series.reference(work.row(unit), Comparison::peers_mean);
    for (std::size_t n = 0; n < result.nodes; ++n) {
      const auto variance = [&](std::size_t row) {
        const double error = result.scores[result.at(row, n)].standard_error;
        return is_missing(error) ? 0 : error * error;
      };
      double number = 0;
      double all = 0;
      for (const std::size_t row : peers) {
        if (is_missing(result.scores[result.at(row, n)].value)) continue;
        number += 1;
        all += variance(row);
      }
      for (const std::size_t row : peers) {
        Estimate& beside = result.beside_peers[result.at(row, n)];
        beside.value = result.scores[result.at(row, n)].value - mean[n];
        if (is_missing(beside.value) || !(all > 0)) continue;
        const double own = variance(row);
        const double others = (all - own) / (number * number);
        beside.standard_error = std::sqrt(own * (1 - 1 / number) * (1 - 1 / number) + others);
        beside.limits = {beside.value - z * beside.standard_error, beside.value + z * beside.standard_error};
      }
    }
    for (const std::size_t row : peers) done[row - result.first_row] = 1;
  }
}

}  // namespace dajuan::index
