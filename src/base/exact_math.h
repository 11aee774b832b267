#pragma once
#include <span>

namespace dajuan {

/// exp, log and pow whose bits depend on the arguments alone. They are made of + - * / of IEEE doubles in a
/// fixed order, of tables and of integer operations; nothing of libm, no fused operation, no processor
/// feature. Every compiler that keeps to IEEE arithmetic (-ffp-contract=off, no x87, rounding to nearest)
/// gives the same bits.
///
/// Special values are those of C99 Annex F. A result that is not a number is always the one quiet NaN of
/// std::numeric_limits, whatever the payload of the argument. errno and exception flags are not part of the
/// contract.

/// Correctly rounded as far as evidence shows (millions of arguments against MPFR without an exception). An
/// estimate with a bound of its error decides nearly always; where it cannot, a second evaluation in
/// double-double arithmetic errs by about 2^-100 (pow: 2^-88) of the result. A random argument comes nearer
/// than that to the border between two results with a chance below 2^-34; the borders that are met exactly
/// (pow) or by the first terms of the series (near 1) have paths of their own. Some 6 ns a call.
double exact_exp(double x);
double exact_log(double x);
/// Some 20 ns a call; 300 ns where the estimate cannot decide, as with results that are doubles exactly.
double exact_pow(double x, double y);

/// At most 0.52 units in the last place off (fast_exp with a subnormal result: 0.77), a few nanoseconds a
/// call. Special values as above.
double fast_exp(double x);
double fast_log(double x);

/// to[i] = fast_log(from[i]); sizes are equal, and the two may be the same.
void fast_exp(std::span<const double> from, std::span<double> to);
void fast_log(std::span<const double> from, std::span<double> to);

}  // namespace dajuan
