#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace dajuan::stats {

struct Dispersion {
  double value = 1;       ///< variance / mean, not below 1
  std::size_t terms = 0;  ///< that it was made from
  double estimate = 1;    ///< the same before it was lifted to 1
};

/// How much wider than Poisson the counts of a series scatter about their course, by second differences:
///   2 sum r_t^2 / sum (x_{t-1} + x_t + x_{t+1}),   r_t = x_t - (x_{t-1} + x_{t+1}) / 2
/// so that a trend, straight or slow, does not count as scatter. Where the means lie on a straight line, the
/// expectation of r_t^2 is dispersion × (m_{t-1} + m_t + m_{t+1}) / 2, for Poisson also given the sum of the
/// three; so the estimate is centred on the dispersion however small the counts are. (Differences against a
/// trend: J. von Neumann and others, Annals of Mathematical Statistics 12 (1941) 153-162; of second order:
/// T. Gasser, L. Sroka, C. Jennen-Steinmetz, Biometrika 73 (1986) 625-633.) `counts` are one place a period,
/// NaN where there is none; a term needs three in a row and not three zeros. Nothing with fewer than three
/// terms.
std::optional<Dispersion> local_dispersion(std::span<const double> counts);

/// Each series' own estimate drawn towards the median of all, the more the shorter it is, and not below 1:
///   (terms × own + kPrior × median) / (terms + kPrior),   kPrior = 10
/// A series without one of its own has the median (1 where none has any).
std::vector<double> shrunken_dispersions(std::span<const std::optional<Dispersion>> own);

}  // namespace dajuan::stats
