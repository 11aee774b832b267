#include "stats/seasonal_factors.h"

#include <doctest/doctest.h>

#include "base/observation.h"

namespace dajuan::stats {
namespace {

using doctest::Approx;
using Values = std::vector<double>;

}  // namespace

TEST_CASE("seasons are found again under a straight trend, whatever month the series begins with") {
  const Values truth = {0.7, 0.8, 1.1, 1.0, 1.2, 1.3, 1.25, 1.15, 0.95, 0.9, 0.85, 0.8};  // mean 1
  for (const std::size_t first : {0u, 5u, 11u}) {
    Values events;
    Values exposures;
    for (std::size_t t = 0; t < 48; ++t) {
      exposures.push_back(1000 + 10 * static_cast<double>(t));
      events.push_back(exposures[t] * truth[(first + t) % 12] * (1 + 0.005 * static_cast<double>(t)));
    }
    const Values factors = seasonal_factors(events, exposures, 12, first, 0, 48);
    REQUIRE(factors.size() == 12);
    for (std::size_t p = 0; p < 12; ++p) CHECK(factors[p] == Approx(truth[p]).epsilon(0.005));
    // The span counts, not what lies outside of it.
    Values changed = events;
    changed[2] = 1e6, changed[45] = kMissing;
    CHECK(seasonal_factors(changed, exposures, 12, first, 6, 42) ==
          seasonal_factors(events, exposures, 12, first, 6, 42));
  }
}

TEST_CASE("quarters by hand") {
  // Two years 1 2 3 2 | 1 2 3 2: the moving average is 2 throughout.
  const Values rates = {1, 2, 3, 2, 1, 2, 3, 2};
  const Values factors = seasonal_factors(rates, Values(8, 1), 4, 0, 0, 8);
  CHECK(factors == Values{0.5, 1, 1.5, 1});
  CHECK(seasonal_factors(rates, Values(8, 1), 4, 1, 0, 8) == Values{1, 0.5, 1, 1.5});
}

TEST_CASE("two whole years are needed; a gap costs the ratios around it") {
  const Values rates(36, 4);
  CHECK(seasonal_factors(rates, Values(36, 1), 12, 0, 0, 23).empty());
  CHECK(seasonal_factors(rates, Values(36, 1), 12, 0, 0, 24) == Values(12, 1));
  Values gap = rates;
  gap[11] = kMissing;
  CHECK(seasonal_factors(gap, Values(36, 1), 12, 0, 0, 24).empty());
  CHECK(seasonal_factors(gap, Values(36, 1), 12, 0, 0, 36) == Values(12, 1));
  Values none(36, 1);
  none[11] = 0;
  CHECK(seasonal_factors(rates, none, 12, 0, 0, 24).empty());
  CHECK(seasonal_factors(Values(36, 0), Values(36, 1), 12, 0, 0, 36).empty());
  CHECK(seasonal_factors(rates, Values(36, 1), 1, 0, 0, 36) == Values{1});
}

}  // namespace dajuan::stats
