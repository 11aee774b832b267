#include "main/rank_answer.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "stats/descriptive.h"
#include "stats/joint_rank.h"

namespace dajuan {
namespace {

/// Ranks are asked of the largest; the other way round estimates change their sign.
std::vector<double> turned(const std::vector<double>& estimates, bool lowest_first) {
  std::vector<double> values = estimates;
  if (lowest_first)
    for (double& value : values) value = -value;
  return values;
}

template <typename Value>
std::vector<Value> picked(const std::vector<Value>& values, const std::vector<std::size_t>& rows) {
  std::vector<Value> some;
  for (const std::size_t row : rows) some.push_back(values[row]);
  return some;
}

/// An interval of a rate that holds for small counts too: of events the values whose Poisson score test does
/// not reject, of cases Wilson's (E. B. Wilson, J. American Statistical Association 22 (1927) 209-212).
std::pair<double, double> rate_interval(double count, double exposure, double z, stats::CountModel model) {
  const double z2 = z * z;
  if (model == stats::CountModel::events) {
    const double half = z * std::sqrt(count + z2 / 4);
    return {std::max(0.0, count + z2 / 2 - half) / exposure, (count + z2 / 2 + half) / exposure};
  }
  const double share = count / exposure;
  const double half = z * std::sqrt(share * (1 - share) / exposure + z2 / (4 * exposure * exposure));
  const double centre = share + z2 / (2 * exposure);
  const double scale = 1 + z2 / exposure;
  return {std::max(0.0, (centre - half) / scale), std::min(1.0, (centre + half) / scale)};
}

class Answering {
 public:
  Answering(const RankInput& input, const RankPlan& plan, const Workers& workers,
            const AnswerProgress& progress)
      : input_(input), plan_(plan), workers_(workers), progress_(progress) {}

  RankAnswer run(const RankGroup& group) {
    answer_.group = group;
    answer_.estimates = picked(input_.estimates, group.rows);
    const std::vector<double> values = turned(answer_.estimates, plan_.lowest_first);
    answer_.ranks = stats::score_ranks(values);
    answer_.order.resize(group.rows.size());
    std::iota(answer_.order.begin(), answer_.order.end(), std::size_t{0});
    std::stable_sort(answer_.order.begin(), answer_.order.end(),
                     [&](std::size_t a, std::size_t b) { return values[a] > values[b]; });
    if (input_.counted)
      answer_counts();
    else
      answer_estimates(values);
    return std::move(answer_);
  }

 private:
  double z() const { return -normal_quantile((1 - plan_.level) / 2); }

  void answer_counts() {
    const std::vector<std::int64_t> counts = picked(input_.counts, answer_.group.rows);
    const std::vector<double> exposures = picked(input_.exposures, answer_.group.rows);
    answer_.sets =
        stats::simultaneous_count_rank_sets(counts, exposures, input_.model, plan_.level, workers_);
    answer_.marginal =
        stats::marginal_count_rank_sets(counts, exposures, input_.model, plan_.level, workers_);
    if (plan_.lowest_first) {
      turn_around(answer_.sets);
      turn_around(answer_.marginal);
    }
    answer_.whole = stats::compare_counts_with_whole(counts, exposures, input_.model, plan_.level);
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const auto count = static_cast<double>(counts[i]);
      const double rest = input_.model == stats::CountModel::events ? 1 : 1 - answer_.estimates[i];
      answer_.errors.push_back(std::sqrt(count * rest) / exposures[i]);
      const auto [low, high] = rate_interval(count, exposures[i], z(), input_.model);
      answer_.lows.push_back(low);
      answer_.highs.push_back(high);
    }
  }

  static void turn_around(std::vector<stats::RankSet>& sets) {
    for (stats::RankSet& set : sets) set = {sets.size() + 1 - set.upper, sets.size() + 1 - set.lower};
  }

  stats::RankErrors errors_of_group() const {
    const std::vector<std::size_t>& rows = answer_.group.rows;
    if (input_.covariance.rows() == 0) return stats::RankErrors::independent(picked(input_.variances, rows));
    Matrix covariance(rows.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
      for (std::size_t j = 0; j < rows.size(); ++j)
        covariance(i, j) = (input_.covariance(rows[i], rows[j]) + input_.covariance(rows[j], rows[i])) / 2;
    return stats::RankErrors::correlated(std::move(covariance));
  }

  void answer_estimates(const std::vector<double>& values) {
    const stats::RankErrors errors = errors_of_group();
    answer_.draws = plan_.draws > 0 ? plan_.draws : draws_for(values.size());
    const stats::ErrorDraws draws(errors, answer_.draws, philox_key(plan_.seed + answer_.group.name));
    const stats::RankSetOptions options{plan_.level, true, stats::RankSide::two, {}};
    stats::RankSets found =
        stats::simultaneous_rank_sets(values, errors, draws, options, workers_, progress_);
    answer_.sets = std::move(found.sets);
    answer_.critical_values = std::move(found.critical_values);
    answer_.critical_error = found.critical_error;
    count_unsteady(values, errors, options);
    answer_.marginal = stats::marginal_rank_sets(values, errors, draws, options, workers_,
                                                 [this](std::size_t, double share) {
                                                   if (progress_) progress_(0, share);
                                                 })
                           .sets;
    std::vector<double> sizes = picked(shares(), answer_.group.rows);
    const double all = std::accumulate(sizes.begin(), sizes.end(), 0.0);
    for (double& size : sizes) size /= all;
    answer_.whole = stats::compare_with_whole(answer_.estimates, errors, sizes, plan_.level);
    for (std::size_t i = 0; i < values.size(); ++i) {
      answer_.errors.push_back(std::sqrt(errors.variances()[i]));
      answer_.lows.push_back(answer_.estimates[i] - z() * answer_.errors[i]);
      answer_.highs.push_back(answer_.estimates[i] + z() * answer_.errors[i]);
    }
    if (errors.is_independent())
      answer_.joint = stats::joint_interval_ranking(values, answer_.errors, plan_.level,
                                                    stats::JointIntervals::independent)
                          .sets;
  }

  std::vector<double> shares() const {
    return input_.sizes.empty() ? std::vector<double>(input_.size(), 1.0) : input_.sizes;
  }

  void count_unsteady(const std::vector<double>& values, const stats::RankErrors& errors,
                      const stats::RankSetOptions& options) {
    const double last = answer_.critical_values.back();
    const auto lower =
        stats::rank_sets_at(values, errors, std::max(0.0, last - 2 * answer_.critical_error), options);
    const auto upper = stats::rank_sets_at(values, errors, last + 2 * answer_.critical_error, options);
    for (std::size_t i = 0; i < values.size(); ++i) answer_.unsteady += lower[i] != upper[i];
  }

  const RankInput& input_;
  const RankPlan& plan_;
  const Workers& workers_;
  const AnswerProgress& progress_;
  RankAnswer answer_;
};

}  // namespace

std::size_t draws_for(std::size_t areas) {
  constexpr std::size_t kMost = 10'000;
  constexpr std::size_t kLeast = 1'000;
  constexpr std::size_t kErrors = 2'000'000;  // draws × areas
  return std::clamp(kErrors / std::max<std::size_t>(areas, 1), kLeast, kMost);
}

RankAnswer answer_ranks(const RankInput& input, const RankGroup& group, const RankPlan& plan,
                        const Workers& workers, const AnswerProgress& progress) {
  return Answering(input, plan, workers, progress).run(group);
}

}  // namespace dajuan
