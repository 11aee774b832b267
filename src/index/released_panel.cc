#include "index/released_panel.h"

#include <algorithm>
#include <span>

#include "index/indicator_builder.h"

namespace dajuan::index {
namespace {

int known_after(const std::string& variable, const std::vector<VariableRule>& variables) {
  for (const VariableRule& rule : variables)
    if (rule.variable == variable) return rule.known_after;
  return 0;
}

/// How many of the periods from the first on are judged together.
std::size_t judged_together(const Scheme& scheme, std::span<const Period> periods) {
  if (!scheme.released || !scheme.zero_rule || scheme.scope.kind == FitScope::Kind::pooled)
    return periods.size();
  if (scheme.scope.kind == FitScope::Kind::per_period) return 1;
  const Period base = scheme.scope.to.last_month();
  const auto after =
      std::find_if(periods.begin(), periods.end(), [&](Period period) { return period.last_month() > base; });
  return std::max<std::size_t>(1, static_cast<std::size_t>(after - periods.begin()));
}

ReleasedPanel release(const Scheme& scheme, const region::Regions& regions, const Figures& told,
                      std::span<const Period> periods) {
  ReleasedPanel result;
  result.figures = scheme.released ? known_at(told, periods.back(), scheme.variables) : told;
  const ZeroRule rule = scheme.zero_rule.value_or(ZeroRule());
  result.zero_runs = find_zero_runs(result.figures, regions, rule);
  if (scheme.zero_rule) set_aside(result.figures, result.zero_runs, rule, scheme.variables);
  result.panel = IndicatorBuilder(scheme, regions, result.figures).build(periods);
  return result;
}

}  // namespace

Figures known_at(const Figures& figures, Period period, const std::vector<VariableRule>& variables) {
  Figures known = figures;
  for (VariableSeries& series : known.variables) {
    const int delay = known_after(series.code, variables);
    while (series.periods > 0 &&
           series.period(series.periods - 1).last_month().plus(delay) > period.last_month())
      --series.periods;
    series.cells.resize(static_cast<std::size_t>(series.periods) * known.regions);
  }
  return known;
}

ReleasedPanel released_panel(const Scheme& scheme, const region::Regions& regions, const Figures& told,
                             const std::vector<Period>& periods) {
  const std::span<const Period> all(periods);
  std::size_t begin = judged_together(scheme, all);
  ReleasedPanel result = release(scheme, regions, told, all.first(begin));
  std::vector<Panel> panels;
  panels.push_back(std::move(result.panel));
  for (; begin < all.size(); ++begin) {
    result = release(scheme, regions, told, all.subspan(begin, 1));
    panels.push_back(std::move(result.panel));
  }
  result.panel = joined(panels);
  return result;
}

}  // namespace dajuan::index
