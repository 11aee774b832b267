#pragma once

namespace dajuan::stats {

// The exponents of Poisson, gamma, binomial and beta probabilities, without the loss of digits that comes of
// subtracting large logarithms: C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000).

/// u - ln(1 + u) for -1/2 <= u <= 1, >= 0; relative error below 1e-15 (1e-12 down to -2/3).
///   v = u / (2 + u):   u v - 2 v^3 (1/3 + v^2/5 + v^4/7 + ...)     (NIST DLMF 4.6.4)
double log_gap(double u);

/// count ln(count / mean) + mean - count, >= 0, for count >= 0 and mean > 0; infinite for a mean of 0 that
/// was passed. `excess` = mean - count, given by the caller, who may know it better than the two. Relative
/// error some 1e-15 of the largest of the three terms where mean and count are further apart than 1 to 2,
/// else of the result.
double deviance(double count, double mean, double excess);

}  // namespace dajuan::stats
