#include "index/zero_rule.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "base/exact_math.h"
#include "base/number_text.h"

namespace dajuan::index {
namespace {

constexpr std::ptrdiff_t kNearPeriods = 6;
constexpr double kLargeMean = 20;
constexpr double kFewZeros = 0.2;
constexpr double kEnoughOfSeason = 3;
constexpr double kFarBelow = 4;       // standard deviations: such a region nearly never reports
constexpr double kLeastSpread = 0.5;  // of the logarithms of regions' rates
constexpr std::size_t kEnoughRegions = 5;
constexpr double kNaturalLogOf10 = 2.302585092994045684;

double log10_of(double natural) { return natural / kNaturalLogOf10; }

/// ln P(0) of a negative binomial count.
double log_zero(double mean, double dispersion) {
  return dispersion * mean < 1e-9 ? -mean : -exact_log(1 + dispersion * mean) / dispersion;
}

/// ln of max over x of P0(mean x)^zeros * (x e^(1-x))^a. In ln x the derivative is
/// a (1 - x) - zeros mean x / (1 + d mean x); it falls, and its zero solves a quadratic.
double log_probability(double zeros, double mean, double dispersion, double others) {
  if (!(mean > 0) || !(others > 0)) return 0;
  const double a = others * mean / (1 + dispersion * mean);
  const double square = a * dispersion * mean;
  const double linear = a + zeros * mean - square;
  const double root = std::sqrt(linear * linear + 4 * square * a);
  const double x = linear > 0 ? 2 * a / (linear + root) : (root - linear) / (2 * square);
  return zeros * log_zero(mean * x, dispersion) + a * (exact_log(x) - x + 1);
}

/// The same with prior(x) = exp(-(ln x)^2 / (2 s^2)): the derivative in u = ln x falls too; found by halving.
double log_probability_by_rate(double zeros, double mean, double dispersion, double spread) {
  double low = -60;
  double high = 0;
  for (int step = 0; step < 60; ++step) {
    const double u = (low + high) / 2;
    const double x = exact_exp(u);
    const double slope = -zeros * mean * x / (1 + dispersion * mean * x) - u / (spread * spread);
    (slope > 0 ? low : high) = u;
  }
  const double u = (low + high) / 2;
  return zeros * log_zero(mean * exact_exp(u), dispersion) - u * u / (2 * spread * spread);
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  return n == 0 ? 0 : n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

/// A maximal row of zeros among the told periods of one region and variable.
struct Candidate {
  std::size_t begin = 0;  ///< into RegionCounts::counts
  std::size_t end = 0;
  bool suspicious = false;
  ZeroBasis basis = ZeroBasis::own_periods;
  double mean = 0;
  double log_p = 0;
};

/// The counts of one region and variable, periods that are told only.
struct RegionCounts {
  int region = -1;
  std::vector<std::int32_t> periods;  ///< places in the series
  std::vector<double> counts;
  std::vector<Candidate> candidates;
  double dispersion = 0;

  /// Counts outside suspicious runs and outside one candidate, within a range of places.
  struct Others {
    double number = 0;
    double sum = 0;
    double squares = 0;
    double mean() const { return number > 0 ? sum / number : 0; }
  };
  Others others(const Candidate* without = nullptr) const {
    Others result;
    std::size_t next = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      while (next < candidates.size() && candidates[next].end <= i) ++next;
      if (next < candidates.size() && candidates[next].begin <= i &&
          (candidates[next].suspicious || &candidates[next] == without))
        continue;
      result.number += 1;
      result.sum += counts[i];
      result.squares += counts[i] * counts[i];
    }
    return result;
  }

  /// Zeros that are not suspicious.
  double zeros_left() const {
    double result = 0;
    for (const Candidate& candidate : candidates)
      result += candidate.suspicious ? 0 : static_cast<double>(candidate.end - candidate.begin);
    return result;
  }

  bool is_suspicious(std::size_t place) const {
    const auto after =
        std::upper_bound(candidates.begin(), candidates.end(), place,
                         [](std::size_t at, const Candidate& candidate) { return at < candidate.begin; });
    return after != candidates.begin() && (after - 1)->suspicious && place < (after - 1)->end;
  }

  /// The periods nearest to a candidate, up to kNearPeriods on each side.
  Others near(const Candidate& candidate) const {
    Others result;
    for (const int step : {-1, 1}) {
      std::ptrdiff_t taken = 0;
      auto i = static_cast<std::ptrdiff_t>(step < 0 ? candidate.begin : candidate.end - 1) + step;
      for (; i >= 0 && i < static_cast<std::ptrdiff_t>(counts.size()) && taken < kNearPeriods; i += step) {
        if (is_suspicious(static_cast<std::size_t>(i))) continue;
        ++taken;
        result.number += 1;
        result.sum += counts[static_cast<std::size_t>(i)];
      }
    }
    return result;
  }

  /// The same months or quarters of other years.
  Others season(const Candidate& candidate, const VariableSeries& series) const {
    Others result;
    constexpr int kMostInYear = 12;
    bool in_run[kMostInYear] = {};
    for (std::size_t i = candidate.begin; i < candidate.end; ++i)
      in_run[series.period(periods[i]).place_in_year()] = true;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      if (i >= candidate.begin && i < candidate.end) continue;
      if (!in_run[series.period(periods[i]).place_in_year()] || is_suspicious(i)) continue;
      result.number += 1;
      result.sum += counts[i];
    }
    return result;
  }
};

/// Over-dispersion by moments, nothing where the counts are too few to tell. Where counts are large a few
/// zeros stay out: honest ones are rare there, and unreported ones would make themselves look likely.
std::optional<double> dispersion(const RegionCounts& region) {
  RegionCounts::Others others = region.others();
  const double zeros = region.zeros_left();
  const double counted = others.number - zeros;
  if (zeros < kFewZeros * others.number && others.sum >= kLargeMean * counted) others.number = counted;
  const double mean = others.mean();
  if (others.number < 3 || mean < 1) return std::nullopt;
  const double variance = (others.squares - others.number * mean * mean) / (others.number - 1);
  return std::max(0.0, (variance - mean) / (mean * mean));
}

/// One variable: counts by region, and which rows of zeros are suspicious.
class VariableZeros {
 public:
  VariableZeros(const Figures& figures, const region::Regions& regions, const VariableSeries& series,
                const ZeroRule& rule, const std::vector<double>& exposure)
      : figures_(figures),
        regions_(regions),
        series_(series),
        bound_(exact_log(rule.bound)),
        exposure_(exposure) {}

  /// False for what is no variable of counts.
  bool collect() {
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

  void judge() {
    set_dispersion();
    for (RegionCounts& region : counts_) judge_by_own(region);
    judge_by_rate();
  }

  std::vector<RegionCounts>& counts() { return counts_; }
  const VariableSeries& series() const { return series_; }

 private:
  void set_dispersion() {
    std::vector<double> all;
    for (RegionCounts& region : counts_) {
      const auto own = dispersion(region);
      region.dispersion = own.value_or(0);
      if (own) all.push_back(*own);
    }
    const double typical = median(all);
    for (RegionCounts& region : counts_) region.dispersion = std::max(region.dispersion, typical);
  }

  double log_p(const RegionCounts& region, const Candidate& candidate, double mean, double others) const {
    return log_probability(static_cast<double>(candidate.end - candidate.begin), mean, region.dispersion,
                           others);
  }

  /// Marks the least probable candidate, judges the rest without it, and so on.
  void judge_by_own(RegionCounts& region) const {
    while (true) {
      Candidate* least = nullptr;
      for (Candidate& candidate : region.candidates) {
        if (candidate.suspicious) continue;
        const auto all = region.others(&candidate);
        candidate.mean = all.mean();
        candidate.log_p = log_p(region, candidate, all.mean(), all.number);
        if (candidate.log_p >= bound_) continue;
        const auto near = region.near(candidate);
        candidate.log_p = std::max(candidate.log_p, log_p(region, candidate, near.mean(), near.number));
        const auto season = region.season(candidate, series_);
        if (season.number >= kEnoughOfSeason)
          candidate.log_p = std::max(candidate.log_p, log_p(region, candidate, season.mean(), season.number));
        if (candidate.log_p < bound_ && (!least || candidate.log_p < least->log_p)) least = &candidate;
      }
      if (!least) return;
      least->suspicious = true;
    }
  }

  /// Regions that never or nearly never report, by the rates of the others of their level.
  void judge_by_rate() {
    std::map<std::string, std::vector<double>> logs_by_level;
    for (const RegionCounts& region : counts_) {
      const double rate = region.others().mean() / exposure(region);
      if (rate > 0) logs_by_level[regions_[region.region].level].push_back(exact_log(rate));
    }
    for (RegionCounts& region : counts_) {
      const std::vector<double>& logs = logs_by_level[regions_[region.region].level];
      if (logs.size() < kEnoughRegions) continue;
      const double centre = median(logs);
      std::vector<double> deviations;
      for (const double log : logs) deviations.push_back(std::fabs(log - centre));
      constexpr double kNormal = 1.4826;  // standard deviation of a normal from its median absolute deviation
      const double spread = std::max(kLeastSpread, kNormal * median(deviations));
      const double own = region.others().mean() / exposure(region);
      if (own > 0 && exact_log(own) > centre - kFarBelow * spread) continue;
      const double mean = exact_exp(centre) * exposure(region);
      for (Candidate& candidate : region.candidates) {
        if (candidate.suspicious) continue;
        const double log_p = log_probability_by_rate(static_cast<double>(candidate.end - candidate.begin),
                                                     mean, region.dispersion, spread);
        if (log_p >= bound_) continue;
        candidate.suspicious = true;
        candidate.basis = ZeroBasis::all_regions;
        candidate.mean = mean;
        candidate.log_p = log_p;
      }
    }
  }

  double exposure(const RegionCounts& region) const {
    const double told = exposure_.empty() ? 1 : exposure_[static_cast<std::size_t>(region.region)];
    return told > 0 ? told : 1;
  }

  const Figures& figures_;
  const region::Regions& regions_;
  const VariableSeries& series_;
  const double bound_;
  const std::vector<double>& exposure_;
  std::vector<RegionCounts> counts_;
};

/// Mean exposure of each region over all its periods; empty without one.
std::vector<double> exposures(const Figures& figures, const std::string& variable) {
  const int found = figures.find(variable);
  if (variable.empty() || found < 0) return {};
  const VariableSeries& series = figures.variables[static_cast<std::size_t>(found)];
  std::vector<double> sums(figures.regions, 0);
  std::vector<double> numbers(figures.regions, 0);
  for (std::size_t i = 0; i < series.cells.size(); ++i) {
    if (is_missing(series.cells[i].value)) continue;
    sums[i % figures.regions] += series.cells[i].value;
    numbers[i % figures.regions] += 1;
  }
  for (std::size_t region = 0; region < sums.size(); ++region) {
    if (numbers[region] > 0) sums[region] /= numbers[region];
  }
  return sums;
}

/// Single periods in which all that one file tells of a region is zero: joins the variables' probabilities.
class WholeReports {
 public:
  WholeReports(std::vector<VariableZeros>& variables, double log_bound)
      : variables_(variables), log_bound_(log_bound) {}

  void judge(const Figures& figures) {
    for (std::size_t v = 0; v < variables_.size(); ++v) collect(v, figures);
    for (const auto& [key, report] : reports_) {
      if (report.other_than_zero || report.zeros.size() < 2 || report.log_p >= log_bound_) continue;
      for (const Zero& zero : report.zeros) split(zero, report.log_p);
    }
  }

 private:
  struct Key {
    std::uint16_t file;
    int region;
    Period period;
    bool operator<(const Key& other) const {
      if (file != other.file) return file < other.file;
      if (region != other.region) return region < other.region;
      return period < other.period;
    }
  };
  struct Zero {
    std::size_t variable;
    std::size_t region;  ///< into VariableZeros::counts
    std::size_t place;   ///< into RegionCounts::counts
  };
  struct Report {
    bool other_than_zero = false;
    double log_p = 0;
    std::vector<Zero> zeros;
  };

  void collect(std::size_t v, const Figures& figures) {
    const VariableSeries& series = variables_[v].series();
    for (std::size_t r = 0; r < variables_[v].counts().size(); ++r) {
      const RegionCounts& region = variables_[v].counts()[r];
      const auto others = region.others();
      const double log_p = log_probability(1, others.mean(), region.dispersion, others.number);
      for (std::size_t i = 0; i < region.counts.size(); ++i) {
        const Figure& figure = series.cells[static_cast<std::size_t>(region.periods[i]) * figures.regions +
                                            static_cast<std::size_t>(region.region)];
        Report& report = reports_[{figure.file, region.region, series.period(region.periods[i])}];
        if (region.counts[i] != 0) report.other_than_zero = true;
        if (report.other_than_zero) {
          report.zeros.clear();
          continue;
        }
        report.log_p += log_p;
        report.zeros.push_back({v, r, i});
      }
    }
  }

  /// Makes a candidate of its own of one zero, unless it is suspicious already.
  void split(const Zero& zero, double log_p) {
    RegionCounts& region = variables_[zero.variable].counts()[zero.region];
    const auto found =
        std::find_if(region.candidates.begin(), region.candidates.end(),
                     [&](const Candidate& c) { return c.begin <= zero.place && zero.place < c.end; });
    if (found == region.candidates.end() || found->suspicious) return;
    Candidate own{zero.place, zero.place + 1, true, ZeroBasis::whole_report, region.others().mean(), log_p};
    const Candidate after{zero.place + 1, found->end};
    found->end = zero.place;
    auto at = found + 1;
    if (found->begin == found->end) at = region.candidates.erase(found);
    at = region.candidates.insert(at, own) + 1;
    if (after.begin < after.end) region.candidates.insert(at, after);
  }

  std::vector<VariableZeros>& variables_;
  const double log_bound_;
  std::map<Key, Report> reports_;
};

}  // namespace

const char* zero_basis_code(ZeroBasis basis) {
  constexpr const char* kCodes[] = {"own_periods", "all_regions", "whole_report"};
  return kCodes[static_cast<int>(basis)];
}

std::vector<ZeroRun> find_zero_runs(const Figures& figures, const region::Regions& regions,
                                    const ZeroRule& rule) {
  const std::vector<double> exposure = exposures(figures, rule.exposure);
  std::vector<VariableZeros> variables;
  variables.reserve(figures.variables.size());
  for (const VariableSeries& series : figures.variables) {
    variables.emplace_back(figures, regions, series, rule, exposure);
    if (variables.back().collect()) {
      variables.back().judge();
    } else {
      variables.pop_back();
    }
  }
  WholeReports(variables, exact_log(rule.bound)).judge(figures);

  std::vector<ZeroRun> runs;
  for (VariableZeros& variable : variables) {
    for (const RegionCounts& region : variable.counts()) {
      for (const Candidate& candidate : region.candidates) {
        if (!candidate.suspicious) continue;
        ZeroRun& run = runs.emplace_back();
        run.variable = variable.series().code;
        run.region = region.region;
        run.from = variable.series().period(region.periods[candidate.begin]);
        run.to = variable.series().period(region.periods[candidate.end - 1]);
        run.periods = static_cast<int>(candidate.end - candidate.begin);
        run.mean = candidate.mean;
        run.log10_probability = log10_of(candidate.log_p);
        run.basis = candidate.basis;
      }
    }
  }
  return runs;
}

void set_aside(Figures& figures, std::vector<ZeroRun>& runs, const ZeroRule& rule,
               const std::vector<VariableRule>& variables) {
  for (ZeroRun& run : runs) {
    bool on = rule.by_default;
    for (const VariableRule& own : variables) {
      if (own.variable == run.variable) on = own.zero_rule.value_or(rule.by_default);
    }
    const int variable = figures.find(run.variable);
    if (!on || variable < 0) continue;
    run.set_aside = true;
    VariableSeries& series = figures.variables[static_cast<std::size_t>(variable)];
    for (Period period = run.from; period <= run.to; period = period.plus(1)) {
      Figure& cell = series.cells[*series.place(figures.regions, run.region, period)];
      if (cell.value != 0) continue;
      cell.value = kMissing;
      cell.status = ObsStatus::not_reported;
    }
  }
}

void warn_of_zero_runs(const Figures& figures, const region::Regions& regions,
                       const std::vector<ZeroRun>& runs, Diagnostics& diagnostics) {
  constexpr int kMeanDecimals = 1;
  for (const ZeroRun& run : runs) {
    if (run.set_aside) continue;
    const Figure first = figures.at(figures.find(run.variable), run.region, run.from);
    Place place;
    if (first.told()) place.file = figures.files[first.file];
    place.row = first.row;
    constexpr const char* kMessages[] = {"figures.zeros.run", "figures.zeros.run_by_rate",
                                         "figures.zeros.report"};
    diagnostics.warning(place,
                        {kMessages[static_cast<int>(run.basis)],
                         {{"variable", run.variable},
                          {"region", regions[run.region].code},
                          {"periods", std::to_string(run.periods)},
                          {"from", run.from.text()},
                          {"to", run.to.text()},
                          {"mean", fixed(run.mean, kMeanDecimals)},
                          {"exponent", fixed(std::floor(-run.log10_probability), 0)}}},
                        {"figures.zeros.hint"});
  }
}

}  // namespace dajuan::index
