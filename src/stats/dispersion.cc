#include "stats/dispersion.h"

#include <algorithm>

#include "base/observation.h"
#include "stats/descriptive.h"

namespace dajuan::stats {

std::optional<Dispersion> local_dispersion(std::span<const double> counts) {
  constexpr std::size_t kFewest = 3;
  double squares = 0;
  double sums = 0;
  std::size_t terms = 0;
  for (std::size_t t = 1; t + 1 < counts.size(); ++t) {
    const double sum = counts[t - 1] + counts[t] + counts[t + 1];
    if (is_missing(sum) || sum == 0) continue;
    const double bend = counts[t] - (counts[t - 1] + counts[t + 1]) / 2;
    squares += bend * bend;
    sums += sum;
    ++terms;
  }
  if (terms < kFewest) return std::nullopt;
  const double estimate = 2 * squares / sums;
  return Dispersion{std::max(1.0, estimate), terms, estimate};
}

std::vector<double> shrunken_dispersions(std::span<const std::optional<Dispersion>> own) {
  constexpr double kPrior = 10;
  std::vector<double> estimates;
  for (const std::optional<Dispersion>& each : own)
    if (each) estimates.push_back(each->estimate);
  const double median = estimates.empty() ? 1 : quantile(estimates, 0.5);
  std::vector<double> result;
  for (const std::optional<Dispersion>& each : own) {
    const double terms = each ? static_cast<double>(each->terms) : 0;
    const double sum = (each ? terms * each->estimate : 0) + kPrior * median;
    result.push_back(std::max(1.0, sum / (terms + kPrior)));
  }
  return result;
}

}  // namespace dajuan::stats
