#pragma once
#include <string>
#include <vector>

#include "main/rank_input.h"
#include "stats/rank_set.h"
#include "stats/rank_set_whole.h"

namespace dajuan {

struct RankPlan {
  double level = 0.95;
  std::size_t draws = 0;  ///< 0 = as many as draws_for() says
  std::string seed;
  bool lowest_first = false;  ///< rank 1 is the smallest
};

/// What is said of the rows of one group, in the order of the group.
struct RankAnswer {
  RankGroup group;
  std::vector<double> estimates;
  std::vector<double> errors;  ///< standard errors; of a count the root over the exposure
  std::vector<double> lows;    ///< interval of each estimate, taken alone
  std::vector<double> highs;
  std::vector<double> ranks;             ///< of the estimates; ties share the best
  std::vector<stats::RankSet> sets;      ///< simultaneous
  std::vector<stats::RankSet> marginal;  ///< each taken alone
  std::vector<stats::RankSet> joint;     ///< from joint intervals; empty for counts and covariances
  stats::WholeComparison whole;
  std::vector<std::size_t> order;  ///< by rank, then as in the table
  // What chance in the draws leaves open; nothing for counts, which need no draws.
  std::size_t draws = 0;
  std::vector<double> critical_values;  ///< of each step
  double critical_error = 0;
  std::size_t unsteady = 0;  ///< sets that would change if the last critical value were two such errors off
};

/// Draws of the errors when nothing else is said: 10,000 up to 200 areas, then fewer the more areas there are
/// (the critical value is the better known, the more pairs share it), never below 1,000.
std::size_t draws_for(std::size_t areas);

/// Progress: the step (from 1; 0 = marginal sets) and the share of it that is done.
using AnswerProgress = std::function<void(std::size_t step, double share)>;

RankAnswer answer_ranks(const RankInput& input, const RankGroup& group, const RankPlan& plan,
                        const Workers& workers, const AnswerProgress& progress = {});

}  // namespace dajuan
