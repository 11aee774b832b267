#pragma once

namespace dajuan::stats {

/// Probability that a beta variable stays below x, 0 <= x <= 1, a and b > 0; and that it passes x (NIST DLMF
/// 8.17; same bits everywhere; relative error below 1e-10 for a + b up to 10^9).
double beta_lower_tail(double x, double a, double b);
double beta_upper_tail(double x, double a, double b);

/// The x below which it stays with probability p, 0 < p < 1; 0 for a = 0, 1 for b = 0.
double beta_quantile(double p, double a, double b);

}  // namespace dajuan::stats
