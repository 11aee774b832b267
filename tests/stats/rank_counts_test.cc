#include "stats/rank_counts.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/random.h"
#include "stats/joint_rank.h"

namespace dajuan::stats {
namespace {

TEST_CASE("tails are sums of exact fractions") {
  CHECK(binomial_upper_tail(3, 3, 0.5) == doctest::Approx(0.125).epsilon(1e-13));
  CHECK(binomial_upper_tail(7, 10, 0.5) == doctest::Approx(176.0 / 1024).epsilon(1e-13));
  CHECK(binomial_upper_tail(2, 3, 0.25) == doctest::Approx(10.0 / 64).epsilon(1e-13));
  CHECK(binomial_upper_tail(0, 3, 0.25) == 1);
  CHECK(binomial_upper_tail(4, 3, 0.25) == 0);
  // Fisher's tea: 3 of 4 or more right, (16 + 1) / 70.
  CHECK(hypergeometric_upper_tail(3, 4, 4, 8) == doctest::Approx(17.0 / 70).epsilon(1e-13));
  CHECK(hypergeometric_upper_tail(0, 4, 4, 8) == 1);
  CHECK(hypergeometric_upper_tail(2, 4, 6, 8) == 1);
  CHECK(hypergeometric_upper_tail(5, 4, 4, 8) == 0);
}

TEST_CASE("a tail that is large enough is not finished") {
  CHECK(binomial_upper_tail(40, 100, 0.5, 0.05) > 0.05);
  CHECK(binomial_upper_tail(70, 100, 0.5, 0.05) == binomial_upper_tail(70, 100, 0.5));
}

TEST_CASE("counts: two pairs worked by hand") {
  // Counts 30, 10, 9, one exposure: P(X >= 30 of 40) = 0.00111, P(X >= 30 of 39) = 0.00056; Holm allows
  // 0.05 / 6 and 0.05 / 5. 10 against 9 says nothing.
  const std::vector<std::int64_t> counts{30, 10, 9};
  const std::vector<double> exposures{1, 1, 1};
  const auto sets = simultaneous_count_rank_sets(counts, exposures, CountModel::events, 0.95);
  CHECK(sets == std::vector<RankSet>{{1, 1}, {2, 3}, {2, 3}});
  CHECK(marginal_count_rank_sets(counts, exposures, CountModel::events, 0.95) == sets);
  // With three times the exposure the first is like the others.
  const auto rates =
      simultaneous_count_rank_sets(counts, std::vector<double>{3, 1, 1}, CountModel::events, 0.95);
  CHECK(rates == std::vector<RankSet>{{1, 3}, {1, 3}, {1, 3}});
}

TEST_CASE("cases of trials: knowing all of a place shows more than Poisson counts") {
  const std::vector<std::int64_t> counts{10, 4};
  const std::vector<double> trials{10, 10};
  CHECK(simultaneous_count_rank_sets(counts, trials, CountModel::cases_of_trials, 0.95) ==
        std::vector<RankSet>{{1, 1}, {2, 2}});  // Fisher: p = 0.0054
  CHECK(simultaneous_count_rank_sets(counts, trials, CountModel::events, 0.95) ==
        std::vector<RankSet>{{1, 2}, {1, 2}});  // P(X >= 10 of 14) = 0.090
}

TEST_CASE("count sets hold the true ranks of equal and unequal rates") {
  constexpr std::size_t kDataSets = 1000;
  const std::vector<double> exposures{1, 2, 1, 5, 3, 1};
  const std::vector<double> rates{4, 4, 4, 4, 9, 9};
  const std::vector<std::size_t> ranks{3, 3, 3, 3, 1, 1};
  std::size_t covered = 0;
  for (std::uint32_t d = 0; d < kDataSets; ++d) {
    Philox random(philox_key("counts"), 0, d);
    std::vector<std::int64_t> counts;
    for (std::size_t i = 0; i < rates.size(); ++i) counts.push_back(random.poisson(rates[i] * exposures[i]));
    const auto sets = simultaneous_count_rank_sets(counts, exposures, CountModel::events, 0.95, Workers(2));
    bool all = true;
    for (std::size_t i = 0; i < ranks.size(); ++i)
      all = all && sets[i].lower <= ranks[i] && ranks[i] <= sets[i].upper;
    covered += all;
  }
  CHECK(covered >= 950);  // exact tests cover more by nature
}

TEST_CASE("joint intervals: intervals that touch are not apart") {
  // z of 1 - 0.1 / 4 is 1.959964: the intervals of 0 ± z and 2z ± z touch.
  const double z = -normal_quantile(0.025);
  const auto touching = joint_interval_ranking(std::vector<double>{0, 2 * z}, std::vector<double>{1, 1}, 0.9,
                                               JointIntervals::bonferroni);
  CHECK(touching.z == doctest::Approx(1.959963984540054).epsilon(1e-14));
  CHECK(touching.sets == std::vector<RankSet>{{1, 2}, {1, 2}});
  const auto apart = joint_interval_ranking(std::vector<double>{0, 2.001 * z, 50},
                                            std::vector<double>{1, 1, 0}, 0.9, JointIntervals::independent);
  CHECK(apart.sets == std::vector<RankSet>{{2, 3}, {2, 3}, {1, 1}});
}

}  // namespace
}  // namespace dajuan::stats
