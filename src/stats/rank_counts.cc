#include "stats/rank_counts.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "base/exact_math.h"
#include "base/random.h"

namespace dajuan::stats {
namespace {

double log_choose(std::int64_t n, std::int64_t k) {
  return log_factorial(n) - log_factorial(k) - log_factorial(n - k);
}

/// first + first ratio(0) + first ratio(0) ratio(1) + … while terms still count.
template <typename Ratio>
double sum_terms(double first, double enough, const Ratio& ratio) {
  constexpr double kNothing = 1e-17;
  double sum = first;
  double term = first;
  for (std::int64_t i = 0; sum <= enough; ++i) {
    const double factor = ratio(i);
    term *= factor;
    sum += term;
    // The ratios fall, so what is left is below a geometric series.
    if (factor < 1 && term <= kNothing * sum * (1 - factor)) break;
    if (factor == 0) break;
  }
  return std::min(sum, 1.0);
}

class CountPairs {
 public:
  CountPairs(std::span<const std::int64_t> counts, std::span<const double> exposures, CountModel model,
             double alpha)
      : counts_(counts), exposures_(exposures), model_(model), alpha_(alpha) {
    assert(counts.size() == exposures.size());
  }

  std::size_t areas() const { return counts_.size(); }

  /// Only one direction of a pair can be shown.
  bool larger(std::size_t a, std::size_t b) const {
    return static_cast<double>(counts_[a]) * exposures_[b] > static_cast<double>(counts_[b]) * exposures_[a];
  }

  /// Above alpha it is not exact.
  double p_value(std::size_t a, std::size_t b) const {
    const std::int64_t sum = counts_[a] + counts_[b];
    if (model_ == CountModel::events)
      return binomial_upper_tail(counts_[a], sum, exposures_[a] / (exposures_[a] + exposures_[b]), alpha_);
    const auto drawn = static_cast<std::int64_t>(exposures_[a]);
    const auto all = drawn + static_cast<std::int64_t>(exposures_[b]);
    return hypergeometric_upper_tail(counts_[a], drawn, sum, all, alpha_);
  }

 private:
  std::span<const std::int64_t> counts_;
  std::span<const double> exposures_;
  CountModel model_;
  double alpha_;
};

/// A p-value that may lead to a rejection.
struct Candidate {
  double p = 1;
  std::uint32_t high = 0;
  std::uint32_t low = 0;
};

/// Holm: how many of the smallest p-values are rejected in a family of this size.
std::size_t holm(std::vector<Candidate>& candidates, std::size_t family, double alpha) {
  std::sort(candidates.begin(), candidates.end(),
            [](const Candidate& a, const Candidate& b) { return a.p < b.p; });
  std::size_t rejected = 0;
  while (rejected < candidates.size() &&
         candidates[rejected].p <= alpha / static_cast<double>(family - rejected))
    ++rejected;
  return rejected;
}

void add_candidate(const CountPairs& pairs, std::size_t a, std::size_t b, double largest,
                   std::vector<Candidate>& candidates) {
  if (pairs.larger(b, a)) std::swap(a, b);
  if (!pairs.larger(a, b)) return;
  const double p = pairs.p_value(a, b);
  if (p <= largest) candidates.push_back({p, static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b)});
}

}  // namespace

double binomial_upper_tail(std::int64_t x, std::int64_t n, double probability, double enough) {
  assert(n >= 0 && probability > 0 && probability < 1);
  if (x <= 0) return 1;
  if (x > n) return 0;
  const double odds = probability / (1 - probability);
  const double first = exact_exp(log_choose(n, x) + static_cast<double>(x) * exact_log(probability) +
                                 static_cast<double>(n - x) * exact_log(1 - probability));
  return sum_terms(first, enough, [&](std::int64_t i) {
    return static_cast<double>(n - x - i) / static_cast<double>(x + i + 1) * odds;
  });
}

double hypergeometric_upper_tail(std::int64_t x, std::int64_t drawn, std::int64_t marked, std::int64_t all,
                                 double enough) {
  assert(drawn >= 0 && marked >= 0 && drawn <= all && marked <= all);
  const std::int64_t least = std::max<std::int64_t>(0, drawn + marked - all);
  if (x <= least) return 1;
  if (x > std::min(drawn, marked)) return 0;
  const double first =
      exact_exp(log_choose(marked, x) + log_choose(all - marked, drawn - x) - log_choose(all, drawn));
  return sum_terms(first, enough, [&](std::int64_t i) {
    const std::int64_t k = x + i;
    return static_cast<double>(marked - k) / static_cast<double>(k + 1) *
           (static_cast<double>(drawn - k) / static_cast<double>(all - marked - drawn + k + 1));
  });
}

std::vector<RankSet> simultaneous_count_rank_sets(std::span<const std::int64_t> counts,
                                                  std::span<const double> exposures, CountModel model,
                                                  double level, const Workers& workers) {
  const double alpha = 1 - level;
  const CountPairs pairs(counts, exposures, model, alpha);
  const std::size_t areas = pairs.areas();
  const std::size_t family = areas * (areas - std::min<std::size_t>(areas, 1));
  // No p-value above alpha is ever rejected; at most one direction of a pair is kept.
  std::vector<std::vector<Candidate>> of_area(areas);
  workers.for_each(areas, [&](std::size_t a) {
    for (std::size_t b = 0; b < a; ++b) add_candidate(pairs, a, b, alpha, of_area[a]);
  });
  std::vector<Candidate> candidates;
  for (std::vector<Candidate>& each : of_area) {
    candidates.insert(candidates.end(), each.begin(), each.end());
    each = {};
  }
  const std::size_t rejected = holm(candidates, family, alpha);
  std::vector<RankSet> sets(areas, {1, areas});
  for (std::size_t i = 0; i < rejected; ++i) {
    ++sets[candidates[i].low].lower;
    --sets[candidates[i].high].upper;
  }
  return sets;
}

std::vector<RankSet> marginal_count_rank_sets(std::span<const std::int64_t> counts,
                                              std::span<const double> exposures, CountModel model,
                                              double level, const Workers& workers) {
  const double alpha = 1 - level;
  const CountPairs pairs(counts, exposures, model, alpha);
  const std::size_t areas = pairs.areas();
  std::vector<RankSet> sets(areas, {1, areas});
  workers.for_each(areas, [&](std::size_t area) {
    std::vector<Candidate> candidates;
    for (std::size_t other = 0; other < areas; ++other)
      if (other != area) add_candidate(pairs, area, other, alpha, candidates);
    const std::size_t rejected = holm(candidates, 2 * (areas - 1), alpha);
    for (std::size_t i = 0; i < rejected; ++i) {
      if (candidates[i].high == area)
        --sets[area].upper;
      else
        ++sets[area].lower;
    }
  });
  return sets;
}

}  // namespace dajuan::stats
