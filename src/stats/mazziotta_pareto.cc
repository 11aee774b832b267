#include "stats/mazziotta_pareto.h"

namespace dajuan::stats {

double mazziotta_pareto(std::span<const double> normalised, std::span<const double> weights,
                        Phenomenon phenomenon) {
  const auto weight_of = [&weights](std::size_t i) { return weights.empty() ? 1.0 : weights[i]; };
  double weight = 0;
  double sum = 0;
  for (std::size_t i = 0; i < normalised.size(); ++i) {
    if (is_missing(normalised[i])) continue;
    weight += weight_of(i);
    sum += weight_of(i) * normalised[i];
  }
  const double mean = sum / weight;
  if (!(weight > 0) || !(mean > 0)) return kMissing;
  double squares = 0;
  for (std::size_t i = 0; i < normalised.size(); ++i) {
    const double gap = normalised[i] - mean;
    if (!is_missing(gap)) squares += weight_of(i) * gap * gap;
  }
  const double penalty = squares / weight / mean;  // S cv = S^2 / M
  return phenomenon == Phenomenon::positive ? mean - penalty : mean + penalty;
}

AdjustedGoalposts adjusted_goalposts(double lowest, double highest, double reference) {
  const double half = (highest - lowest) / 2;
  return {reference - half, reference + half};
}

}  // namespace dajuan::stats
