#include "index/zero_judge.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "base/exact_math.h"
#include "stats/count_probability.h"
#include "stats/descriptive.h"

namespace dajuan::index {
namespace {

constexpr double kEnoughOfSeason = 3;
constexpr double kFarBelow = 4;       // standard deviations: such a region nearly never reports
constexpr double kLeastSpread = 0.5;  // of the logarithms of regions' rates
constexpr std::size_t kEnoughRegions = 5;

/// max over u of ln P(zeros periods of mean e^u m are all zero) - u^2 / (2 s^2). With probabilities that fall
/// by exp(-fall) for each e^u its derivative -fall e^u - u / s^2 falls; its zero is found by halving.
double log_probability_by_rate(double zeros, double mean, double dispersion, double spread) {
  const double fall = -zeros * stats::log_probability_of_zeros({&mean, 1}, dispersion);
  double low = -60;
  double high = 0;
  constexpr int kHalvings = 60;
  for (int step = 0; step < kHalvings; ++step) {
    const double u = (low + high) / 2;
    (-fall * exact_exp(u) - u / (spread * spread) > 0 ? low : high) = u;
  }
  const double u = (low + high) / 2;
  return -fall * exact_exp(u) - u * u / (2 * spread * spread);
}

}  // namespace

VariableZeros::VariableZeros(const Figures& figures, const region::Regions& regions,
                             const VariableSeries& series, const ZeroRule& rule,
                             const std::vector<double>& exposure)
    : figures_(figures),
      regions_(regions),
      series_(series),
      bound_(exact_log(rule.bound)),
      exposure_(exposure) {}

bool VariableZeros::collect() {
  for (int region = 0; region < static_cast<int>(figures_.regions); ++region) {
    RegionCounts of_region;
    of_region.region = region;
    for (std::int32_t period = 0; period < series_.periods; ++period) {
      const double value =
          series_
              .cells[static_cast<std::size_t>(period) * figures_.regions + static_cast<std::size_t>(region)]
              .value;
      if (is_missing(value)) continue;
      if (value < 0 || value != std::floor(value)) return false;
      if (value == 0) {
        const std::size_t place = of_region.counts.size();
        if (of_region.candidates.empty() || of_region.candidates.back().end != place)
          of_region.candidates.push_back({place, place});
        ++of_region.candidates.back().end;
      }
      of_region.periods.push_back(period);
      of_region.counts.push_back(value);
    }
    if (!of_region.counts.empty()) counts_.push_back(std::move(of_region));
  }
  return true;
}

void VariableZeros::judge() {
  set_dispersion();
  for (RegionCounts& region : counts_) judge_by_own(region);
  judge_by_rate();
}

/// The regions' own, but at least what is typical for their mean: over-dispersion grows with the mean.
void VariableZeros::set_dispersion() {
  std::vector<double> excess;
  for (RegionCounts& region : counts_) {
    const auto own = dispersion(region);
    region.dispersion = own.value_or(1);
    if (own) excess.push_back((*own - 1) / region.others().mean());
  }
  typical_excess_ = excess.empty() ? 0 : stats::median(excess);
  for (RegionCounts& region : counts_)
    region.dispersion = std::max(region.dispersion, 1 + typical_excess_ * region.others().mean());
}

double VariableZeros::log_p(const RegionCounts& region, const ZeroCandidate& candidate,
                            const RegionCounts::Others& others) const {
  return stats::log_probability_of_zero_here(
      others.sum, others.number, static_cast<double>(candidate.end - candidate.begin), region.dispersion);
}

/// Marks the least probable candidate, judges the rest without it, and so on.
void VariableZeros::judge_by_own(RegionCounts& region) const {
  while (true) {
    ZeroCandidate* least = nullptr;
    for (ZeroCandidate& candidate : region.candidates) {
      if (candidate.suspicious) continue;
      const auto all = region.others(&candidate);
      candidate.mean = all.mean();
      candidate.log_p = log_p(region, candidate, all);
      if (candidate.log_p >= bound_) continue;
      const auto near = region.near(candidate);
      candidate.log_p = std::max(candidate.log_p, log_p(region, candidate, near));
      const auto season = region.season(candidate, series_);
      if (season.number >= kEnoughOfSeason)
        candidate.log_p = std::max(candidate.log_p, log_p(region, candidate, season));
      if (candidate.log_p < bound_ && (!least || candidate.log_p < least->log_p)) least = &candidate;
    }
    if (!least) return;
    least->suspicious = true;
  }
}

/// Regions that never or nearly never report, by the rates of the others of their level.
void VariableZeros::judge_by_rate() {
  std::map<std::string, std::vector<double>> logs_by_level;
  for (const RegionCounts& region : counts_) {
    const double rate = region.others().mean() / exposure(region);
    if (rate > 0) logs_by_level[regions_[region.region].level].push_back(exact_log(rate));
  }
  for (RegionCounts& region : counts_) {
    const std::vector<double>& logs = logs_by_level[regions_[region.region].level];
    if (logs.size() < kEnoughRegions) continue;
    const double centre = stats::median(logs);
    std::vector<double> deviations;
    for (const double log : logs) deviations.push_back(std::fabs(log - centre));
    constexpr double kNormal = 1.4826;  // standard deviation of a normal from its median absolute deviation
    const double spread = std::max(kLeastSpread, kNormal * stats::median(deviations));
    const double own = region.others().mean() / exposure(region);
    if (own > 0 && exact_log(own) > centre - kFarBelow * spread) continue;
    const double mean = exact_exp(centre) * exposure(region);
    for (ZeroCandidate& candidate : region.candidates) {
      if (candidate.suspicious) continue;
      const double log_p = log_probability_by_rate(static_cast<double>(candidate.end - candidate.begin), mean,
                                                   1 + typical_excess_ * mean, spread);
      if (log_p >= bound_) continue;
      candidate.suspicious = true;
      candidate.basis = ZeroBasis::all_regions;
      candidate.mean = mean;
      candidate.log_p = log_p;
    }
  }
}

double VariableZeros::exposure(const RegionCounts& region) const {
  const double told = exposure_.empty() ? 1 : exposure_[static_cast<std::size_t>(region.region)];
  return told > 0 ? told : 1;
}

}  // namespace dajuan::index
