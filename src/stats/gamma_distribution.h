#pragma once

namespace dajuan::stats {

/// Probability that a gamma variable with this shape and scale 1 stays below x; and that it passes x, without
/// loss where that is small. Shape and x >= 0 (it is 0 for a shape of 0), NaN where one is not. Same bits
/// everywhere; relative error below 1e-12 for shapes from 0.01 to 10^9 (below, absolute error).
///   shape < 200:  the series below shape + 1, the continued fraction above (NIST DLMF 8.7.1, 8.9.2)
///   else:         an integral of 24 points (stats/tails.h), at the same cost for all
double gamma_lower_tail(double shape, double x);
double gamma_upper_tail(double shape, double x);

/// The x below which it stays with probability p, from 0 for p = 0 to infinity for p = 1; 0 for a shape of 0.
double gamma_quantile(double p, double shape);

/// Probability that a standard normal variable passes z; relative error below 1e-12.
double normal_upper_tail(double z);

}  // namespace dajuan::stats
