#pragma once
#include <cstddef>
#include <span>
#include <vector>

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

/// Pearson's chi-square of counts against fitted means by its degrees of freedom,
///   sum((count - mean)^2 / mean) / (n - fitted_parameters),
/// at least 1: McCullagh & Nelder (1989), Generalized Linear Models, section 4.5. Pairs with a missing value
/// or a mean of 0 are left out. 1 when no degree of freedom is left.
double dispersion(std::span<const double> counts, std::span<const double> means,
                  std::size_t fitted_parameters = 1);

/// A run of zeros, from `first` over `length` places of the series.
struct ZeroRun {
  std::size_t first = 0;
  std::size_t length = 0;
  double log_probability = 0;
};

/// All runs of zeros of a series, in order; a missing value ends a run. `log_probability` is 0.
std::vector<ZeroRun> zero_runs(std::span<const double> counts);

/// The runs of zeros that chance does not explain: less probable than `bound` given the region's other places
/// (log_probability_of_zero_here, so one rate × `exposure`, say population; empty = the same everywhere).
/// At first every run is suspected. Total, exposure and dispersion come from the places that are not; a run
/// that is probable enough beside them is cleared and its zeros join them, until no further run is cleared.
/// So a run never speaks for itself, many unreported months do not hide one another, and rare crimes keep
/// their zeros. Places are taken as independent: a series that lingers or drifts makes runs likelier than
/// this says, so the bound should be small, say one in a million. A series of zeros alone has nothing to be
/// judged by: no run.
std::vector<ZeroRun> improbable_zero_runs(std::span<const double> counts, std::span<const double> exposure,
                                          double bound);

}  // namespace dajuan::stats
