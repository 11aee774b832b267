#include "base/random.h"

#include <cassert>
#include <cmath>

#include "base/exact_math.h"
#include "base/hash.h"

namespace dajuan {
namespace {

template <std::size_t N>
double polynomial(const double (&coefficients)[N], double x) {
  double sum = coefficients[N - 1];
  for (std::size_t i = N - 1; i-- > 0;) sum = sum * x + coefficients[i];
  return sum;
}

/// One round: two products, whose high halves are mixed with the other words and the key.
PhiloxBlock philox_round(PhiloxBlock c, PhiloxKey key) {
  const std::uint64_t first = std::uint64_t{0xD2511F53} * c[0];
  const std::uint64_t second = std::uint64_t{0xCD9E8D57} * c[2];
  return {static_cast<std::uint32_t>(second >> 32) ^ c[1] ^ key[0], static_cast<std::uint32_t>(second),
          static_cast<std::uint32_t>(first >> 32) ^ c[3] ^ key[1], static_cast<std::uint32_t>(first)};
}

}  // namespace

PhiloxBlock philox_block(PhiloxBlock counter, PhiloxKey key) {
  for (int round = 0; round < 10; ++round) {
    counter = philox_round(counter, key);
    key[0] += 0x9E3779B9;  // golden ratio
    key[1] += 0xBB67AE85;  // sqrt(3) - 1
  }
  return counter;
}

PhiloxKey philox_key(std::string_view seed_text) {
  const Sha256Digest digest = sha256(seed_text);
  PhiloxKey key{};
  for (std::size_t i = 0; i < 8; ++i) key[i / 4] |= std::to_integer<std::uint32_t>(digest[i]) << (i % 4 * 8);
  return key;
}

void Philox::refill() {
  block_ = philox_block(counter_, key_);
  ++counter_[2];
  used_ = 0;
}

double Philox::uniform() {
  const std::uint64_t low = word();
  const std::uint64_t bits = low | std::uint64_t{word()} << 32;
  return static_cast<double>(bits >> 12 << 1 | 1) * 0x1p-53;
}

std::uint32_t Philox::below(std::uint32_t n) {
  assert(n > 0);
  std::uint64_t product = std::uint64_t{word()} * n;
  if (static_cast<std::uint32_t>(product) < n) {
    const std::uint32_t unfair = -n % n;  // 2^32 mod n
    while (static_cast<std::uint32_t>(product) < unfair) product = std::uint64_t{word()} * n;
  }
  return static_cast<std::uint32_t>(product >> 32);
}

double Philox::normal() { return normal_quantile(uniform()); }

std::int64_t Philox::poisson(double mean) {
  assert(mean >= 0 && mean <= 1e10);
  if (mean >= 10) return poisson_by_rejection(mean);
  const double u = uniform();
  double probability = fast_exp(-mean);
  double cumulative = probability;
  std::int64_t count = 0;
  while (u > cumulative && probability > 0) {
    ++count;
    probability *= mean / static_cast<double>(count);
    cumulative += probability;
  }
  return count;
}

/// Names and constants are the paper's.
std::int64_t Philox::poisson_by_rejection(double mean) {
  const double b = 0.931 + 2.53 * std::sqrt(mean);
  const double a = -0.059 + 0.02483 * b;
  const double log_inverse_alpha = fast_log(1.1239 + 1.1328 / (b - 3.4));
  const double v_r = 0.9277 - 3.6224 / (b - 2);
  const double log_mean = fast_log(mean);
  while (true) {
    const double u = uniform() - 0.5;
    const double v = uniform();
    const double us = 0.5 - std::fabs(u);
    const double k = std::floor((2 * a / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= v_r) return static_cast<std::int64_t>(k);
    if (k < 0 || (us < 0.013 && v > us)) continue;
    const auto count = static_cast<std::int64_t>(k);
    const double log_hat = fast_log(v) + log_inverse_alpha - fast_log(a / (us * us) + b);
    if (log_hat <= k * log_mean - mean - log_factorial(count)) return count;
  }
}

double Philox::gamma(double shape) {
  assert(shape > 0);
  if (shape < 1) {
    const double boosted = gamma(shape + 1);
    return boosted * fast_exp(fast_log(uniform()) / shape);
  }
  const double d = shape - 1.0 / 3;
  const double c = 1 / std::sqrt(9 * d);
  while (true) {
    const double x = normal();
    const double root = 1 + c * x;
    if (root <= 0) continue;
    const double v = root * root * root;
    const double u = uniform();
    // The paper's squeeze: inside the condition below, so it changes no number, and saves nearly all
    // logarithms.
    if (u < 1 - 0.0331 * (x * x) * (x * x)) return d * v;
    if (fast_log(u) < x * x / 2 + d - d * v + d * fast_log(v)) return d * v;
  }
}

std::int64_t Philox::negative_binomial(double mean, double size) {
  assert(size > 0);
  return poisson(gamma(size) / size * mean);
}

double normal_quantile(double p) {
  constexpr double a[] = {3.3871328727963666080,    1.3314166789178437745e+2, 1.9715909503065514427e+3,
                          1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
                          3.3430575583588128105e+4, 2.5090809287301226727e+3};
  constexpr double b[] = {1.0,
                          4.2313330701600911252e+1,
                          6.8718700749205790830e+2,
                          5.3941960214247511077e+3,
                          2.1213794301586595867e+4,
                          3.9307895800092710610e+4,
                          2.8729085735721942674e+4,
                          5.2264952788528545610e+3};
  constexpr double c[] = {1.42343711074968357734,    4.63033784615654529590,   5.76949722146069140550,
                          3.64784832476320460504,    1.27045825245236838258,   2.41780725177450611770e-1,
                          2.27238449892691845833e-2, 7.74545014278341407640e-4};
  constexpr double d[] = {1.0,
                          2.05319162663775882187,
                          1.67638483018380384940,
                          6.89767334985100004550e-1,
                          1.48103976427480074590e-1,
                          1.51986665636164571966e-2,
                          5.47593808499534494600e-4,
                          1.05075007164441684324e-9};
  constexpr double e[] = {6.65790464350110377720,    5.46378491116411436990,    1.78482653991729133580,
                          2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                          2.71155556874348757815e-5, 2.01033439929228813265e-7};
  constexpr double f[] = {1.0,
                          5.99832206555887937690e-1,
                          1.36929880922735805310e-1,
                          1.48753612908506148525e-2,
                          7.86869131145613259100e-4,
                          1.84631831751005468180e-5,
                          1.42151175831644588870e-7,
                          2.04426310338993978564e-15};
  assert(p > 0 && p < 1);
  const double q = p - 0.5;
  if (std::fabs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * polynomial(a, r) / polynomial(b, r);
  }
  const double r = std::sqrt(-fast_log(q < 0 ? p : 1 - p));
  const double x =
      r <= 5 ? polynomial(c, r - 1.6) / polynomial(d, r - 1.6) : polynomial(e, r - 5) / polynomial(f, r - 5);
  return q < 0 ? -x : x;
}

/// Stirling's series (Abramowitz and Stegun 6.1.41) from 16 on; below, factorials are exact doubles.
double log_factorial(std::int64_t n) {
  assert(n >= 0);
  if (n < 16) {
    double factorial = 1;
    for (std::int64_t i = 2; i <= n; ++i) factorial *= static_cast<double>(i);
    return fast_log(factorial);
  }
  constexpr double kHalfLogTwoPi = 0.91893853320467274178;
  const double z = static_cast<double>(n) + 1;
  const double w = 1 / (z * z);
  const double series =
      (1.0 / 12 - w * (1.0 / 360 - w * (1.0 / 1260 - w * (1.0 / 1680 - w * (1.0 / 1188))))) / z;
  return (z - 0.5) * fast_log(z) - z + kHalfLogTwoPi + series;
}

}  // namespace dajuan
