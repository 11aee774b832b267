#pragma once
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "index/figures.h"
#include "index/indicator_rule.h"
#include "region/regions.h"

namespace dajuan::index {

/// Where the expected mean of a run of zeros was taken from.
enum class ZeroBasis {
  own_periods,   ///< the region's other periods
  all_regions,   ///< the typical rate of the regions of its level, and its exposure
  whole_report,  ///< a single period in which everything that one file tells of the region is zero
};
/// own_periods, all_regions, whole_report.
const char* zero_basis_code(ZeroBasis basis);

/// Zeros in a row that chance does not explain.
struct ZeroRun {
  std::string variable;
  int region = -1;
  Period from;
  Period to;
  int periods = 0;               ///< how many zeros: all told periods from `from` to `to`
  double mean = 0;               ///< expected in one period
  double log10_probability = 0;  ///< of nothing but zeros
  ZeroBasis basis = ZeroBasis::own_periods;
  bool set_aside = false;
};

/// Finds the runs less probable than `rule.bound`, in every variable of counts (whole numbers, none below
/// zero), sorted by variable, region and period. Nothing is changed.
///
/// The probability that a run of zeros is by chance, per region and variable, is that of counting nothing in
/// the run given what was counted elsewhere (stats::log_probability_of_zero_here), for elsewhere =
/// - the region's other periods, without those that are suspicious themselves (found one after another, the
/// least
///   probable first);
/// - of these the six nearest on each side;
/// - of these the same months of other years, where there are at least three;
/// and the largest of the three counts: what grew slowly from zero, or rests in winter, is no unreported one.
/// Dispersion is variance / mean of the region's other periods (where their mean is 20 or more and fewer than
/// a fifth are zero, without the zeros), at least 1 + e * mean, e the median of (dispersion - 1) / mean over
/// the regions.
///
/// Where a region has no other figure than zero, or a rate more than four standard deviations below the
/// others', the expected mean is the median rate of the regions of its level times its exposure, and
///   ln P = max over u of log_probability_of_zeros(mean * exp(u)) - u^2 / (2 s^2),
/// s the standard deviation (from the median deviation, at least 0.5) of the logarithms of the regions'
/// rates: how far below the others a region may honestly lie. At least five regions with figures are needed.
///
/// whole_report: when all figures of two or more variables that one file tells of a region and period are
/// zero, the probabilities of the variables are multiplied, and below the bound all of them are a run of one
/// period.
///
/// On honest counts P(P < bound) < bound for each run that is looked at; with n runs looked at expect fewer
/// than n * bound false ones (tests/index/zero_rule_test.cc).
std::vector<ZeroRun> find_zero_runs(const Figures& figures, const region::Regions& regions,
                                    const ZeroRule& rule);

/// Turns the zeros of runs into missing figures with status L (not reported), origin kept, for the variables
/// for which the rule is on, and marks those runs.
void set_aside(Figures& figures, std::vector<ZeroRun>& runs, const ZeroRule& rule,
               const std::vector<VariableRule>& variables);

/// A warning for each run that was not set aside.
void warn_of_zero_runs(const Figures& figures, const region::Regions& regions,
                       const std::vector<ZeroRun>& runs, Diagnostics& diagnostics);

}  // namespace dajuan::index
