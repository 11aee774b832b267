#include "stats/run_length.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "stats/false_alarms.h"

namespace dajuan::stats {
namespace {

using doctest::Approx;

/// Share of `draws` series of independent normal values in which a rule has alarmed within each of the
/// first points.
template <typename Watch>
std::vector<double> simulated(std::size_t points, std::uint32_t draws, const Watch& watch) {
  std::vector<double> alarmed(points);
  std::vector<double> z(points);
  for (std::uint32_t draw = 0; draw < draws; ++draw) {
    Philox random(philox_key("run length"), 7, draw);
    for (double& value : z) value = random.normal();
    const auto seen = watch(z);
    bool yet = false;
    for (std::size_t t = 0; t < points; ++t) {
      yet = yet || seen[t].signal != Signal::none;
      alarmed[t] += yet;
    }
  }
  for (double& share : alarmed) share /= draws;
  return alarmed;
}

void check_close(const std::vector<double>& stated, const std::vector<double>& found, double draws) {
  REQUIRE(stated.size() == found.size());
  for (std::size_t t = 0; t < stated.size(); ++t) {
    CAPTURE(t);
    CHECK(std::fabs(stated[t] - found[t]) < 4 * std::sqrt(stated[t] * (1 - stated[t]) / draws) + 1e-4);
  }
}

}  // namespace

TEST_CASE("a point outside three standard deviations: once in 370") {
  const RunLength length = run_length(ShewhartRule{3}, 3);
  CHECK(length.average == Approx(370.398).epsilon(1e-6));  // 1 / 0.002699796
  CHECK(length.alarmed[0] == Approx(0.002699796063).epsilon(1e-9));
  CHECK(length.alarmed[2] == Approx(1 - std::pow(1 - 0.002699796063, 3)).epsilon(1e-9));
  CHECK(run_length(ShewhartRule{3}, 0, 1).average == Approx(43.8947).epsilon(1e-5));  // Montgomery: 44
}

TEST_CASE("EWMA designs of Lucas & Saccucci (1990), table 3: an average of 500 without a shift") {
  // Their limits stand still from the start; with growing limits the average is a little shorter. Figures
  // from R's spc 0.6.7, xewma.arl(..., sided = "two", limits = "vacl", r = 60), shifts 0 and 1.
  struct Design {
    double lambda, limit, none, one;
  };
  for (const Design& d :
       {Design{1, 3.09, 499.609068, 54.5539793}, Design{0.75, 3.087, 498.938243, 30.4619794},
        Design{0.5, 3.071, 498.673641, 17.1562905}, Design{0.4, 3.054, 498.064608, 13.8350391},
        Design{0.25, 2.998, 495.91884, 10.3804665}, Design{0.2, 2.962, 494.385651, 9.55449187},
        Design{0.1, 2.814, 486.429335, 8.15702749}, Design{0.05, 2.615, 469.479905, 7.19500417},
        Design{0.03, 2.437, 444.955604, 6.43573313}}) {
    CAPTURE(d.lambda);
    const EwmaRule rule{d.lambda, d.limit};
    CHECK(run_length(rule, 0).average == Approx(d.none).epsilon(2.5e-4));
    CHECK(run_length(rule, 0, 1).average == Approx(d.one).epsilon(1e-5));
    CHECK(run_length(rule, 0, -1).average == Approx(d.one).epsilon(1e-5));
  }
  CHECK(run_length(EwmaRule{0.2, 2.962}, 0).average == Approx(500).epsilon(0.012));
}

TEST_CASE("the chance of an EWMA alarm within so many points, as spc's xewma.sf has it") {
  const std::vector<std::size_t> points = {1, 2, 3, 6, 12, 24, 60, 120};
  const std::vector<double> fifth = {0.00305647784, 0.00574197847, 0.00816077870, 0.01467247010,
                                     0.02671008365, 0.05002102711, 0.11661989807, 0.21740506688};
  const std::vector<double> tenth = {0.00489292284, 0.00895904974, 0.01241104249, 0.02083662884,
                                     0.03436159292, 0.05820161588, 0.12478272091, 0.22539126177};
  const RunLength a = run_length(EwmaRule{0.2, 2.962}, 120);
  const RunLength b = run_length(EwmaRule{0.1, 2.814}, 120);
  for (std::size_t i = 0; i < points.size(); ++i) {
    CHECK(a.alarmed[points[i] - 1] == Approx(fifth[i]).epsilon(1e-5));
    CHECK(b.alarmed[points[i] - 1] == Approx(tenth[i]).epsilon(1e-5));
  }
}

TEST_CASE("CUSUM averages: Lucas & Crosier (1982), Montgomery table 9.3, and spc") {
  struct Shifted {
    double shift, four, five;
  };
  // xcusum.arl(k = 0.5, h = 4 and 5, sided = "two", r = 60); the tables have 168, 74.2, 26.6, 13.3, 8.38,
  // 4.75, 3.34 and 465, 139, 38.0, 17.0, 10.4, 5.75, 4.01.
  for (const Shifted& s : {Shifted{0, 167.683789, 465.443506}, Shifted{0.25, 74.2240279, 139.49369},
                           Shifted{0.5, 26.6302031, 37.9961432}, Shifted{0.75, 13.2850884, 17.0483259},
                           Shifted{1, 8.38313187, 10.3759699}, Shifted{1.5, 4.7471682, 5.7472177},
                           Shifted{2, 3.34277013, 4.00887106}}) {
    CAPTURE(s.shift);
    CHECK(run_length(CusumRule{0.5, 4}, 0, s.shift).average == Approx(s.four).epsilon(1e-5));
    CHECK(run_length(CusumRule{0.5, 5}, 0, s.shift).average == Approx(s.five).epsilon(1e-5));
    CHECK(run_length(CusumRule{0.5, 5}, 0, -s.shift).average == Approx(s.five).epsilon(1e-5));
  }
  // Hawkins (1993): pairs of k and h with an average of 370 (Montgomery, table 9.4).
  for (const CusumRule& rule : {CusumRule{0.25, 8.01}, CusumRule{0.75, 3.34}, CusumRule{1, 2.52},
                                CusumRule{1.25, 1.99}, CusumRule{1.5, 1.61}})
    CHECK(run_length(rule, 0).average == Approx(370).epsilon(0.02));
}

TEST_CASE("stated chances are those of simulated series") {
  constexpr std::uint32_t kDraws = 40'000;
  constexpr std::size_t kPoints = 60;
  check_close(run_length(ShewhartRule{2.5}, kPoints).alarmed,
              simulated(kPoints, kDraws,
                        [](const auto& z) {
                          return ewma(z, {1, 2.5});
                        }),
              kDraws);
  check_close(run_length(EwmaRule{0.2, 2.962}, kPoints).alarmed,
              simulated(kPoints, kDraws,
                        [](const auto& z) {
                          return ewma(z, {0.2, 2.962});
                        }),
              kDraws);
  check_close(run_length(EwmaRule{0.1, 2.2}, kPoints).alarmed,
              simulated(kPoints, kDraws,
                        [](const auto& z) {
                          return ewma(z, {0.1, 2.2});
                        }),
              kDraws);
  check_close(run_length(CusumRule{0.5, 4}, kPoints).alarmed,
              simulated(kPoints, kDraws,
                        [](const auto& z) {
                          return cusum(z, {0.5, 4});
                        }),
              kDraws);
  check_close(run_length(CusumRule{0.25, 4}, kPoints).alarmed,
              simulated(kPoints, kDraws,
                        [](const auto& z) {
                          return cusum(z, {0.25, 4});
                        }),
              kDraws);
}

TEST_CASE("chances only grow, and wider limits make them smaller") {
  double last = 1;
  for (const double limit : {2.0, 2.5, 3.0, 3.5}) {
    const RunLength length = run_length(EwmaRule{0.2, limit}, 50);
    CHECK(std::is_sorted(length.alarmed.begin(), length.alarmed.end()));
    CHECK(length.alarmed.back() < last);
    last = length.alarmed.back();
  }
}

TEST_CASE("false alarms of one series and of all") {
  const FalseAlarms alarms = false_alarms(EwmaRule{}, 12, 32);
  CHECK(alarms.average_run_length == Approx(494.386).epsilon(1e-4));
  CHECK(alarms.per_point == Approx(1 / 494.386).epsilon(1e-4));
  CHECK(alarms.chance == Approx(0.02671008365).epsilon(1e-5));
  CHECK(alarms.expected == Approx(32 * 0.02671008365).epsilon(1e-5));
  CHECK(false_alarms(CusumRule{}, 0, 32).chance == 0);
  CHECK(false_alarms(ShewhartRule{}, 1, 1).chance == Approx(0.002699796).epsilon(1e-6));
}

TEST_CASE("a long baseline gives the nominal rates, a short one several times as many") {
  constexpr std::uint32_t kDraws = 20'000;
  const ChartRules rules;
  const LearnedFalseAlarms years = learned_false_alarms(rules, 2000, 12, philox_key("learned"), kDraws);
  CHECK(years.shewhart == Approx(false_alarms(rules.shewhart, 12, 1).chance).epsilon(0.12));
  CHECK(years.ewma == Approx(false_alarms(rules.ewma, 12, 1).chance).epsilon(0.12));
  CHECK(years.cusum == Approx(false_alarms(rules.cusum, 12, 1).chance).epsilon(0.18));
  CHECK(years.any >= std::max({years.shewhart, years.ewma, years.cusum}));
  CHECK(years.any <= years.shewhart + years.ewma + years.cusum);
  CHECK(years.standard_error == Approx(std::sqrt(years.any * (1 - years.any) / kDraws)));
  const LearnedFalseAlarms two = learned_false_alarms(rules, 24, 12, philox_key("learned"), kDraws);
  CHECK(two.shewhart > 2.5 * years.shewhart);
  CHECK(two.ewma > 2.5 * years.ewma);
  CHECK(two.any == Approx(0.145).epsilon(0.06));
  const LearnedFalseAlarms again = learned_false_alarms(rules, 24, 12, philox_key("learned"), kDraws);
  CHECK(two.any == again.any);
}

}  // namespace dajuan::stats
