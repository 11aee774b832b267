#pragma once

namespace dajuan::stats {

/// Natural logarithm of the gamma function for x > 0; NaN otherwise, infinite at infinity. Made of + - * /
/// and exact_log, so the bits are the same everywhere.
///   x >= 10: (x - 1/2) ln x - x + ln(2 pi)/2 + sum B_2k / (2k (2k-1) x^(2k-1)), eight terms
///   below:   the same at x + n >= 10, less ln(x (x+1) ... (x+n-1))
/// Abramowitz & Stegun 6.1.41 (NIST DLMF 5.11.1). Error below 4e-15 × max(1, |result|).
double log_gamma(double x);

/// What Stirling's formula leaves out, for x > 0: log_gamma(x) - ((x - 1/2) ln x - x + ln(2 pi)/2). Falls
/// from infinity at 0 to 1 / (12 x). Absolute error below 1e-14, relative error below 1e-15 from 10 upwards.
double log_gamma_correction(double x);

}  // namespace dajuan::stats
