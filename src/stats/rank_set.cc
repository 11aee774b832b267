#include "stats/rank_set.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "stats/descriptive.h"
#include "stats/rank_set_pairs.h"

namespace dajuan::stats {
namespace {

constexpr double kNothingShown = std::numeric_limits<double>::infinity();
/// Progress is told so many times a step.
constexpr std::size_t kRounds = 20;
/// Doubles that the maxima of a block of marginal sets may take: 64 MB.
constexpr std::size_t kBlock = std::size_t{1} << 23;

class Rounds {
 public:
  Rounds(std::size_t draws, const Workers& workers, const RankProgress& progress)
      : draws_(draws), workers_(workers), progress_(progress), scratch_(workers.count()) {}

  /// job(begin, count, scratch) for all draws, kLanes at a time; progress from `share_before` by `share`.
  template <typename Job>
  void run(std::size_t step, double share_before, double share, const Job& job) {
    const std::size_t blocks = (draws_ + kLanes - 1) / kLanes;
    const std::size_t rounds = std::min(kRounds, blocks);
    for (std::size_t round = 0; round < rounds; ++round) {
      const std::size_t first = blocks * round / rounds;
      const std::size_t last = blocks * (round + 1) / rounds;
      std::size_t next = first;
      workers_.in_turns([&]() -> Workers::Job {
        if (next == last) return {};
        const std::size_t begin = kLanes * next++;
        return [&, begin](std::size_t worker) {
          job(begin, std::min(kLanes, draws_ - begin), scratch_[worker]);
        };
      });
      if (progress_)
        progress_(step, share_before + share * static_cast<double>(round + 1) / static_cast<double>(rounds));
    }
  }

 private:
  std::size_t draws_;
  const Workers& workers_;
  const RankProgress& progress_;
  std::vector<RankPairs::Scratch> scratch_;
};

double square(double x) { return x * x; }

/// Half the distance between the order statistics around the quantile.
double quantile_error(std::vector<double>& values, double level) {
  std::sort(values.begin(), values.end());
  const auto n = static_cast<double>(values.size());
  const double spread = std::sqrt(level * (1 - level) / n);
  return (quantile_sorted(values, std::min(1.0, level + spread)) -
          quantile_sorted(values, std::max(0.0, level - spread))) /
         2;
}

std::vector<RankSet> all_sets(const RankPairs& pairs, double critical_square) {
  std::vector<RankSet> sets;
  for (const std::size_t area : pairs.asked()) sets.push_back(pairs.set_of(area, critical_square));
  return sets;
}

/// The largest value of the family in each draw, pairs shown at `critical_square` left out.
void fill_maxima(const RankPairs& pairs, const ErrorDraws& draws, double critical_square, std::size_t step,
                 Rounds& rounds, std::span<double> maxima) {
  rounds.run(step, 0, 1, [&](std::size_t begin, std::size_t count, RankPairs::Scratch& scratch) {
    const std::span<double> to = maxima.subspan(begin, count);
    pairs.family_maxima(draws, begin, critical_square, scratch, to);
    for (double& value : to) value = std::sqrt(value);
  });
}

/// Marginal sets, a block of areas at a time so that the maxima of all draws need bounded memory.
class MarginalRun {
 public:
  MarginalRun(const RankPairs& pairs, const ErrorDraws& draws, const RankSetOptions& options,
              const Workers& workers, const RankProgress& progress)
      : pairs_(pairs),
        draws_(draws),
        options_(options),
        workers_(workers),
        rounds_(draws.draws(), workers, progress),
        critical_squares_(pairs.asked().size(), kNothingShown) {}

  RankSets run() {
    RankSets result;
    result.sets.assign(pairs_.asked().size(), {1, pairs_.areas()});
    std::vector<std::size_t> moving(pairs_.asked().size());
    for (std::size_t i = 0; i < moving.size(); ++i) moving[i] = i;
    for (std::size_t step = 1; !moving.empty(); ++step) {
      update_critical_values(step, moving);
      std::erase_if(moving, [&](std::size_t i) {
        const RankSet set = pairs_.set_of(pairs_.asked()[i], critical_squares_[i]);
        const bool same = set == result.sets[i];
        result.sets[i] = set;
        return same;
      });
      if (!options_.step_down) break;
    }
    for (const double value : critical_squares_) result.critical_values.push_back(std::sqrt(value));
    return result;
  }

 private:
  void update_critical_values(std::size_t step, std::span<const std::size_t> rows) {
    const std::size_t draws = draws_.draws();
    const std::size_t at_once = std::max<std::size_t>(1, kBlock / draws);
    const auto all = static_cast<double>(rows.size());
    for (std::size_t first = 0; first < rows.size(); first += at_once) {
      const std::span<const std::size_t> block = rows.subspan(first, std::min(at_once, rows.size() - first));
      maxima_.resize(block.size() * draws);
      rounds_.run(step, static_cast<double>(first) / all, static_cast<double>(block.size()) / all,
                  [&](std::size_t begin, std::size_t count, RankPairs::Scratch& scratch) {
                    std::vector<double> lanes(block.size() * kLanes);
                    pairs_.row_maxima(draws_, begin, count, block, critical_squares_, scratch, lanes);
                    for (std::size_t i = 0; i < block.size(); ++i)
                      for (std::size_t k = 0; k < count; ++k)
                        maxima_[i * draws + begin + k] = std::sqrt(lanes[i * kLanes + k]);
                  });
      workers_.for_each(block.size(), [&](std::size_t i) {
        const double c = quantile(std::span(maxima_).subspan(i * draws, draws), options_.level);
        critical_squares_[block[i]] = std::min(critical_squares_[block[i]], square(c));
      });
    }
  }

  const RankPairs& pairs_;
  const ErrorDraws& draws_;
  const RankSetOptions& options_;
  const Workers& workers_;
  Rounds rounds_;
  std::vector<double> critical_squares_;
  std::vector<double> maxima_;
};

}  // namespace

RankSets simultaneous_rank_sets(std::span<const double> estimates, const RankErrors& errors,
                                const ErrorDraws& draws, const RankSetOptions& options,
                                const Workers& workers, const RankProgress& progress) {
  assert(draws.areas() == estimates.size() && options.level >= 0.5 && options.level < 1);
  const RankPairs pairs(estimates, errors, options);
  Rounds rounds(draws.draws(), workers, progress);
  std::vector<double> maxima(draws.draws());
  RankSets result;
  result.sets.assign(pairs.asked().size(), {1, pairs.areas()});
  double critical = kNothingShown;
  for (bool moved = true; moved;) {
    fill_maxima(pairs, draws, square(critical), result.critical_values.size() + 1, rounds, maxima);
    critical = std::min(critical, quantile(maxima, options.level));
    result.critical_values.push_back(critical);
    std::vector<RankSet> sets = all_sets(pairs, square(critical));
    moved = options.step_down && sets != result.sets;
    result.sets = std::move(sets);
  }
  result.critical_error = quantile_error(maxima, options.level);
  return result;
}

RankSets marginal_rank_sets(std::span<const double> estimates, const RankErrors& errors,
                            const ErrorDraws& draws, const RankSetOptions& options, const Workers& workers,
                            const RankProgress& progress) {
  assert(draws.areas() == estimates.size() && options.level >= 0.5 && options.level < 1);
  const RankPairs pairs(estimates, errors, options);
  return MarginalRun(pairs, draws, options, workers, progress).run();
}

std::vector<double> first_step_maxima(const RankErrors& errors, const ErrorDraws& draws,
                                      const RankSetOptions& options, const Workers& workers) {
  const std::vector<double> estimates(errors.areas(), 0.0);
  const RankPairs pairs(estimates, errors, options);
  const RankProgress silent;
  Rounds rounds(draws.draws(), workers, silent);
  std::vector<double> maxima(draws.draws());
  fill_maxima(pairs, draws, kNothingShown, 1, rounds, maxima);
  return maxima;
}

std::vector<RankSet> rank_sets_at(std::span<const double> estimates, const RankErrors& errors,
                                  double critical_value, const RankSetOptions& options) {
  return all_sets(RankPairs(estimates, errors, options), square(critical_value));
}

std::vector<bool> tau_best(std::span<const RankSet> sets, std::size_t tau) {
  std::vector<bool> members;
  for (const RankSet& set : sets) members.push_back(set.lower <= tau);
  return members;
}

std::vector<bool> tau_worst(std::span<const RankSet> sets, std::size_t tau) {
  std::vector<bool> members;
  for (const RankSet& set : sets) members.push_back(set.upper + tau > sets.size());
  return members;
}

}  // namespace dajuan::stats
