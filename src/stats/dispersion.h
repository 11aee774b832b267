#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace dajuan::stats {

struct Dispersion {
  double value = 1;       ///< variance / mean, not below 1
  std::size_t terms = 0;  ///< that it was made from
};

/// How much wider than Poisson the counts of a series scatter about their course, by second differences:
///   mean of r_t^2 / (x_t + (x_{t-1} + x_{t+1}) / 4),   r_t = x_t - (x_{t-1} + x_{t+1}) / 2
/// so that a trend, straight or slow, does not count as scatter. `counts` are one place a period, NaN where
/// there is none; a term needs three in a row and not three zeros. Nothing with fewer than three terms.
std::optional<Dispersion> local_dispersion(std::span<const double> counts);

/// Each series' own dispersion drawn towards the median of all, the more the shorter it is:
///   (terms × own + kPrior × median) / (terms + kPrior),   kPrior = 10
/// A series without one of its own has the median (1 where none has any).
std::vector<double> shrunken_dispersions(std::span<const std::optional<Dispersion>> own);

}  // namespace dajuan::stats
