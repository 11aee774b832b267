#include "stats/gamma_distribution.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>

#include "base/random.h"
#include "made_up.h"
#include "stats/deviance.h"
#include "stats/log_gamma.h"

using doctest::Approx;
using namespace dajuan::stats;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Relative, or zero where both are.
double error(double computed, double expected) {
  return computed == expected ? 0 : std::fabs(computed / expected - 1);
}

}  // namespace

TEST_CASE("gamma tails: 80 digits of the series and of the continued fraction") {
  struct Case {
    double shape, x, lower, upper;
  };
  // DLMF 8.7.1 and 8.9.2 summed with mpmath.
  const Case cases[] = {
      {0.01, 1e-30, 0.50404727285999545, 0.49595272714000455},
      {0.01, 0.5, 0.99437324380603282, 0.0056267561939671841},
      {0.5, 0.1, 0.34527915398142298, 0.65472084601857702},
      {0.5, 30.0, 0.99999999999999051, 9.4857375710738484e-15},
      {1.0, 2.0, 0.86466471676338731, 0.13533528323661269},
      {2.5, 0.001, 9.5085345986079498e-9, 0.9999999904914654},
      {2.5, 3.4, 0.7640554623054786, 0.2359445376945214},
      {2.5, 400.0, 1.0, 1.1568807904873444e-170},
      {10.0, 3.0, 0.0011024881301154797, 0.99889751186988452},
      {10.0, 11.0, 0.65948935753433895, 0.34051064246566105},
      {37.25, 60.0, 0.99934189149826734, 0.00065810850173265743},
      {199.0, 180.0, 0.085582191125694469, 0.91441780887430553},
      {200.0, 180.0, 0.074858034984159582, 0.92514196501584042},
      {200.0, 200.0, 0.50940341800723633, 0.49059658199276367},
      {200.0, 500.0, 1.0, 3.7272816423111791e-53},
      {1e4, 9000.0, 2.073299202433928e-25, 1.0},
      {1e4, 10200.0, 0.9767126778664012, 0.023287322133598804},
      {123456.75, 123000.0, 0.096699226907208939, 0.90330077309279106},
      {1e6, 970299.0, 4.9188349108932365e-198, 1.0},
      {1e7, 1e7, 0.5000420522087237, 0.4999579477912763},
      {1e8, 100049001.5, 0.99999951931004393, 4.8068995606936378e-7},
      {1e9, 999968000.0, 0.15578597613165156, 0.84421402386834844},
      {1e9, 1000200000.0, 0.99999999987268013, 1.2731986553203085e-10},
  };
  for (const Case& c : cases) {
    CAPTURE(c.shape);
    CAPTURE(c.x);
    CHECK(error(gamma_lower_tail(c.shape, c.x), c.lower) < 1e-12);
    CHECK(error(gamma_upper_tail(c.shape, c.x), c.upper) < 1e-12);
  }
}

TEST_CASE("gamma tails: Boost, and the recurrence in the shape") {
  tests::MadeUp random(5);
  for (int i = 0; i < 4000; ++i) {
    const double shape = std::pow(10, -2 + 9 * random.next());
    const double z = (i % 2 == 0 ? 3 : 25) * (2 * random.next() - 1);
    const double root = std::max(0.05, 1 - 1 / (9 * shape) + z / (3 * std::sqrt(shape)));
    const double x = shape * root * root * root;
    CAPTURE(shape);
    CAPTURE(x);
    const double lower = gamma_lower_tail(shape, x);
    const double upper = gamma_upper_tail(shape, x);
    const double peer_lower = boost::math::gamma_p(shape, x);
    const double peer_upper = boost::math::gamma_q(shape, x);
    if (peer_lower > 1e-290) CHECK(error(lower, peer_lower) < 2e-12);
    if (peer_upper > 1e-290) CHECK(error(upper, peer_upper) < 2e-12);
    CHECK(std::fabs(lower + upper - 1) <= 0x1p-52);
    // P(a + 1, x) = P(a, x) - x^a e^-x / Gamma(a + 1), DLMF 8.8.5; the last is a Poisson probability.
    const double poisson =
        std::exp(-deviance(shape, x, x - shape) - log_gamma_correction(shape)) / std::sqrt(2 * M_PI * shape);
    CHECK(lower - gamma_lower_tail(shape + 1, x) == Approx(poisson).epsilon(1e-6).scale(1e-9));
  }
}

TEST_CASE("gamma tails: monotone, also across the borders between the methods") {
  for (const double shape : {0.3, 1.0, 7.5, 199.99, 200.0, 3000.0, 1e6}) {
    const double width = std::sqrt(shape);
    double last_lower = 0;
    double last_upper = 1;
    for (int i = -800; i <= 800; ++i) {
      const double x = std::max(0.0, shape + width * i / 100);
      const double lower = gamma_lower_tail(shape, x);
      const double upper = gamma_upper_tail(shape, x);
      CHECK(lower >= last_lower);
      CHECK(upper <= last_upper);
      last_lower = lower;
      last_upper = upper;
    }
  }
  for (int i = 0; i < 400; ++i) {
    const double shape = 190 + i * 0.05;
    CHECK(gamma_lower_tail(shape + 0.05, 200) < gamma_lower_tail(shape, 200));
  }
}

TEST_CASE("gamma tails and quantiles at the edges of what they are defined for") {
  CHECK(gamma_lower_tail(3, 0) == 0);
  CHECK(gamma_upper_tail(3, 0) == 1);
  CHECK(gamma_lower_tail(3, kInfinity) == 1);
  CHECK(gamma_upper_tail(3, kInfinity) == 0);
  CHECK(gamma_lower_tail(0, 0) == 1);
  CHECK(gamma_upper_tail(0, 2) == 0);
  CHECK(gamma_quantile(0.3, 0) == 0);
  CHECK(gamma_quantile(0, 3) == 0);
  CHECK(gamma_quantile(1, 3) == kInfinity);
  CHECK(gamma_quantile(1e-300, 0.001) == 0);
  CHECK(std::isnan(gamma_lower_tail(-1, 2)));
  CHECK(std::isnan(gamma_lower_tail(2, std::nan(""))));
  CHECK(std::isnan(gamma_quantile(0.5, std::nan(""))));
  CHECK(std::isnan(gamma_quantile(std::nan(""), 2)));
}

TEST_CASE("chi-square percentage points: Abramowitz & Stegun, table 26.8") {
  struct Point {
    double upper, degrees, value;
  };
  const Point table[] = {{0.05, 1, 3.84146},    {0.05, 2, 5.99146},   {0.01, 5, 15.0863},
                         {0.05, 10, 18.3070},   {0.975, 10, 3.24697}, {0.995, 30, 13.7867},
                         {0.025, 100, 129.561}, {0.05, 100, 124.342}};
  for (const Point& p : table) {
    CAPTURE(p.degrees);
    CHECK(2 * gamma_quantile(1 - p.upper, p.degrees / 2) == Approx(p.value).epsilon(5e-6));
  }
}

TEST_CASE("a gamma quantile inverts the smaller tail to the last bits, and is monotone") {
  tests::MadeUp random(8);
  for (int i = 0; i < 6000; ++i) {
    const double shape = std::pow(10, -1 + 10 * random.next());
    double p = i % 2 == 0 ? random.next() : std::pow(10, -12 * random.next());
    if (i % 3 == 0) p = 1 - p;
    if (!(p > 0 && p < 1)) continue;
    const double x = gamma_quantile(p, shape);
    CAPTURE(shape);
    CAPTURE(p);
    // What one step of the last bit of x does to the logarithm of the tail, which nobody can better.
    const double tail = p <= 0.5 ? gamma_lower_tail(shape, x) : gamma_upper_tail(shape, x);
    const double next = std::nextafter(x, kInfinity);
    const double tail_of_next = p <= 0.5 ? gamma_lower_tail(shape, next) : gamma_upper_tail(shape, next);
    CHECK(error(tail, p <= 0.5 ? p : 1 - p) < 1e-13 + 4 * error(tail_of_next, tail));
    CHECK(gamma_quantile(p, shape * (1 + 1e-9)) > x);
    if (p < 0.99) CHECK(gamma_quantile(p * (1 + 1e-9), shape) >= x);
  }
}

TEST_CASE("normal tail: Abramowitz & Stegun, tables 26.1 and 26.2") {
  CHECK(normal_upper_tail(0) == 0.5);
  CHECK(normal_upper_tail(1) == Approx(1 - 0.841344746068543).epsilon(1e-14));
  CHECK(normal_upper_tail(2) == Approx(1 - 0.977249868051821).epsilon(1e-13));
  CHECK(normal_upper_tail(-3) == Approx(0.998650101968370).epsilon(1e-14));
  const double table[][2] = {{5, 6.54265},   {10, 23.11805},  {15, 50.43522},
                             {20, 88.56010}, {25, 137.51475}, {30, 197.30921}};
  for (const auto& row : table) CHECK(std::fabs(-std::log10(normal_upper_tail(row[0])) - row[1]) < 5.1e-6);
  for (double z = -37; z < 37; z += 0.0371) {
    CHECK(error(normal_upper_tail(z), std::erfc(z / std::sqrt(2.0)) / 2) < 1e-12);
    if (z > 0) CHECK(-dajuan::normal_quantile(normal_upper_tail(z)) == Approx(z).epsilon(1e-13));
  }
  CHECK(std::isnan(normal_upper_tail(std::nan(""))));
  CHECK(normal_upper_tail(kInfinity) == 0);
}
