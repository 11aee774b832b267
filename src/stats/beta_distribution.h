#pragma once
#include "stats/tails.h"

namespace dajuan::stats {

/// Probability that a beta variable stays below x, 0 <= x <= 1; and that it passes x. a, b >= 0, not both 0:
/// it is 0 for a = 0, 1 for b = 0. NIST DLMF 8.17; same bits everywhere; relative error below 1e-12 for a and
/// b from 0.01 to 10^9 (below, absolute error).
double beta_lower_tail(double x, double a, double b);
double beta_upper_tail(double x, double a, double b);

/// The x below which it stays with probability p, from 0 for p = 0 to 1 for p = 1; 0 for a = 0, 1 for b = 0.
double beta_quantile(double p, double a, double b);

// The same in odds x / (1 - x), from 0 to infinity, which lose nothing where x is near 1. Swapping a and b
// inverts the odds and exchanges the tails.

/// Both tails at these odds.
Tails beta_tails_at_odds(double odds, double a, double b);

/// The odds below which they stay with probability p, from 0 for p = 0 to infinity for p = 1; 0 for a = 0,
/// infinite for b = 0.
double beta_odds_quantile(double p, double a, double b);

}  // namespace dajuan::stats
