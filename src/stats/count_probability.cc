#include "stats/count_probability.h"

#include <algorithm>

#include "base/exact_math.h"
#include "base/observation.h"
#include "stats/log_gamma.h"

namespace dajuan::stats {
namespace {

/// Below this excess the gamma functions would lose more digits than the excess changes.
constexpr double kPoisson = 1e-6;

/// What the places that are neither missing nor suspected say.
struct Others {
  double total = 0;
  double exposure = 0;
  double dispersion = 1;
};

Others others(std::span<const double> counts, const std::vector<double>& exposure,
              const std::vector<ZeroRun>& suspected) {
  std::vector<double> kept(counts.begin(), counts.end());
  for (const ZeroRun& run : suspected)
    std::fill_n(kept.begin() + static_cast<std::ptrdiff_t>(run.first), run.length, kMissing);
  Others result;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (is_missing(kept[i]) || is_missing(exposure[i])) continue;
    result.total += kept[i];
    result.exposure += exposure[i];
  }
  std::vector<double> means;
  for (const double e : exposure) means.push_back(result.total / result.exposure * e);
  result.dispersion = dispersion(kept, means);
  return result;
}

double exposure_of(const ZeroRun& run, const std::vector<double>& exposure) {
  double sum = 0;
  for (std::size_t i = run.first; i < run.first + run.length; ++i)
    if (!is_missing(exposure[i])) sum += exposure[i];
  return sum;
}

}  // namespace

double log_probability_of_zeros(std::span<const double> means, double dispersion) {
  double sum = 0;
  for (const double mean : means)
    if (!is_missing(mean)) sum += mean;
  const double excess = dispersion - 1;
  return excess > 0 ? -sum * (exact_log(dispersion) / excess) : -sum;
}

double log_probability_of_zero_here(double total, double elsewhere, double here, double dispersion) {
  const double exposure = elsewhere + here;
  if (!(total > 0) || !(elsewhere > 0) || !(here > 0)) return 0;
  const double excess = dispersion - 1;
  if (!(excess > kPoisson)) return total * exact_log(elsewhere / exposure);
  const double size = total / exposure / excess;
  return (log_gamma(total + size * elsewhere) - log_gamma(size * elsewhere)) -
         (log_gamma(total + size * exposure) - log_gamma(size * exposure));
}

double dispersion(std::span<const double> counts, std::span<const double> means,
                  std::size_t fitted_parameters) {
  double chi_square = 0;
  std::size_t n = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (is_missing(counts[i]) || !(means[i] > 0)) continue;
    const double gap = counts[i] - means[i];
    chi_square += gap * gap / means[i];
    ++n;
  }
  if (n <= fitted_parameters) return 1;
  return std::max(1.0, chi_square / static_cast<double>(n - fitted_parameters));
}

std::vector<ZeroRun> zero_runs(std::span<const double> counts) {
  std::vector<ZeroRun> runs;
  bool open = false;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0 && open)
      ++runs.back().length;
    else if (counts[i] == 0)
      runs.push_back({i, 1, 0});
    open = counts[i] == 0;
  }
  return runs;
}

std::vector<ZeroRun> improbable_zero_runs(std::span<const double> counts, std::span<const double> exposure,
                                          double bound) {
  std::vector<double> exposed(exposure.begin(), exposure.end());
  if (exposed.empty()) exposed.assign(counts.size(), 1.0);
  const double log_bound = exact_log(bound);
  std::vector<ZeroRun> suspected = zero_runs(counts);
  for (bool cleared = true; cleared;) {
    const Others rest = others(counts, exposed, suspected);
    for (ZeroRun& run : suspected)
      run.log_probability =
          log_probability_of_zero_here(rest.total, rest.exposure, exposure_of(run, exposed), rest.dispersion);
    cleared = std::erase_if(suspected,
                            [log_bound](const ZeroRun& run) { return run.log_probability >= log_bound; }) > 0;
  }
  return suspected;
}

}  // namespace dajuan::stats
