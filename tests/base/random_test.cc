#include "base/random.h"

#include <Random123/philox.h>
#include <doctest/doctest.h>
#include <mpfr.h>

#include <cmath>
#include <set>
#include <vector>

#include "same_bits.h"

using namespace dajuan;
using dajuan::testing::Arguments;
using dajuan::testing::Fingerprint;

namespace {

constexpr PhiloxKey kKey = {0x2016, 0x1205};

struct Moments {
  double mean, variance;
};

template <typename Draw>
Moments moments(int n, Draw draw) {
  std::vector<double> values(static_cast<std::size_t>(n));
  double sum = 0;
  for (double& value : values) sum += value = static_cast<double>(draw());
  double squares = 0;
  for (const double value : values) squares += (value - sum / n) * (value - sum / n);
  return {sum / n, squares / (n - 1)};
}

/// Pearson's statistic of n draws of a count against its probabilities; cells expected below 10 join the last
/// one.
template <typename Draw, typename Probability>
void check_counts(int n, Draw draw, Probability probability) {
  std::vector<int> seen(4000);
  for (int i = 0; i < n; ++i) ++seen.at(static_cast<std::size_t>(draw()));
  double statistic = 0, rest_expected = n, rest_seen = n;
  int cells = 0;
  const auto add = [&](double observed, double expected) {
    statistic += (observed - expected) * (observed - expected) / expected;
    ++cells;
  };
  for (std::size_t k = 0; k < seen.size(); ++k) {
    const double expected = n * probability(static_cast<double>(k));
    if (expected < 10) continue;
    add(seen[k], expected);
    rest_expected -= expected;
    rest_seen -= seen[k];
  }
  if (rest_expected > 10) add(rest_seen, rest_expected);
  const double freedom = cells - 1;
  CAPTURE(statistic);
  CAPTURE(freedom);
  REQUIRE(cells > 5);
  CHECK(std::fabs(statistic - freedom) < 4 * std::sqrt(2 * freedom));
}

}  // namespace

// Source: Random123 tests/kat_vectors, lines "philox4x32 10".
TEST_CASE("Philox4x32-10 gives the published answers") {
  CHECK(philox_block({0, 0, 0, 0}, {0, 0}) == PhiloxBlock{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(philox_block({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
        PhiloxBlock{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox_block({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        PhiloxBlock{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("Philox4x32-10 agrees with Random123") {
  Arguments arguments(20);
  for (int i = 0; i < 10'000; ++i) {
    const auto word = [&] { return static_cast<std::uint32_t>(arguments.bits()); };
    const PhiloxBlock counter = {word(), word(), word(), word()};
    const PhiloxKey key = {word(), word()};
    const r123::Philox4x32::ctr_type peer_counter = {{counter[0], counter[1], counter[2], counter[3]}};
    const r123::Philox4x32::key_type peer_key = {{key[0], key[1]}};
    const auto expected = r123::Philox4x32()(peer_counter, peer_key);
    const PhiloxBlock calculated = philox_block(counter, key);
    for (std::size_t w = 0; w < 4; ++w) CHECK(calculated[w] == expected[w]);
  }
}

TEST_CASE("the key is the first 8 bytes of SHA-256 of the seed text") {
  CHECK(philox_key("abc") == PhiloxKey{0xbf1678ba, 0xeacf018f});  // ba7816bf 8f01cfea …
}

TEST_CASE("words come from the counters (draw, stream, n, 0)") {
  Philox numbers(kKey, 7, 9);
  for (std::uint32_t n = 0; n < 5; ++n) {
    for (const std::uint32_t expected : philox_block({9, 7, n, 0}, kKey)) CHECK(numbers.word() == expected);
  }
}

TEST_CASE("uniform numbers") {
  Philox numbers(kKey, 1);
  Philox words(kKey, 1);
  for (int i = 0; i < 1000; ++i) {
    const double u = numbers.uniform();
    const std::uint64_t low = words.word();
    const std::uint64_t bits = std::uint64_t{words.word()} << 32 | low;
    CHECK(u * 0x1p53 == static_cast<double>((bits >> 12) * 2 + 1));  // odd, so neither 0 nor 2^53
    CHECK((u > 0 && u < 1));
  }
  const Moments m = moments(100'000, [&] { return numbers.uniform(); });
  CHECK(m.mean == doctest::Approx(0.5).epsilon(0.01));
  CHECK(m.variance == doctest::Approx(1.0 / 12).epsilon(0.01));
}

TEST_CASE("whole numbers below n are equally likely") {
  Philox numbers(kKey, 2);
  for (const std::uint32_t n : {1u, 2u, 7u, 0x80000001u, 0xffffffffu}) {
    const Moments m = moments(100'000, [&] {
      const std::uint32_t i = numbers.below(n);
      CHECK(i < n);
      return i;
    });
    CHECK(m.mean == doctest::Approx((n - 1.0) / 2).epsilon(0.01));
  }
  check_counts(
      100'000, [&] { return numbers.below(11); }, [](double k) { return k < 11 ? 1.0 / 11 : 0; });
}

TEST_CASE("normal_quantile against the distribution function in 200 bits") {
  mpfr_t x, tail;
  mpfr_inits2(200, x, tail, static_cast<mpfr_ptr>(nullptr));
  Arguments arguments(21);
  double worst = 0;
  for (int i = 0; i < 20'000; ++i) {
    const double p = i % 3 == 0   ? arguments.between(0, 1)
                     : i % 3 == 1 ? arguments.small(0.5, 1, 1000)
                                  : 1 - arguments.small(0.25, 0.5, 50);
    if (p <= 0 || p >= 1 || p == 0.5) continue;
    const double q = normal_quantile(p);
    // Phi(q) - p = erfc(-q / sqrt 2) / 2 - p, over the density: the error of q.
    mpfr_set_ui(tail, 2, MPFR_RNDN);
    mpfr_sqrt(tail, tail, MPFR_RNDN);
    mpfr_d_div(x, -q, tail, MPFR_RNDN);
    mpfr_erfc(tail, x, MPFR_RNDN);
    mpfr_div_ui(tail, tail, 2, MPFR_RNDN);
    mpfr_sub_d(tail, tail, p, MPFR_RNDN);
    mpfr_mul_d(tail, tail, std::sqrt(2 * 3.14159265358979), MPFR_RNDN);
    mpfr_sqr(x, x, MPFR_RNDN);
    mpfr_exp(x, x, MPFR_RNDN);
    mpfr_mul(tail, tail, x, MPFR_RNDN);
    worst = std::fmax(worst, std::fabs(mpfr_get_d(tail, MPFR_RNDN) / q));
  }
  mpfr_clears(x, tail, static_cast<mpfr_ptr>(nullptr));
  CHECK(worst < 1e-15);
  CHECK(worst > 1e-17);
  CHECK(normal_quantile(0.5) == 0);
  CHECK(normal_quantile(0.975) ==
        doctest::Approx(1.959963984540054).epsilon(1e-15));  // Abramowitz, Stegun table 26.6
  for (const double p : {0.001, 0.03, 0.25, 0.4375})
    CHECK(normal_quantile(p) == doctest::Approx(-normal_quantile(1 - p)).epsilon(1e-13));
}

TEST_CASE("log_factorial against MPFR") {
  mpfr_t value;
  mpfr_init2(value, 120);
  for (std::int64_t n = 0; n < 3'000'000'000; n += 1 + n / 3) {
    mpfr_set_d(value, static_cast<double>(n) + 1, MPFR_RNDN);
    mpfr_lngamma(value, value, MPFR_RNDN);
    const double expected = mpfr_get_d(value, MPFR_RNDN);
    CAPTURE(n);
    CHECK(std::fabs(log_factorial(n) - expected) <= 1e-14 * expected);
  }
  mpfr_clear(value);
}

TEST_CASE("normal and gamma numbers have their moments") {
  Philox numbers(kKey, 3);
  const Moments normal = moments(200'000, [&] { return numbers.normal(); });
  CHECK(std::fabs(normal.mean) < 0.01);
  CHECK(normal.variance == doctest::Approx(1).epsilon(0.015));
  for (const double shape : {0.2, 1.0, 2.5, 40.0}) {
    CAPTURE(shape);
    const Moments gamma = moments(200'000, [&] { return numbers.gamma(shape); });
    CHECK(gamma.mean == doctest::Approx(shape).epsilon(0.02));
    CHECK(gamma.variance == doctest::Approx(shape).epsilon(0.04));
  }
}

TEST_CASE("Poisson counts have their probabilities") {
  Philox numbers(kKey, 4);
  for (const double mean : {0.7, 9.99, 10.0, 33.3, 400.0}) {
    CAPTURE(mean);
    check_counts(
        200'000, [&] { return numbers.poisson(mean); },
        [&](double k) { return std::exp(k * std::log(mean) - mean - std::lgamma(k + 1)); });
  }
  CHECK(numbers.poisson(0) == 0);
  const Moments large = moments(10'000, [&] { return numbers.poisson(1e9); });
  CHECK(large.mean == doctest::Approx(1e9).epsilon(2e-6));
  CHECK(large.variance == doctest::Approx(1e9).epsilon(0.06));
}

TEST_CASE("negative binomial counts have their probabilities") {
  Philox numbers(kKey, 5);
  for (const double size : {0.8, 5.0, 60.0}) {
    const double mean = 20;
    CAPTURE(size);
    check_counts(
        200'000, [&] { return numbers.negative_binomial(mean, size); },
        [&](double k) {
          return std::exp(std::lgamma(k + size) - std::lgamma(size) - std::lgamma(k + 1) +
                          size * std::log(size / (size + mean)) + k * std::log(mean / (size + mean)));
        });
  }
  CHECK(numbers.negative_binomial(0, 1) == 0);
}

TEST_CASE("random: the same bits everywhere") {
  const dajuan::testing::EnvironmentLocale locale;
  Fingerprint results;
  const PhiloxKey key = philox_key("2026-11 index-monthly");
  for (std::uint32_t draw = 0; draw < 5000; ++draw) {
    Philox numbers(key, 11, draw);
    results.add(numbers.uniform());
    results.add(numbers.below(1 + draw));
    results.add(numbers.normal());
    results.add(numbers.gamma(0.01 * (draw + 1)));
    results.add(static_cast<double>(numbers.poisson(0.02 * draw)));
    results.add(static_cast<double>(numbers.negative_binomial(draw, 3)));
  }
  CHECK(results.text() == "e30717610a836d779d00a0c57738c35bb7ae12fc58514f32bd13a056ab58f77c");
}
