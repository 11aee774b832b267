#include "stats/rank_set_whole.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

namespace dajuan::stats {
namespace {

constexpr double kRounding = 1e-12;

}  // namespace

std::vector<BesideWhole> groups_beside_whole(std::span<const double> differences,
                                             std::span<const double> standard_errors,
                                             std::span<const double> rounding, double level) {
  std::vector<std::size_t> order;
  std::vector<double> ratios(differences.size(), 0.0);
  for (std::size_t j = 0; j < differences.size(); ++j) {
    if (std::isnan(differences[j])) continue;
    order.push_back(j);
    const double size = std::fabs(differences[j]);
    if (size <= (rounding.empty() ? 0 : rounding[j])) continue;
    ratios[j] = standard_errors[j] > 0 ? size / standard_errors[j] : std::numeric_limits<double>::infinity();
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return ratios[a] > ratios[b]; });
  std::vector<BesideWhole> groups(differences.size(), BesideWhole::not_apart);
  for (std::size_t k = 0; k < order.size(); ++k) {
    const std::size_t area = order[k];
    if (!(ratios[area] > -normal_quantile((1 - level) / (2 * static_cast<double>(order.size() - k))))) break;
    groups[area] = differences[area] > 0 ? BesideWhole::above : BesideWhole::below;
  }
  return groups;
}

WholeComparison compare_with_whole(std::span<const double> estimates, const RankErrors& errors,
                                   std::span<const double> shares, double level) {
  const std::size_t areas = estimates.size();
  assert(errors.areas() == areas && shares.size() == areas);
  WholeComparison result;
  result.whole = std::inner_product(estimates.begin(), estimates.end(), shares.begin(), 0.0);
  std::vector<double> with_whole(areas, 0.0);  // covariance of each estimate with the whole
  double of_whole = 0;
  for (std::size_t j = 0; j < areas; ++j) {
    if (errors.is_independent()) with_whole[j] = shares[j] * errors.variances()[j];
    if (!errors.is_independent())
      for (std::size_t k = 0; k < areas; ++k) with_whole[j] += shares[k] * errors.covariance()(k, j);
    of_whole += shares[j] * with_whole[j];
  }
  std::vector<double> rounding;
  for (std::size_t j = 0; j < areas; ++j) {
    const double variance = errors.variances()[j] - 2 * with_whole[j] + of_whole;
    const bool is_rounding = variance <= kRounding * (errors.variances()[j] + of_whole);
    result.differences.push_back(estimates[j] - result.whole);
    result.standard_errors.push_back(is_rounding ? 0 : std::sqrt(variance));
    rounding.push_back(kRounding * std::max(std::fabs(estimates[j]), std::fabs(result.whole)));
  }
  result.groups = groups_beside_whole(result.differences, result.standard_errors, rounding, level);
  return result;
}

WholeComparison compare_counts_with_whole(std::span<const std::int64_t> counts,
                                          std::span<const double> exposures, CountModel model, double level) {
  const std::size_t areas = counts.size();
  const std::int64_t events = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
  const double exposure = std::accumulate(exposures.begin(), exposures.end(), 0.0);
  WholeComparison result;
  result.whole = static_cast<double>(events) / exposure;
  result.groups.assign(areas, BesideWhole::not_apart);
  std::vector<double> tails;
  for (std::size_t j = 0; j < areas; ++j) {
    const std::int64_t others = events - counts[j];
    const auto own_trials = static_cast<std::int64_t>(exposures[j]);
    const auto all_trials = static_cast<std::int64_t>(exposure);
    result.differences.push_back(static_cast<double>(counts[j]) / exposures[j] - result.whole);
    const bool above = result.differences[j] > 0;
    const double share = exposures[j] / exposure;
    if (areas == 1)
      tails.push_back(1);
    else if (model == CountModel::events)
      tails.push_back(above ? binomial_upper_tail(counts[j], events, share)
                            : binomial_upper_tail(others, events, 1 - share));
    else
      tails.push_back(above ? hypergeometric_upper_tail(counts[j], own_trials, events, all_trials)
                            : hypergeometric_upper_tail(others, all_trials - own_trials, events, all_trials));
  }
  std::vector<std::size_t> order(areas);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return tails[a] < tails[b]; });
  for (std::size_t k = 0; k < areas; ++k) {
    const std::size_t area = order[k];
    if (2 * tails[area] > (1 - level) / static_cast<double>(areas - k)) break;
    result.groups[area] = result.differences[area] > 0 ? BesideWhole::above : BesideWhole::below;
  }
  return result;
}

}  // namespace dajuan::stats
