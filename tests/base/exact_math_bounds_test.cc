// How far off the parts of exact_math are, measured in 200 bits.
#include <doctest/doctest.h>
#include <mpfr.h>

#include <algorithm>
#include <cmath>

#include "base/exact_math.h"
#include "base/exact_math_tables.h"
#include "same_bits.h"

using namespace dajuan;
using dajuan::testing::Arguments;

namespace {

constexpr int kArguments = 200'000;

/// Numbers of 200 bits.
struct Numbers {
  Numbers() { mpfr_inits2(200, value, argument, static_cast<mpfr_ptr>(nullptr)); }
  ~Numbers() { mpfr_clears(value, argument, static_cast<mpfr_ptr>(nullptr)); }
  Numbers(const Numbers&) = delete;
  Numbers& operator=(const Numbers&) = delete;

  /// The distance of `result` from function(x), in units of the last place of the true value.
  double units_off(int (*function)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t), double x, double result) const {
    mpfr_set_d(argument, x, MPFR_RNDN);
    function(value, argument, MPFR_RNDN);
    const long last_place = std::max<long>(mpfr_get_exp(value) - 53, -1074);
    mpfr_sub_d(value, value, result, MPFR_RNDN);
    mpfr_mul_2si(value, value, -last_place, MPFR_RNDN);
    return std::fabs(mpfr_get_d(value, MPFR_RNDN));
  }

  mutable mpfr_t value, argument;
};

}  // namespace

TEST_CASE("the fast pair keeps the bounds that its header states") {
  const Numbers numbers;
  Arguments arguments(6);
  double exp_error = 0, subnormal_error = 0, log_error = 0;
  for (int i = 0; i < kArguments; ++i) {
    const double x = i % 2 ? arguments.between(-708, 709) : arguments.between(-1, 1);
    exp_error = std::fmax(exp_error, numbers.units_off(mpfr_exp, x, fast_exp(x)));
    const double low = arguments.between(-745, -708.5);
    subnormal_error = std::fmax(subnormal_error, numbers.units_off(mpfr_exp, low, fast_exp(low)));
    const double positive = i % 3 ? arguments.between(0.5, 2) : std::fabs(arguments.any());
    if (positive > 0)
      log_error = std::fmax(log_error, numbers.units_off(mpfr_log, positive, fast_log(positive)));
  }
  CHECK(exp_error < 0.52);
  CHECK(subnormal_error < 0.77);
  CHECK(log_error < 0.52);
  CHECK(std::fmin(exp_error, log_error) > 0.499);  // the measure measures
}

TEST_CASE("every entry of the tables is what its name says") {
  Numbers numbers;
  mpfr_ptr value = numbers.value;
  const auto distance = [&](double hi, double mid, double lo) {
    mpfr_sub_d(value, value, hi, MPFR_RNDN);
    mpfr_sub_d(value, value, mid, MPFR_RNDN);
    mpfr_sub_d(value, value, lo, MPFR_RNDN);
    return std::fabs(mpfr_get_d(value, MPFR_RNDN));
  };
  for (const tables::LogRow& row : tables::kLog) {
    mpfr_set_d(value, row.factor, MPFR_RNDN);
    mpfr_log(value, value, MPFR_RNDN);
    mpfr_neg(value, value, MPFR_RNDN);
    CHECK(distance(row.hi, row.mid, row.lo) < 0x1p-145);
    CHECK(std::floor(row.hi * 0x1p42) == row.hi * 0x1p42);
    CHECK(std::floor(row.factor * 0x1p10) == row.factor * 0x1p10);
  }
  mpfr_const_log2(value, MPFR_RNDN);
  CHECK(distance(tables::kLn2.hi, tables::kLn2.mid, tables::kLn2.lo) < 0x1p-145);
  CHECK(std::floor(tables::kLn2.hi * 0x1p42) == tables::kLn2.hi * 0x1p42);
  mpfr_const_log2(value, MPFR_RNDN);
  mpfr_div_ui(value, value, 128, MPFR_RNDN);
  CHECK(distance(tables::kLn2Over128.hi, tables::kLn2Over128.mid, tables::kLn2Over128.lo) < 0x1p-145);
  CHECK(std::floor(tables::kLn2Over128.hi * 0x1p43) == tables::kLn2Over128.hi * 0x1p43);
  unsigned long i = 0;
  for (const tables::Two& power : tables::kExp2) {
    mpfr_set_ui(value, i++, MPFR_RNDN);
    mpfr_div_ui(value, value, 128, MPFR_RNDN);
    mpfr_exp2(value, value, MPFR_RNDN);
    CHECK(distance(power.hi, power.lo, 0) < 0x1p-105);
  }
  for (unsigned long n = 1; n < 10; ++n) {
    mpfr_set_ui(value, 1, MPFR_RNDN);
    mpfr_div_ui(value, value, n, MPFR_RNDN);
    CHECK(distance(tables::kInverse[n].hi, tables::kInverse[n].lo, 0) < 0x1p-107);
  }
  for (unsigned long n = 0; n < 7; ++n) {
    mpfr_fac_ui(value, n, MPFR_RNDN);
    mpfr_ui_div(value, 1, value, MPFR_RNDN);
    CHECK(distance(tables::kInverseFactorial[n].hi, tables::kInverseFactorial[n].lo, 0) < 0x1p-106);
  }
}
