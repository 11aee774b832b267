#include "base/exact_math.h"

#include <doctest/doctest.h>
#include <mpfr.h>

#include <cmath>
#include <limits>
#include <vector>

#include "base/double_double.h"
#include "same_bits.h"

using namespace dajuan;
using dajuan::testing::Arguments;
using dajuan::testing::Fingerprint;

namespace {

constexpr int kArguments = 200'000;
constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kLargest = std::numeric_limits<double>::max();
constexpr double kSmallest = std::numeric_limits<double>::denorm_min();

/// GNU MPFR with the range and the subnormal numbers of doubles: correctly rounded.
class Judge {
 public:
  Judge() {
    mpfr_set_emin(-1073);
    mpfr_set_emax(1024);
    mpfr_inits2(53, x_, y_, result_, static_cast<mpfr_ptr>(nullptr));
  }
  ~Judge() {
    mpfr_clears(x_, y_, result_, static_cast<mpfr_ptr>(nullptr));
    mpfr_set_emin(mpfr_get_emin_min());
    mpfr_set_emax(mpfr_get_emax_max());
  }
  Judge(const Judge&) = delete;
  Judge& operator=(const Judge&) = delete;

  double exp(double x) {
    mpfr_set_d(x_, x, MPFR_RNDN);
    return rounded(mpfr_exp(result_, x_, MPFR_RNDN));
  }
  double log(double x) {
    mpfr_set_d(x_, x, MPFR_RNDN);
    return rounded(mpfr_log(result_, x_, MPFR_RNDN));
  }
  double pow(double x, double y) {
    mpfr_set_d(x_, x, MPFR_RNDN);
    mpfr_set_d(y_, y, MPFR_RNDN);
    return rounded(mpfr_pow(result_, x_, y_, MPFR_RNDN));
  }

 private:
  double rounded(int direction) {
    direction = mpfr_check_range(result_, direction, MPFR_RNDN);
    mpfr_subnormalize(result_, direction, MPFR_RNDN);
    return mpfr_get_d(result_, MPFR_RNDN);
  }
  mpfr_t x_, y_, result_;
};

enum class Show { nothing, first_few };

/// Counts the results that differ from the judge's.
class Comparison {
 public:
  explicit Comparison(Show show) : show_(show) {}
  void add(double x, double y, double calculated, double expected) {
    ++compared;
    const std::uint64_t a = to_bits(calculated);
    const std::uint64_t b = to_bits(expected);
    if (a == b || (calculated != calculated && expected != expected)) return;
    ++different;
    const std::uint64_t steps = a > b ? a - b : b - a;
    if (steps > largest) largest = steps;
    if (show_ == Show::nothing || different > 5) return;
    MESSAGE("argument bits " << to_bits(x) << ", " << to_bits(y) << ": calculated " << a << ", expected "
                             << b);
  }
  int compared = 0;
  int different = 0;
  std::uint64_t largest = 0;  ///< distance in doubles

 private:
  Show show_;
};

bool same(double a, double b) { return (a != a && b != b) || to_bits(a) == to_bits(b); }

double near_one(Arguments& arguments) { return 1 + arguments.small(-1, 1, 54); }

double exp_argument(Arguments& arguments, int i) {
  switch (i % 5) {
    case 0:
      return arguments.between(-746, 710);
    case 1:
      return arguments.between(-745.2, -708);  // subnormal results
    case 2:
      return arguments.between(709, 709.79);  // near overflow
    case 3:
      return arguments.small(-1, 1, 80);
    default:
      return arguments.any();
  }
}

double log_argument(Arguments& arguments, int i) {
  switch (i % 4) {
    case 0:
      return std::fabs(arguments.any());
    case 1:
      return from_bits(arguments.bits() >> (12 + arguments.below(50)));  // subnormal
    case 2:
      return near_one(arguments);
    default:
      return arguments.between(0, 1000);
  }
}

struct PowArguments {
  double x, y;
};

PowArguments pow_arguments(Arguments& arguments, int i) {
  const double whole = std::floor(arguments.small(0x1p52, 0x1p53, 54));
  switch (i % 8) {
    case 0:
      return {arguments.between(0, 10), arguments.between(-5, 5)};
    case 1:
      return {arguments.any(), arguments.between(-2, 2)};
    case 2:
      return {whole, arguments.below(2000) / 32.0};  // results of few bits, some halfway between doubles
    case 3:
      return {std::ldexp(whole * whole, arguments.below(900) - 450), arguments.below(40) / 4.0};
    case 4: {
      const double x = near_one(arguments);
      return {x, arguments.between(-746, 746) / (std::log(x) + kSmallest)};
    }
    case 5:  // next to powers of two, where the result comes as near as can be to halfway
      return {
          std::ldexp(1 + std::ldexp(arguments.below(7) - 3, -53 + arguments.below(20)), arguments.below(99)),
          std::ldexp(arguments.below(99) - 49, -arguments.below(8))};
    case 6: {
      const double x = arguments.between(1, 1e6);
      return {x, arguments.between(-1075, -1021) / std::log2(x)};  // subnormal results
    }
    default:
      return {arguments.any(), static_cast<double>(arguments.below(9) - 4)};
  }
}

const std::vector<double>& special_values() {
  static const std::vector<double> values = {0.0,
                                             -0.0,
                                             1,
                                             -1,
                                             kInf,
                                             -kInf,
                                             kNaN,
                                             0.5,
                                             -0.5,
                                             2,
                                             -2,
                                             3,
                                             -3,
                                             1.5,
                                             -1.5,
                                             0x1p53,
                                             -0x1p53,
                                             0x1p53 + 2,
                                             1e300,
                                             -1e300,
                                             kSmallest,
                                             -kSmallest,
                                             kLargest,
                                             -kLargest,
                                             0x1p-1022,
                                             -0x1p-1022,
                                             0x1p52 + 1,
                                             0x1p52 - 0.5,
                                             -0x1p52 - 1,
                                             -0x1p52 + 0.5,
                                             709.782712893384,
                                             709.7827128933841,
                                             -745.1332191019411,
                                             -745.1332191019412,
                                             -708.3964185322641,
                                             1 + 0x1p-52,
                                             1 - 0x1p-53,
                                             0x1p-54,
                                             -0x1p-54};
  return values;
}

}  // namespace

TEST_CASE("exact_exp and fast_exp against MPFR") {
  Judge judge;
  Arguments arguments(1);
  Comparison exact(Show::first_few), fast(Show::nothing);
  for (int i = 0; i < kArguments; ++i) {
    const double x = exp_argument(arguments, i);
    const double expected = judge.exp(x);
    exact.add(x, 0, exact_exp(x), expected);
    const double quick = fast_exp(x);
    if (std::isfinite(quick) && std::isfinite(expected))
      fast.add(x, 0, quick, expected);
    else
      CHECK(same(quick, expected));
  }
  CHECK(exact.compared == kArguments);
  CHECK(exact.different == 0);
  CHECK(fast.largest <= 1);
  CHECK(fast.different < kArguments / 100);  // at most 0.52 units off: hardly ever the other neighbour
}

TEST_CASE("exact_log and fast_log against MPFR") {
  Judge judge;
  Arguments arguments(2);
  Comparison exact(Show::first_few), fast(Show::nothing);
  for (int i = 0; i < kArguments; ++i) {
    const double x = log_argument(arguments, i);
    const double expected = x == 0 ? -kInf : judge.log(x);
    exact.add(x, 0, exact_log(x), expected);
    fast.add(x, 0, fast_log(x), expected);
  }
  CHECK(exact.compared == kArguments);
  CHECK(exact.different == 0);
  CHECK(fast.largest <= 1);
  CHECK(fast.different < kArguments / 100);
}

TEST_CASE("exact_pow against MPFR") {
  Judge judge;
  Arguments arguments(3);
  Comparison exact(Show::first_few);
  for (int i = 0; i < kArguments; ++i) {
    const auto [x, y] = pow_arguments(arguments, i);
    exact.add(x, y, exact_pow(x, y), judge.pow(x, y));
  }
  CHECK(exact.compared == kArguments);
  CHECK(exact.different == 0);
}

TEST_CASE("special values are those of C99 Annex F") {
  // MPFR follows Annex F for pow and for exp; log(-0) and the log of negative numbers are spelled out.
  Judge judge;
  for (const double x : special_values()) {
    CAPTURE(x);
    CHECK(same(exact_exp(x), judge.exp(x)));
    CHECK(same(fast_exp(x), judge.exp(x)));
    CHECK(same(exact_log(x), x == 0 ? -kInf : judge.log(x)));
    CHECK(same(fast_log(x), x == 0 ? -kInf : judge.log(x)));
    for (const double y : special_values()) {
      CAPTURE(y);
      CHECK(same(exact_pow(x, y), judge.pow(x, y)));
    }
  }
  CHECK(same(exact_log(1), 0.0));
  CHECK(same(exact_pow(-0.0, -3), -kInf));
  CHECK(same(exact_pow(-0.0, -2), kInf));
  CHECK(same(exact_pow(-1, -kInf), 1));
  CHECK(same(exact_pow(kNaN, 0), 1));
  CHECK(same(exact_pow(1, kNaN), 1));
  CHECK(same(exact_pow(-8, 1.0 / 3), kNaN));
  CHECK(same(exact_pow(-2, 3), -8));
  CHECK(to_bits(exact_log(-1)) == to_bits(kNaN));  // the one NaN, with its sign bit clear
  CHECK(to_bits(exact_exp(-kNaN)) == to_bits(kNaN));
  CHECK(to_bits(exact_pow(-kNaN, 2)) == to_bits(kNaN));
}

TEST_CASE("results halfway between two doubles round to even") {
  CHECK(exact_pow(0x1.0000002p0, 2) == 0x1.0000004p0);            // 1 + 2^-26 + 2^-54
  CHECK(exact_pow(134217729, 2) == 18014398777917440.0);          // 2^54 + 2^28 + 1
  CHECK(exact_pow(94906267, 2) == 94906267.0 * 94906267.0);       // 54 bits, the last one set
  CHECK(exact_pow(208067, 3) == 208067.0 * 208067.0 * 208067.0);  // below 2^53: exact
  CHECK(exact_pow(2, -1075) == 0);                                // halfway between 0 and the smallest
  CHECK(exact_pow(3.0 * 0x1p-538, 2) == 0x1.2p-1073);             // 9 * 2^-1076 = 2.25 units
  CHECK(exact_pow(3.0 * 0x1p-537, 2) == 9.0 * 0x1p-1074);
}

TEST_CASE("whole spans give the same as single calls, also in place") {
  Arguments arguments(4);
  std::vector<double> from(1000);
  for (double& x : from) x = arguments.between(-10, 700);
  std::vector<double> to = from;
  fast_exp(from, to);
  fast_exp(from, from);
  CHECK(from == to);
  fast_log(to, to);
  for (std::size_t i = 0; i < to.size(); ++i) CHECK(to[i] == fast_log(from[i]));
}

TEST_CASE("exact_math: the same bits everywhere") {
  Arguments arguments(5);
  Fingerprint results;
  for (int i = 0; i < 20'000; ++i) {
    const double x = exp_argument(arguments, i);
    results.add(exact_exp(x));
    results.add(fast_exp(x));
    const double positive = log_argument(arguments, i);
    results.add(exact_log(positive));
    results.add(fast_log(positive));
    const double base = arguments.between(0, 10);
    const double power = arguments.between(-5, 5);
    results.add(exact_pow(base, power));
    const double any = arguments.any();
    results.add(exact_pow(any, std::floor(power)));
  }
  CHECK(results.text() == "236636d05f02988f4d6d3e14190d78ab0f5cd2648039503d6af8da0c9cd037ff");
}
