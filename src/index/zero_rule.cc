#include "index/zero_rule.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/exact_math.h"
#include "base/number_text.h"
#include "index/zero_judge.h"
#include "stats/count_probability.h"

namespace dajuan::index {
namespace {

constexpr double kNaturalLogOf10 = 2.302585092994045684;

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
      const double log_p =
          stats::log_probability_of_zero_here(others.sum, others.number, 1, region.dispersion);
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
                     [&](const ZeroCandidate& c) { return c.begin <= zero.place && zero.place < c.end; });
    if (found == region.candidates.end() || found->suspicious) return;
    ZeroCandidate own{zero.place, zero.place + 1, true, ZeroBasis::whole_report, region.others().mean(),
                      log_p};
    const ZeroCandidate after{zero.place + 1, found->end};
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
      for (const ZeroCandidate& candidate : region.candidates) {
        if (!candidate.suspicious) continue;
        ZeroRun& run = runs.emplace_back();
        run.variable = variable.series().code;
        run.region = region.region;
        run.from = variable.series().period(region.periods[candidate.begin]);
        run.to = variable.series().period(region.periods[candidate.end - 1]);
        run.periods = static_cast<int>(candidate.end - candidate.begin);
        run.mean = candidate.mean;
        run.log10_probability = candidate.log_p / kNaturalLogOf10;
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
