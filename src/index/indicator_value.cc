#include "index/indicator_value.h"

#include <algorithm>

namespace dajuan::index {
namespace {

constexpr int kMonthsOfYear = 12;

IndicatorValue::Value missing(ObsStatus status) { return {kMissing, status}; }

/// Tells why a value is missing, unless an earlier reason stands.
void tell(Trace* trace, Message why) {
  if (trace && trace->why.empty()) trace->why = std::move(why);
}

/// The status of a value made from several: the first that is not normal.
ObsStatus joined(ObsStatus first, ObsStatus second) { return first != ObsStatus::normal ? first : second; }

void multiply_effects(Trace& trace, double factor) {
  for (TraceCell& cell : trace.cells) cell.effect *= factor;
}

int last_month(Period period) { return period.last_month().ordinal(); }

}  // namespace

IndicatorValue::IndicatorValue(const IndicatorRule& rule, Frequency frequency,
                               const std::vector<VariableRule>& variables, const Figures& figures)
    : rule_(rule), frequency_(frequency), figures_(figures) {
  terms_ = bind(rule.terms, variables);
  denominator_ = bind(rule.denominator, variables);
  if (!rule.pool_weight.empty()) weight_ = bind({{rule.pool_weight, 1}}, variables);
}

IndicatorValue::Terms IndicatorValue::bind(const std::vector<Term>& terms,
                                           const std::vector<VariableRule>& variables) const {
  Terms bound;
  for (const Term& term : terms) {
    BoundTerm& next = bound.emplace_back();
    next.code = term.variable;
    next.variable = figures_.find(term.variable);
    next.coefficient = term.coefficient;
    for (const VariableRule& rule : variables) {
      if (rule.variable == term.variable) next.known_after = rule.known_after;
    }
  }
  return bound;
}

Figure IndicatorValue::cell(const BoundTerm& term, int region, Period period) const {
  return figures_.at(term.variable, region, period);
}

IndicatorValue::Value IndicatorValue::of(int region, Period period, Trace* trace) const {
  const Value above = numerator(region, period, trace);
  if (trace) {
    trace->numerator = above.value;
    trace->factor = rule_.factor;
  }
  Value result = above;
  if (!denominator_.empty()) {
    const Value below = add(denominator_, region, period, denominator_months(), Role::denominator, trace);
    if (trace) trace->denominator = below.value;
    if (above.missing()) return above;
    if (below.missing()) return below;
    if (!(below.value > 0)) {
      tell(trace, {"figures.why.denominator_not_positive"});
      return missing(ObsStatus::missing);
    }
    result = {above.value / below.value, joined(above.status, below.status)};
  }
  if (!result.missing()) result.value *= rule_.factor;
  if (trace) {
    trace->value = result.value;
    multiply_effects(*trace, rule_.factor / (denominator_.empty() ? 1 : trace->denominator));
  }
  return result;
}

IndicatorValue::Value IndicatorValue::pooled(std::span<const int> members, Period period,
                                             Trace* trace) const {
  const Terms& below_terms = denominator_.empty() ? weight_ : denominator_;
  const Role role = denominator_.empty() ? Role::weight : Role::denominator;
  const bool is_ratio = !below_terms.empty();
  double above_sum = 0;
  double below_sum = 0;
  std::size_t used = 0;
  ObsStatus status = ObsStatus::normal;
  for (const int member : members) {
    Trace of_member;
    Trace* const inner = trace ? &of_member : nullptr;
    const Value above = numerator(member, period, inner);
    const Value below = is_ratio ? add(below_terms, member, period,
                                       role == Role::weight ? 0 : denominator_months(), role, inner)
                                 : Value{1, ObsStatus::normal};
    if (above.missing() || below.missing() || !(below.value > 0)) continue;
    ++used;
    above_sum += denominator_.empty() && is_ratio ? above.value * below.value : above.value;
    below_sum += below.value;
    status = joined(status, joined(above.status, below.status));
    if (trace) {
      if (role == Role::weight && is_ratio) multiply_effects(of_member, below.value);
      trace->cells.insert(trace->cells.end(), of_member.cells.begin(), of_member.cells.end());
    }
  }
  const bool divides = is_ratio || rule_.pool_mean;
  if (trace) {
    trace->members = used;
    trace->members_valid = members.size();
    trace->factor = rule_.factor;
    trace->numerator = used > 0 ? above_sum : kMissing;
    trace->denominator = used > 0 && divides ? below_sum : kMissing;
  }
  if (used == 0) {
    tell(trace, {"figures.why.no_members"});
    return missing(ObsStatus::missing);
  }
  const Value result{(divides ? above_sum / below_sum : above_sum) * rule_.factor, status};
  if (trace) {
    trace->value = result.value;
    multiply_effects(*trace, rule_.factor / (divides ? below_sum : 1));
  }
  return result;
}

IndicatorValue::Value IndicatorValue::numerator(int region, Period period, Trace* trace) const {
  return add(terms_, region, period, rule_.window, Role::term, trace);
}

IndicatorValue::Value IndicatorValue::add(const Terms& terms, int region, Period period, int months,
                                          Role role, Trace* trace) const {
  Value result{0, ObsStatus::normal};
  for (const BoundTerm& next : terms) {
    const Value value = term(next, region, period, months, role, trace);
    if (value.missing()) {
      // With a trace all terms are walked, so that every cell is shown.
      if (!result.missing()) result = value;
      if (!trace) return result;
      continue;
    }
    if (result.missing()) continue;
    result = {result.value + next.coefficient * value.value, joined(result.status, value.status)};
  }
  return result;
}

/// `months` of a window; 0 = a single figure, at the end.
IndicatorValue::Value IndicatorValue::term(const BoundTerm& term, int region, Period period, int months,
                                           Role role, Trace* trace) const {
  if (term.variable < 0) {
    tell(trace, {"figures.why.no_such_variable", {{"variable", term.code}}});
    return missing(ObsStatus::missing);
  }
  const Frequency own = figures_.variables[static_cast<std::size_t>(term.variable)].frequency;
  const int length = static_cast<int>(own);
  const int periods = std::max(1, months / length);
  const Period holding = period.containing(own);
  if (own <= frequency_) return window(term, region, holding, periods, role, trace);
  if (rule_.bridging == Bridging::same_period) return window(term, region, holding, periods, role, trace);
  if (rule_.bridging == Bridging::linear) return interpolated(term, region, period, role, trace);

  const int end = last_month(period);
  Period newest = holding;
  while (last_month(newest) + term.known_after > end) newest = newest.previous();
  for (Period at = newest; end - last_month(at) <= rule_.max_age; at = at.previous()) {
    if (!is_missing(cell(term, region, at).value)) return window(term, region, at, periods, role, trace);
  }
  const Figure refused = cell(term, region, newest);
  tell(trace,
       {"figures.why.none_known",
        {{"variable", term.code}, {"months", std::to_string(rule_.max_age)}, {"period", period.text()}}});
  return missing(refused.told() ? refused.status : ObsStatus::missing);
}

IndicatorValue::Value IndicatorValue::window(const BoundTerm& term, int region, Period last, int periods,
                                             Role role, Trace* trace) const {
  Value result{0, ObsStatus::normal};
  const bool over_window = role == Role::term || (role == Role::denominator && rule_.denominator_over_window);
  const bool only_last = rule_.reduce == Reduce::last || !over_window;
  double effect = role == Role::term ? term.coefficient : 0;
  if (rule_.reduce == Reduce::mean) effect /= periods;
  if (rule_.annualise)
    effect = effect * kMonthsOfYear / (last.months() * (rule_.reduce == Reduce::sum ? periods : 1));
  for (int back = only_last ? 0 : periods - 1; back >= 0; --back) {
    const Period at = last.plus(-back);
    const Figure figure = cell(term, region, at);
    if (trace) trace->cells.push_back({role, term.code, region, at, term.coefficient, figure, effect});
    if (is_missing(figure.value)) {
      Message why("figures.why.no_figure", {{"variable", term.code}, {"period", at.text()}});
      if (figure.told()) {
        why = {"figures.why.told_missing",
               {{"variable", term.code},
                {"period", at.text()},
                {"status", std::string(1, static_cast<char>(figure.status))}}};
      }
      tell(trace, std::move(why));
      if (!result.missing()) result = missing(figure.status);
      if (!trace) return result;
      continue;
    }
    if (!result.missing()) result = {result.value + figure.value, joined(result.status, figure.status)};
  }
  if (!over_window || result.missing()) return result;
  if (rule_.reduce == Reduce::mean) result.value /= periods;
  if (rule_.annualise && role == Role::term) {
    const int months = last.months() * (rule_.reduce == Reduce::sum ? periods : 1);
    result.value = result.value * kMonthsOfYear / months;
  }
  return result;
}

/// A longer period's figure stands at its middle; between two middles a straight line, beyond the last one
/// level.
IndicatorValue::Value IndicatorValue::interpolated(const BoundTerm& term, int region, Period period,
                                                   Role role, Trace* trace) const {
  const Frequency own = figures_.variables[static_cast<std::size_t>(term.variable)].frequency;
  // Twice the months, so that middles are whole numbers.
  const auto middle = [](Period of) { return 2 * of.first_month().ordinal() + of.months(); };
  Period before = period.containing(own);
  if (middle(period) < middle(before)) before = before.previous();
  const Period after = before.plus(1);
  Figure first = cell(term, region, before);
  Figure second = cell(term, region, after);
  double share = static_cast<double>(middle(period) - middle(before)) / (middle(after) - middle(before));
  if (is_missing(first.value)) share = 1;
  if (is_missing(second.value)) share = 0;
  const auto add = [&](Period at, double part, const Figure& figure) {
    const double coefficient = term.coefficient * part;
    const double annual = rule_.annualise ? static_cast<double>(kMonthsOfYear) / before.months() : 1;
    if (trace && part > 0)
      trace->cells.push_back(
          {role, term.code, region, at, coefficient, figure, role == Role::term ? coefficient * annual : 0});
  };
  add(before, 1 - share, first);
  add(after, share, second);
  if (is_missing(first.value) && is_missing(second.value)) {
    tell(trace, {"figures.why.no_figure", {{"variable", term.code}, {"period", before.text()}}});
    return missing(first.told() ? first.status : ObsStatus::missing);
  }
  Value result{first.value + share * (second.value - first.value), joined(first.status, second.status)};
  if (share == 0) result = {first.value, first.status};
  if (share == 1) result = {second.value, second.status};
  if (rule_.annualise && role == Role::term) result.value = result.value * kMonthsOfYear / before.months();
  return result;
}

}  // namespace dajuan::index
