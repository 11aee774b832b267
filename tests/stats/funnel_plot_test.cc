#include "stats/funnel_plot.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "base/observation.h"
#include "base/random.h"

namespace dajuan::stats {
namespace {

using doctest::Approx;
using Values = std::vector<double>;

/// Deaths among operations on babies' hearts in twelve hospitals: Spiegelhalter, Thomas, Best & Gilks, BUGS
/// Examples volume 1 (1996), "Surgical". Expected values by R 4.2.2: pbinom, quantile, uniroot.
const Values kDeaths = {0, 18, 8, 46, 8, 13, 9, 31, 14, 8, 29, 24};
const Values kOperations = {47, 148, 119, 810, 211, 196, 148, 215, 207, 97, 256, 360};

FunnelPlan plan(RateKind kind, OverDispersion over_dispersion) {
  FunnelPlan plan;
  plan.kind = kind;
  plan.over_dispersion = over_dispersion;
  return plan;
}

/// Exposures from 100 to 10,000 like those of counties.
Values exposures(std::size_t units) {
  Philox random(philox_key("exposures"), 1);
  Values made;
  for (std::size_t i = 0; i < units; ++i) made.push_back(std::floor(100 * std::pow(100, random.uniform())));
  return made;
}

struct Flagged {
  double outside_95 = 0;
  double outside_998 = 0;
};
Flagged flagged(const FunnelPlot& plot) {
  Flagged result;
  for (const FunnelUnit& unit : plot.units) {
    result.outside_95 += unit.flag != FunnelFlag::none;
    result.outside_998 += unit.flag == FunnelFlag::far_above || unit.flag == FunnelFlag::far_below;
  }
  return result;
}

/// Per mille of the units outside, where units are drawn anew `times` times.
template <typename Draw>
Flagged per_mille(const Values& exposed, const FunnelPlan& plan, std::uint32_t times, const Draw& draw) {
  Flagged sum;
  for (std::uint32_t time = 0; time < times; ++time) {
    Philox random(philox_key("funnel"), 3, time);
    Values events;
    for (const double exposure : exposed) events.push_back(draw(random, exposure));
    const auto plot = funnel_plot(events, exposed, plan);
    REQUIRE(plot);
    const Flagged now = flagged(*plot);
    sum.outside_95 += now.outside_95;
    sum.outside_998 += now.outside_998;
  }
  const double units = static_cast<double>(exposed.size()) * times;
  return {1000 * sum.outside_95 / units, 1000 * sum.outside_998 / units};
}

}  // namespace

TEST_CASE("twelve hospitals: limits, flags and false flags as R computes them") {
  const auto plot = funnel_plot(kDeaths, kOperations, plan(RateKind::proportion, OverDispersion::none));
  REQUIRE(plot);
  CHECK(plot->funnel.target == Approx(208.0 / 2814).epsilon(1e-15));
  CHECK(plot->funnel.phi_winsorised == Approx(2.36328703568).epsilon(1e-10));
  CHECK(plot->funnel.phi == Approx(3.48231217856 * 12 / 11).epsilon(1e-10));
  CHECK(plot->funnel.tau_squared == Approx(0.000846424607655).epsilon(1e-8));
  CHECK(plot->units[7].z == Approx(3.938164609710808).epsilon(1e-12));
  const FunnelLimits& smallest = plot->units[0].limits;  // 47: nobody dies with probability 2.7 %
  CHECK(smallest.lower_95 == 0);
  CHECK(smallest.lower_998 == 0);
  CHECK(smallest.upper_95 == Approx(0.166513709422).epsilon(1e-9));
  CHECK(smallest.upper_998 == Approx(0.22379223854).epsilon(1e-9));
  const FunnelLimits& largest = plot->units[3].limits;
  CHECK(largest.lower_95 == Approx(0.0558051604976).epsilon(1e-9));
  CHECK(largest.upper_95 == Approx(0.0930262427956).epsilon(1e-9));
  CHECK(largest.lower_998 == Approx(0.0464835504609).epsilon(1e-9));
  CHECK(largest.upper_998 == Approx(0.104362971304).epsilon(1e-9));
  // P(31 or more of 215) = 0.00029, P(29 or more of 256) = 0.0149, P(8 or fewer of 211) = 0.0233; and
  // P(18 or more of 148) = 0.0256, P(0 of 47) = 0.0271 are not enough.
  for (std::size_t i = 0; i < 12; ++i)
    CHECK(plot->units[i].flag == (i == 7    ? FunnelFlag::far_above
                                  : i == 10 ? FunnelFlag::above
                                  : i == 4  ? FunnelFlag::below
                                            : FunnelFlag::none));
  CHECK(plot->compared == 12);
  CHECK(plot->false_flags.nominal_95 == Approx(0.6));
  CHECK(plot->false_flags.nominal_998 == Approx(0.024));
  CHECK(plot->false_flags.expected_95 == Approx(0.417053153201).epsilon(1e-9));
  CHECK(plot->false_flags.expected_998 == Approx(0.0147545321658).epsilon(1e-9));
}

TEST_CASE("over-dispersion leaves the hospitals alone, in either form") {
  for (const auto form : {OverDispersion::multiplicative, OverDispersion::additive}) {
    const auto plot = funnel_plot(kDeaths, kOperations, plan(RateKind::proportion, form));
    REQUIRE(plot);
    CHECK(flagged(*plot).outside_998 == 0);
    CHECK(plot->false_flags.expected_95 <= plot->false_flags.nominal_95);
  }
  const auto plot = funnel_plot(kDeaths, kOperations, plan(RateKind::proportion, OverDispersion::additive));
  const double p = plot->funnel.target;
  const double variance = p * (1 - p) / 810 + plot->funnel.tau_squared;
  CHECK(plot->units[3].z == Approx((46.0 / 810 - p) / std::sqrt(variance)).epsilon(1e-12));
}

TEST_CASE("limits of counts: Poisson and negative binomial, by R") {
  Funnel funnel;
  funnel.target = 0.1;
  struct Case {
    double exposure;
    double lower_95, upper_95, lower_998, upper_998;  // counts
  };
  const auto check = [&](const Case& c) {
    CAPTURE(c.exposure);
    const FunnelLimits limits = funnel_limits(funnel, c.exposure);
    CHECK(limits.lower_95 * c.exposure == Approx(c.lower_95).epsilon(1e-9));
    CHECK(limits.upper_95 * c.exposure == Approx(c.upper_95).epsilon(1e-9));
    CHECK(limits.lower_998 * c.exposure == Approx(c.lower_998).epsilon(1e-9));
    CHECK(limits.upper_998 * c.exposure == Approx(c.upper_998).epsilon(1e-9));
  };
  check({20, 0, 5.65833506163, 0, 8.0623784831});
  check({100, 3.83361612156, 17.127158817, 1.37147684559, 21.5706002122});
  check({4000, 360.782421691, 440.165071828, 339.146119715, 463.705734626});
  funnel.over_dispersion = OverDispersion::multiplicative;
  funnel.phi = 4;
  check({400, 18.1817041515, 68.4177767299, 10.1220079469, 89.6534893436});
  funnel.over_dispersion = OverDispersion::additive;
  funnel.tau_squared = 0.0004;
  check({400, 21.5837988297, 62.3882281213, 13.9145326111, 78.0220408204});
}

TEST_CASE("a flag is a rate outside the drawn limits") {
  const Values exposed = exposures(400);
  for (const auto kind : {RateKind::count, RateKind::proportion})
    for (const auto form : {OverDispersion::none, OverDispersion::multiplicative, OverDispersion::additive}) {
      Philox random(philox_key("outside"), 2);
      Values events;
      for (const double exposure : exposed)
        events.push_back(
            std::min(exposure, static_cast<double>(random.negative_binomial(0.03 * exposure, 8))));
      const auto plot = funnel_plot(events, exposed, plan(kind, form));
      REQUIRE(plot);
      std::size_t outside = 0;
      for (const FunnelUnit& unit : plot->units) {
        const FunnelLimits& at = unit.limits;
        CHECK((unit.rate > at.upper_998) == (unit.flag == FunnelFlag::far_above));
        CHECK((unit.rate < at.lower_998) == (unit.flag == FunnelFlag::far_below));
        CHECK((unit.rate > at.upper_95) == (unit.flag >= FunnelFlag::above));
        CHECK((unit.rate < at.lower_95) == (unit.flag <= FunnelFlag::below));
        CHECK(at.lower_998 <= at.lower_95);
        CHECK(at.lower_95 <= plot->funnel.target);
        CHECK(at.upper_95 >= plot->funnel.target);
        CHECK(at.upper_998 >= at.upper_95);
        outside += unit.flag != FunnelFlag::none;
      }
      CHECK(outside > 0);
    }
}

TEST_CASE("the funnel narrows with exposure; additive over-dispersion stops it") {
  Funnel funnel;
  funnel.target = 0.02;
  double last = 1;
  for (double exposure = 50; exposure < 1e9; exposure *= 3) {
    const FunnelLimits limits = funnel_limits(funnel, exposure);
    CHECK(limits.upper_998 - limits.lower_998 < last);
    last = limits.upper_998 - limits.lower_998;
  }
  CHECK(last == Approx(2 * 3.0902323 * std::sqrt(0.02 / 7.0e8)).epsilon(0.2));
  funnel.over_dispersion = OverDispersion::additive;
  funnel.tau_squared = 1e-6;
  const FunnelLimits limits = funnel_limits(funnel, 1e9);  // a gamma distribution of sd 0.001, almost normal
  CHECK(limits.upper_95 - limits.lower_95 == Approx(2 * 1.959964 * 0.001).epsilon(0.01));
}

TEST_CASE("units on target: as many lie outside as is stated, counts being whole") {
  const Values exposed = exposures(300);
  FunnelPlan known = plan(RateKind::count, OverDispersion::none);
  known.target = 0.05;
  const auto stated = funnel_plot(Values(300, 5), exposed, known);
  REQUIRE(stated);
  const auto found = per_mille(exposed, known, 200, [](Philox& random, double exposure) {
    return static_cast<double>(random.poisson(0.05 * exposure));
  });
  CHECK(found.outside_95 == Approx(stated->false_flags.expected_95 / 0.3).epsilon(0.04));
  CHECK(found.outside_998 == Approx(stated->false_flags.expected_998 / 0.3).epsilon(0.2));
  CHECK(stated->false_flags.expected_95 < stated->false_flags.nominal_95);
  CHECK(stated->false_flags.expected_998 < stated->false_flags.nominal_998);
  CHECK(stated->false_flags.expected_95 > 0.7 * stated->false_flags.nominal_95);
}

TEST_CASE("phi is found again, also with a tenth of the units far away") {
  const Values exposed = exposures(500);
  FunnelPlan multiplicative = plan(RateKind::count, OverDispersion::multiplicative);
  double sum = 0;
  double with_outliers = 0;
  for (std::uint32_t time = 0; time < 12; ++time) {
    Philox random(philox_key("phi"), 1, time);
    Values events;
    for (const double exposure : exposed)
      events.push_back(static_cast<double>(random.negative_binomial(0.2 * exposure, 0.2 * exposure / 2)));
    multiplicative.target = 0.2;
    sum += funnel_plot(events, exposed, multiplicative)->funnel.phi / 12;
    for (std::size_t i = 0; i < 25; ++i) events[20 * i] *= i % 2 == 0 ? 3 : 0.2;
    with_outliers += funnel_plot(events, exposed, multiplicative)->funnel.phi / 12;
  }
  CHECK(sum == Approx(3).epsilon(0.05));
  CHECK(with_outliers < 4);
}

TEST_CASE("over-dispersed units that are all alike: the limits hold what they say") {
  const Values exposed = exposures(300);
  const auto multiplicative =
      per_mille(exposed, plan(RateKind::count, OverDispersion::multiplicative), 60,
                [](Philox& random, double exposure) {
                  return static_cast<double>(random.negative_binomial(0.2 * exposure, 0.2 * exposure / 3));
                });
  CHECK(multiplicative.outside_95 == Approx(50).epsilon(0.1));
  CHECK(multiplicative.outside_998 < 3);
  const auto additive = per_mille(exposed, plan(RateKind::count, OverDispersion::additive), 60,
                                  [](Philox& random, double exposure) {
                                    return static_cast<double>(random.negative_binomial(0.2 * exposure, 25));
                                  });
  CHECK(additive.outside_95 == Approx(50).epsilon(0.1));
  CHECK(additive.outside_998 < 3);
  // Proportions: each unit's own is drawn from a beta distribution of mean 0.2.
  const auto cases = per_mille(
      exposed, plan(RateKind::proportion, OverDispersion::additive), 150,
      [](Philox& random, double exposure) {
        const double one = random.gamma(20);
        const double own = one / (one + random.gamma(80));
        return std::floor(exposure * own + std::sqrt(exposure * own * (1 - own)) * random.normal() + 0.5);
      });
  CHECK(cases.outside_95 == Approx(50).epsilon(0.1));
  CHECK(cases.outside_998 < 4);
}

TEST_CASE("what cannot be compared") {
  const auto none = plan(RateKind::count, OverDispersion::additive);
  CHECK_FALSE(funnel_plot({}, {}, none));
  CHECK_FALSE(funnel_plot(Values{3}, Values{10}, none));
  CHECK_FALSE(funnel_plot(Values{0, 0}, Values{10, 20}, none));
  CHECK_FALSE(funnel_plot(Values{5, 6}, Values{0, 0}, none));
  CHECK_FALSE(funnel_plot(Values{5, 6}, Values{5, 6}, plan(RateKind::proportion, OverDispersion::none)));
  const auto plot = funnel_plot(Values{5, kMissing, 9, 4, 7}, Values{50, 60, 0, 40, 80}, none);
  REQUIRE(plot);
  CHECK(plot->compared == 3);
  CHECK(plot->funnel.target == Approx(16.0 / 170));
  CHECK(is_missing(plot->units[1].rate));
  CHECK(is_missing(plot->units[2].limits.upper_95));
  CHECK(plot->units[2].flag == FunnelFlag::none);
  CHECK(plot->funnel.phi == 1);  // they scatter less than chance
  CHECK(plot->funnel.tau_squared == 0);
  CHECK(plot->false_flags.nominal_95 == Approx(0.15));
}

}  // namespace dajuan::stats
