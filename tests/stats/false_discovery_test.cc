#include "stats/false_discovery.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "base/random.h"
#include "stats/gamma_distribution.h"

using dajuan::stats::discoveries;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::size_t count(const std::vector<bool>& found) {
  return static_cast<std::size_t>(std::count(found.begin(), found.end(), true));
}

}  // namespace

TEST_CASE("false discoveries: Benjamini & Hochberg (1995), section 4.1, thrombolysis") {
  const std::vector<double> p = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                                 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};
  const std::vector<bool> found = discoveries(p, 0.05);
  CHECK(count(found) == 4);
  CHECK((found[0] && found[1] && found[2] && found[3]));
  // Whatever their order.
  std::vector<double> turned(p.rbegin(), p.rend());
  std::vector<bool> expected(found.rbegin(), found.rend());
  CHECK(discoveries(turned, 0.05) == expected);
}

TEST_CASE("false discoveries: what was not tested, ties, and steps up") {
  CHECK(discoveries({}, 0.05).empty());
  CHECK(discoveries(std::vector<double>{kNaN, kNaN}, 0.05) == std::vector<bool>{false, false});
  CHECK(discoveries(std::vector<double>{0.04, kNaN}, 0.05) == std::vector<bool>{true, false});
  // 0.04 alone of two would need 0.025; with 0.05 beside it, both stand: the largest is looked at first.
  CHECK(discoveries(std::vector<double>{0.04, 0.05}, 0.05) == std::vector<bool>{true, true});
  CHECK(discoveries(std::vector<double>{0.04, 0.0501}, 0.05) == std::vector<bool>{false, false});
  // Equal ones together.
  CHECK(discoveries(std::vector<double>{0.03, 0.9, 0.03, 0.03}, 0.05) ==
        std::vector<bool>{true, false, true, true});
  CHECK(count(discoveries(std::vector<double>{0, 0, 1}, 0.05)) == 2);
}

TEST_CASE("false discoveries: smaller p-values and a larger share never find less") {
  for (std::uint32_t draw = 0; draw < 200; ++draw) {
    dajuan::Philox random(dajuan::philox_key("discoveries"), 1, draw);
    std::vector<double> p(1 + random.below(40));
    for (double& each : p) each = random.uniform() * random.uniform() * random.uniform();
    const std::vector<bool> found = discoveries(p, 0.1);
    std::vector<double> smaller = p;
    smaller[random.below(static_cast<std::uint32_t>(p.size()))] /= 3;
    const std::vector<bool> found_smaller = discoveries(smaller, 0.1);
    const std::vector<bool> found_larger_share = discoveries(p, 0.15);
    for (std::size_t i = 0; i < p.size(); ++i) {
      CHECK((!found[i] || found_smaller[i]));
      CHECK((!found[i] || found_larger_share[i]));
      for (std::size_t j = 0; j < p.size(); ++j) CHECK((!found[i] || p[j] > p[i] || found[j]));
    }
  }
}

TEST_CASE("false discoveries: of those called, the share that is false is as said on average") {
  // 60 tests of which 20 are of shifted normals; the theorem gives 0.1 × 40 / 60, with independence exactly.
  constexpr std::uint32_t kRuns = 4000;
  double sum = 0;
  for (std::uint32_t draw = 0; draw < kRuns; ++draw) {
    dajuan::Philox random(dajuan::philox_key("false share"), 2, draw);
    std::vector<double> p;
    for (int i = 0; i < 60; ++i) {
      const double z = random.normal() + (i < 20 ? 2.5 : 0);
      p.push_back(2 * dajuan::stats::normal_upper_tail(std::fabs(z)));
    }
    const std::vector<bool> found = discoveries(p, 0.1);
    const auto wrong = static_cast<double>(std::count(found.begin() + 20, found.end(), true));
    if (count(found) > 0) sum += wrong / static_cast<double>(count(found));
  }
  CHECK(sum / kRuns == doctest::Approx(0.1 * 40 / 60).epsilon(0.04));
}
