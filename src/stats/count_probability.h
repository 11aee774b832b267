#pragma once
#include <span>

namespace dajuan::stats {

// Counts (crimes a month) that scatter at least as Poisson's: variance = dispersion × mean, dispersion >= 1.
// Above 1 they are negative binomial with size mean / (dispersion - 1), the form called NB1: Cameron &
// Trivedi (2013), Regression Analysis of Count Data, section 3.3.

/// Natural logarithm of the probability that independent counts with these means are all zero:
///   - sum(means) × ln(dispersion) / (dispersion - 1),   and - sum(means) for Poisson (dispersion <= 1)
/// Missing means (NaN) are left out.
double log_probability_of_zeros(std::span<const double> means, double dispersion = 1);

/// The same when the rate is not given but was seen elsewhere: probability that a place of exposure `here`
/// counts nothing, given that this place and others of exposure `elsewhere` counted `total` together at one
/// rate. No rate is estimated, so one count elsewhere does not pass for a known rate. Poisson:
///   total × ln(elsewhere / (elsewhere + here)),   Przyborowski & Wilenski (1940), Biometrika 31, 313-323
/// and with t = total / (elsewhere + here) / (dispersion - 1) negative hypergeometric,
///   ln[ G(total + t elsewhere) G(t (elsewhere + here)) / (G(t elsewhere) G(total + t (elsewhere + here))) ],
/// G = gamma function: Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, section 6.2.2.
/// 0 (no evidence) when nothing was counted or there is no exposure elsewhere.
double log_probability_of_zero_here(double total, double elsewhere, double here, double dispersion = 1);

}  // namespace dajuan::stats
