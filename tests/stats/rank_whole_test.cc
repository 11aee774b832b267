#include <doctest/doctest.h>

#include <cmath>

#include "stats/rank_set_whole.h"

namespace dajuan::stats {
namespace {

TEST_CASE("an area is compared with the whole it is part of") {
  // Two halves: x1 - (x1 + x2) / 2 = (x1 - x2) / 2, standard error sqrt(v1 + v2) / 2.
  const std::vector<double> shares{0.5, 0.5};
  const auto result =
      compare_with_whole(std::vector<double>{3, 0}, RankErrors::independent({1, 1}), shares, 0.95);
  CHECK(result.whole == 1.5);
  CHECK(result.standard_errors[0] == doctest::Approx(std::sqrt(2) / 2).epsilon(1e-14));
  // t = 2.1213: Holm asks 2.2414 of the larger one.
  CHECK(result.groups == std::vector<BesideWhole>{BesideWhole::not_apart, BesideWhole::not_apart});
  const auto wider =
      compare_with_whole(std::vector<double>{3.2, 0}, RankErrors::independent({1, 1}), shares, 0.95);
  CHECK(wider.groups == std::vector<BesideWhole>{BesideWhole::above, BesideWhole::below});  // t = 2.2627
}

TEST_CASE("covariances count, and an area that is the whole is not apart from it") {
  Matrix covariance(2, 2, 0.99);
  covariance(0, 0) = covariance(1, 1) = 1;
  const auto result = compare_with_whole(std::vector<double>{0.5, 0}, RankErrors::correlated(covariance),
                                         std::vector<double>{0.5, 0.5}, 0.95);
  CHECK(result.standard_errors[1] == doctest::Approx(std::sqrt(0.02) / 2).epsilon(1e-9));
  CHECK(result.groups == std::vector<BesideWhole>{BesideWhole::above, BesideWhole::below});
  const auto whole = compare_with_whole(std::vector<double>{7, 1}, RankErrors::independent({1, 1}),
                                        std::vector<double>{1, 0}, 0.95);
  CHECK(whole.standard_errors[0] == 0);
  CHECK(whole.groups[0] == BesideWhole::not_apart);
}

TEST_CASE("counts beside the whole: conditional on all events") {
  // 20 of 30 events on a third of the exposure: P(Bin(30, 1/3) >= 20) = 0.00020; 5 of 30: P(<= 5) = 0.0355.
  const auto result = compare_counts_with_whole(std::vector<std::int64_t>{20, 5, 5},
                                                std::vector<double>{2, 2, 2}, CountModel::events, 0.95);
  CHECK(result.whole == 5);
  CHECK(result.groups ==
        std::vector<BesideWhole>{BesideWhole::above, BesideWhole::not_apart, BesideWhole::not_apart});
  // 9 of 10 against 11 of 40: P(X >= 9) of 10 drawn from 50 with 20 marked = 0.00051.
  const auto shares = compare_counts_with_whole(std::vector<std::int64_t>{9, 11}, std::vector<double>{10, 40},
                                                CountModel::cases_of_trials, 0.95);
  CHECK(shares.groups == std::vector<BesideWhole>{BesideWhole::above, BesideWhole::below});
}

TEST_CASE("groups keep their family error where all areas are equal") {
  constexpr std::size_t kDataSets = 2000;
  const std::vector<double> variances{1, 4, 0.5, 2, 2, 1, 3, 0.1};
  const std::vector<double> shares{0.3, 0.05, 0.15, 0.1, 0.1, 0.1, 0.05, 0.15};
  const RankErrors errors = RankErrors::independent(variances);
  const ErrorDraws noise(errors, kDataSets, philox_key("groups"));
  std::vector<double> estimates(8);
  std::size_t wrong = 0;
  for (std::size_t d = 0; d < kDataSets; ++d) {
    noise.fill(d, estimates);
    const auto groups = compare_with_whole(estimates, errors, shares, 0.95).groups;
    wrong += groups != std::vector<BesideWhole>(8, BesideWhole::not_apart);
  }
  CHECK(wrong > 0);
  CHECK(static_cast<double>(wrong) / kDataSets <= 0.05 + 3 * 0.0049);
}

}  // namespace
}  // namespace dajuan::stats
