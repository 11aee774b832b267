#include "index/figure_gaps.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace dajuan::index {
namespace {

/// Whether any region has a value in each period of a series.
std::vector<bool> told_periods(const VariableSeries& series, std::size_t regions) {
  std::vector<bool> told(static_cast<std::size_t>(series.periods));
  for (std::size_t p = 0; p < told.size(); ++p)
    for (std::size_t r = 0; r < regions && !told[p]; ++r)
      told[p] = !is_missing(series.cells[p * regions + r].value);
  return told;
}

std::set<std::string> used_variables(const Scheme& scheme) {
  std::set<std::string> used;
  for (const IndicatorRule& rule : scheme.rules) {
    for (const Term& term : rule.terms) used.insert(term.variable);
    for (const Term& term : rule.denominator) used.insert(term.variable);
    for (const std::string& variable : {rule.pool_weight, rule.error.sample_size, rule.error.standard_error})
      if (!variable.empty()) used.insert(variable);
  }
  return used;
}

/// Months after a period's end until a variable's figure is known.
int delay(const Scheme& scheme, const std::string& variable) {
  for (const VariableRule& rule : scheme.variables)
    if (rule.variable == variable) return std::max(0, rule.known_after);
  return 0;
}

/// The newest month that any used variable of the scheme's own frequency speaks of.
std::optional<Period> newest_month(const Figures& figures, const std::set<std::string>& used,
                                   Frequency frequency) {
  std::optional<Period> newest;
  for (const VariableSeries& series : figures.variables) {
    if (series.frequency != frequency || !used.contains(series.code) || series.periods == 0) continue;
    const Period last = series.period(series.periods - 1).last_month();
    if (!newest || *newest < last) newest = last;
  }
  return newest;
}

/// Periods without any figure, from the first one that has some to the end of the series or, beyond it, to
/// the month until which figures are awaited; nothing when no period has one.
std::optional<std::vector<Period>> holes(const VariableSeries& series, const std::vector<bool>& told,
                                         std::optional<Period> awaited_until) {
  const auto first = std::find(told.begin(), told.end(), true);
  if (first == told.end()) return std::nullopt;
  std::vector<Period> found;
  for (auto p = static_cast<std::int32_t>(first - told.begin());; ++p) {
    const bool in_series = p < series.periods;
    if (!in_series && (!awaited_until || *awaited_until < series.period(p).last_month())) return found;
    if (!in_series || !told[static_cast<std::size_t>(p)]) found.push_back(series.period(p));
  }
}

/// The first few, with commas.
std::string listed(const std::vector<Period>& periods) {
  constexpr std::size_t kListed = 6;
  std::string list;
  for (std::size_t i = 0; i < periods.size() && i < kListed; ++i)
    list += (i == 0 ? "" : ", ") + periods[i].text();
  return periods.size() > kListed ? list + " …" : list;
}

}  // namespace

void warn_of_gaps(const Figures& figures, const Scheme& scheme, const Place& place,
                  Diagnostics& diagnostics) {
  const std::set<std::string> used = used_variables(scheme);
  const std::optional<Period> newest = newest_month(figures, used, scheme.frequency);
  std::map<std::string, std::string> variables_of;  // by what they lack
  for (const VariableSeries& series : figures.variables) {
    if (!used.contains(series.code)) continue;
    std::optional<Period> awaited;
    if (newest && series.frequency == scheme.frequency) awaited = newest->plus(-delay(scheme, series.code));
    const auto lacking = holes(series, told_periods(series, figures.regions), awaited);
    if (!lacking) {
      diagnostics.warning(place, {"figures.no_value", {{"variable", series.code}}});
    } else if (!lacking->empty()) {
      std::string& variables = variables_of[listed(*lacking)];
      variables += (variables.empty() ? "" : ", ") + series.code;
    }
  }
  for (const auto& [periods, variables] : variables_of)
    diagnostics.warning(place, {"figures.gap", {{"variables", variables}, {"periods", periods}}},
                        {"figures.gap_hint"});
}

}  // namespace dajuan::index
