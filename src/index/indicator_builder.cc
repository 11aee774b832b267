#include "index/indicator_builder.h"

#include <algorithm>
#include <stdexcept>

namespace dajuan::index {

IndicatorBuilder::IndicatorBuilder(const Scheme& scheme, const region::Regions& regions,
                                   const Figures& figures)
    : scheme_(scheme), regions_(regions), figures_(figures) {
  if (scheme.rules.size() != scheme.structure.indicators)
    throw std::invalid_argument("IndicatorBuilder: scheme.rules: one for each indicator");
  for (const IndicatorRule& rule : scheme.rules)
    indicators_.emplace_back(rule, scheme.frequency, scheme.variables, figures);
  for (std::size_t i = 0; i < scheme.structure.indicators; ++i) {
    const std::string& column = scheme.structure.nodes[i].denominator;
    if (column.empty()) continue;
    IndicatorRule single;
    single.terms = {{column, 1}};
    single.reduce = Reduce::last;
    single.bridging = scheme.rules[i].bridging;
    single.max_age = scheme.rules[i].max_age;
    denominators_.try_emplace(column, single, scheme.frequency, scheme.variables, figures);
  }
}

std::vector<Period> IndicatorBuilder::periods() const {
  std::vector<Period> result;
  for (const VariableSeries& series : figures_.variables) {
    if (series.frequency > scheme_.frequency || series.periods == 0) continue;
    const Period first = series.period(0).containing(scheme_.frequency);
    const Period last = series.period(series.periods - 1).containing(scheme_.frequency);
    for (Period period = first; period <= last; period = period.plus(1)) result.push_back(period);
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
  }
  return result;
}

std::vector<int> IndicatorBuilder::members_of(int whole, const std::vector<int>& members) const {
  std::vector<int> result;
  std::copy_if(members.begin(), members.end(), std::back_inserter(result),
               [&](int member) { return regions_.is_within(member, whole); });
  return result;
}

std::vector<int> IndicatorBuilder::wholes(Period period, const std::vector<int>& members) const {
  std::vector<int> result;
  for (const int member : members) {
    for (int at = regions_[member].parent; at >= 0; at = regions_[at].parent) {
      if (regions_.valid(at, period)) result.push_back(at);
    }
  }
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

void IndicatorBuilder::add_unit(Panel& panel, int region, Period period, bool fits) const {
  panel.units.push_back({regions_[region].code, period, fits});
  std::map<std::string, std::string> above;
  for (int at = region; at >= 0; at = regions_[at].parent) above[regions_[at].level] = regions_[at].code;
  for (const std::string& level : regions_.levels()) {
    if (level == scheme_.members) break;
    panel.groups[level].push_back(above[level]);
  }
  for (const auto& [column, group] : regions_[region].groups) {
    std::vector<std::string>& groups = panel.groups[column];
    if (groups.size() < panel.units.size()) groups.push_back(group);  // a level of that name goes first
  }
}

Panel IndicatorBuilder::build(std::span<const Period> periods) const {
  struct Row {
    int region = -1;
    Period period;
    std::vector<int> members;  ///< of a whole
  };
  Panel panel;
  std::vector<Row> rows;
  for (const Period period : periods) {
    const std::vector<int> members = regions_.at_level(scheme_.members, period);
    const std::vector<int> above = wholes(period, members);
    std::vector<int> all = members;
    all.insert(all.end(), above.begin(), above.end());
    std::sort(all.begin(), all.end());  // indices follow codes
    for (const int region : all) {
      const bool is_whole = std::binary_search(above.begin(), above.end(), region);
      add_unit(panel, region, period, !is_whole);
      rows.push_back({region, period, is_whole ? members_of(region, members) : std::vector<int>()});
    }
  }
  const auto value_of = [&](const IndicatorValue& indicator, std::size_t row) {
    const Row& at = rows[row];
    return panel.units[row].fits ? indicator.of(at.region, at.period)
                                 : indicator.pooled(at.members, at.period);
  };
  panel.values.reshape(rows.size(), indicators_.size());
  panel.status.resize(rows.size() * indicators_.size());
  for (std::size_t column = 0; column < indicators_.size(); ++column) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const IndicatorValue::Value value = value_of(indicators_[column], row);
      panel.values(row, column) = value.value;
      panel.status[column * rows.size() + row] = value.status;
    }
  }
  for (const auto& [column, indicator] : denominators_) {
    std::vector<double>& values = panel.denominators[column];
    for (std::size_t row = 0; row < rows.size(); ++row) values.push_back(value_of(indicator, row).value);
  }
  return panel;
}

Trace IndicatorBuilder::trace(int region, Period period, std::size_t indicator) const {
  Trace trace;
  const IndicatorValue& value = indicators_.at(indicator);
  if (!regions_.valid(region, period)) {
    trace.why = {"figures.why.not_valid", {{"region", regions_[region].code}, {"period", period.text()}}};
    return trace;
  }
  const bool is_member = regions_[region].level == scheme_.members;
  const std::vector<int> members =
      is_member ? std::vector<int>() : regions_.members(region, scheme_.members, period);
  trace.status =
      (is_member ? value.of(region, period, &trace) : value.pooled(members, period, &trace)).status;
  if (!is_missing(trace.value)) {
    trace.why = {};
    return trace;
  }
  const std::optional<Period>& born = regions_[region].valid_from;
  const int window = scheme_.rules[indicator].window;
  if (born && born->ordinal() > period.last_month().ordinal() - window)
    trace.why = {"figures.why.born_in_window", {{"region", regions_[region].code}, {"from", born->text()}}};
  return trace;
}

}  // namespace dajuan::index
