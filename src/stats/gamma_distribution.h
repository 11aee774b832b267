#pragma once

namespace dajuan::stats {

/// Probability that a gamma variable with this shape (> 0) and scale 1 stays below x; and that it passes x,
/// without loss where that is small. Same bits everywhere (NIST DLMF 8.2, 8.7.1, 8.9.2; relative error below
/// 1e-12 for shapes up to 10^9).
double gamma_lower_tail(double shape, double x);
double gamma_upper_tail(double shape, double x);

/// The x below which it stays with probability p, 0 < p < 1; 0 for a shape of 0.
double gamma_quantile(double p, double shape);

/// Probability that a standard normal variable passes z.
double normal_upper_tail(double z);

}  // namespace dajuan::stats
