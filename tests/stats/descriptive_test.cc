#include "stats/descriptive.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace stats = dajuan::stats;
using doctest::Approx;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::vector<double> made_up(std::size_t n, std::uint64_t seed = 1) {
  std::vector<double> values(n);
  for (double& x : values) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    const double u = static_cast<double>(seed >> 11) * 0x1p-53;
    x = 100 * u * u - 20;
  }
  return values;
}

/// The definitions, in long double.
stats::Moments by_definition(const std::vector<double>& x) {
  const auto n = static_cast<long double>(x.size());
  long double mean = 0, m2 = 0, m3 = 0, m4 = 0;
  for (const double v : x) mean += v / n;
  for (const double v : x) {
    const long double d = v - mean;
    m2 += d * d / n;
    m3 += d * d * d / n;
    m4 += d * d * d * d / n;
  }
  return {x.size(),
          static_cast<double>(mean),
          static_cast<double>(std::sqrt(m2 * n / (n - 1))),
          static_cast<double>(std::sqrt(n * (n - 1)) / (n - 2) * m3 / std::pow(m2, 1.5L)),
          static_cast<double>((n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (m4 / (m2 * m2) - 3) + 6)),
          *std::min_element(x.begin(), x.end()),
          *std::max_element(x.begin(), x.end())};
}

bool same_bits(const stats::Moments& a, const stats::Moments& b) {
  const auto same = [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); };
  return a.n == b.n && same(a.mean, b.mean) && same(a.sd, b.sd) && same(a.skewness, b.skewness) &&
         same(a.kurtosis, b.kurtosis) && same(a.min, b.min) && same(a.max, b.max);
}

}  // namespace

TEST_CASE("skewness G1 and kurtosis G2 as SAS, SPSS and e1071 type 2 give them") {
  // COINr 1.1.14, entry "skewness" of its edge cases.
  const auto m = stats::moments(std::vector<double>{1, 2, 3, 4, 10});
  CHECK(m.skewness == Approx(1.6970562748477141).epsilon(1e-15));
  CHECK(m.kurtosis == Approx(3.152).epsilon(1e-15));
  CHECK(m.mean == 4);
  CHECK(m.sd == std::sqrt(12.5));
}

TEST_CASE("moments agree with their definitions at every length") {
  for (std::size_t n = 4; n < 70; ++n) {
    const auto x = made_up(n, n);
    const auto m = stats::moments(x);
    const auto d = by_definition(x);
    CAPTURE(n);
    CHECK(m.mean == Approx(d.mean).epsilon(1e-14));
    CHECK(m.sd == Approx(d.sd).epsilon(1e-14));
    CHECK(m.skewness == Approx(d.skewness).epsilon(1e-12));
    CHECK(m.kurtosis == Approx(d.kurtosis).epsilon(1e-12));
    CHECK(m.min == d.min);
    CHECK(m.max == d.max);
  }
}

TEST_CASE("a large offset costs the moments no digits that the values have") {
  // NIST StRD NumAcc3: 1000000.2, then 1000000.1 and 1000000.3 in turn; mean 1000000.2 and sd 0.1 exactly.
  std::vector<double> x{1000000.2};
  for (int i = 0; i < 500; ++i) x.insert(x.end(), {1000000.1, 1000000.3});
  const auto m = stats::moments(x);
  CHECK(m.mean == Approx(1000000.2).epsilon(1e-15));
  CHECK(m.sd == Approx(0.1).epsilon(1e-9));
}

TEST_CASE("missing values count as if they had never been there, to the last bit") {
  for (const std::size_t n : {0u, 1u, 3u, 9u, 511u, 512u, 513u, 1500u}) {
    const auto x = made_up(n);
    std::vector<double> with_gaps;
    for (std::size_t i = 0; i < n; ++i) {
      if (i % 3 == 1 || i % 64 == 63) with_gaps.push_back(kNaN);
      with_gaps.push_back(x[i]);
    }
    with_gaps.push_back(kNaN);
    CAPTURE(n);
    CHECK(same_bits(stats::moments(with_gaps), stats::moments_of_complete(x)));
    CHECK(same_bits(stats::moments(x), stats::moments_of_complete(x)));
    CHECK(stats::sum(with_gaps) == stats::sum(x));
    CHECK(stats::count(with_gaps) == n);
    if (n > 0) CHECK(stats::median(with_gaps) == stats::median(x));
  }
}

TEST_CASE("what is not defined is not a number, and equal values have no shape") {
  const auto none = stats::moments(std::vector<double>{kNaN});
  CHECK(none.n == 0);
  CHECK(std::isnan(none.mean));
  CHECK(std::isnan(none.min));
  CHECK(stats::sum(std::vector<double>{}) == 0);
  const auto one = stats::moments(std::vector<double>{7});
  CHECK(one.mean == 7);
  CHECK(std::isnan(one.sd));
  CHECK(std::isnan(stats::moments(std::vector<double>{1, 2}).skewness));
  CHECK(std::isnan(stats::moments(std::vector<double>{1, 2, 4}).kurtosis));
  const auto equal = stats::moments(std::vector<double>(10, 0.1));
  CHECK(equal.mean == 0.1);
  CHECK(equal.sd == 0);
  CHECK(std::isnan(equal.skewness));
  CHECK(std::isnan(equal.kurtosis));
}

TEST_CASE("quantiles of type 7") {
  // R: quantile(c(15, 20, 35, 40, 50), c(.05, .3, .4, .5, 1)) = 16, 23, 29, 35, 50.
  const std::vector<double> x{40, kNaN, 15, 50, 20, 35};
  CHECK(stats::quantile(x, 0) == 15);
  CHECK(stats::quantile(x, 0.05) == Approx(16));
  CHECK(stats::quantile(x, 0.3) == Approx(23));
  CHECK(stats::quantile(x, 0.4) == Approx(29));
  CHECK(stats::quantile(x, 0.5) == 35);
  CHECK(stats::quantile(x, 1) == 50);
  CHECK(std::isnan(stats::quantile(std::vector<double>{kNaN}, 0.5)));
  for (std::size_t n = 1; n < 40; ++n) {
    const auto y = made_up(n, n);
    CHECK(stats::median(y) == stats::quantile(y, 0.5));
  }
}

TEST_CASE("how far values repeat") {
  const std::vector<double> x{3, 1, kNaN, 3, 0, 3, 0};
  const auto d = stats::distinct(x);
  CHECK(d.n == 6);
  CHECK(d.unique == 3);
  CHECK(d.largest_tie == 3);
  CHECK(stats::count_zeros(x) == 2);
  CHECK(stats::distinct(std::vector<double>{}).largest_tie == 0);
}

TEST_CASE("ranks ascend, ties share, a missing value has none") {
  // COINr 1.1.14, entry "rank-ties" of its edge cases (R's rank, ties.method = "min").
  const std::vector<double> x{3, 1, 3, kNaN, 2};
  const auto lowest = stats::ranks(x, stats::Ties::min);
  CHECK(std::isnan(lowest[3]));
  CHECK(lowest[0] == 3);
  CHECK(lowest[1] == 1);
  CHECK(lowest[2] == 3);
  CHECK(lowest[4] == 2);
  CHECK(stats::ranks(x, stats::Ties::average)[0] == 3.5);
  CHECK(stats::ranks(x, stats::Ties::max)[2] == 4);
}

TEST_CASE("ranks by counting: every vector of four values out of three") {
  for (int code = 0; code < 81; ++code) {
    std::vector<double> x;
    for (int rest = code, i = 0; i < 4; ++i, rest /= 3) x.push_back(rest % 3);
    const auto lowest = stats::ranks(x, stats::Ties::min);
    const auto middle = stats::ranks(x, stats::Ties::average);
    const auto best = stats::score_ranks(x);
    for (std::size_t i = 0; i < 4; ++i) {
      const auto below = std::count_if(x.begin(), x.end(), [&](double v) { return v < x[i]; });
      const auto equal = std::count(x.begin(), x.end(), x[i]);
      CHECK(lowest[i] == below + 1);
      CHECK(2 * middle[i] == 2 * below + equal + 1);
      CHECK(best[i] == 4 - below - equal + 1);
    }
  }
}

TEST_CASE("rounding noise makes no rank") {
  const std::vector<double> scores{0.1 + 0.2, 0.3, 0.5, kNaN, 0.3 - 1e-6, -2, -2 - 1e-12};
  const auto r = stats::score_ranks(scores);
  CHECK(r[2] == 1);
  CHECK(r[0] == 2);
  CHECK(r[1] == 2);
  CHECK(r[4] == 4);
  CHECK(r[5] == 5);
  CHECK(r[6] == 5);
  CHECK(std::isnan(r[3]));
  // Near neighbours do not chain: the third is too far from the first.
  const std::vector<double> stairs{1, 1 - 0.8e-9, 1 - 1.6e-9};
  CHECK(stats::score_ranks(stairs)[1] == 1);
  CHECK(stats::score_ranks(stairs)[2] == 3);
}

TEST_CASE("infinity ties with itself alone") {
  const double infinity = std::numeric_limits<double>::infinity();
  const auto r = stats::score_ranks(std::vector<double>{5, infinity, -infinity, infinity});
  CHECK(r == std::vector<double>{3, 1, 4, 1});
}

TEST_CASE("order and unit of the values do not change their shape") {
  const auto x = made_up(200);
  auto turned = x;
  std::reverse(turned.begin(), turned.end());
  auto scaled = x;
  for (double& v : scaled) v = 1000 * v + 5;
  const auto m = stats::moments(x);
  for (const auto& other : {stats::moments(turned), stats::moments(scaled)}) {
    CHECK(other.skewness == Approx(m.skewness).epsilon(1e-12));
    CHECK(other.kurtosis == Approx(m.kurtosis).epsilon(1e-12));
  }
  CHECK(stats::moments(scaled).sd == Approx(1000 * m.sd).epsilon(1e-13));
}
