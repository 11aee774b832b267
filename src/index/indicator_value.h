#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/message.h"
#include "index/figures.h"
#include "index/indicator_rule.h"

namespace dajuan::index {

/// One raw cell behind a value of an indicator.
struct TraceCell {
  enum class Role { term, denominator, weight } role = Role::term;
  std::string variable;
  int region = -1;
  Period period;
  double coefficient = 1;  ///< of the term; for bridged figures by interpolation times its share
  Figure figure;           ///< value, status, and origin: file and row
  double effect = 0;       ///< of a term: what one more in the figure adds to the value
};

/// How a value came about, or why there is none.
struct Trace {
  double value = kMissing;
  ObsStatus status = ObsStatus::missing;
  Message why;                    ///< for a missing value: the first reason; empty for a value
  double numerator = kMissing;    ///< reduced over the window and annualised, pooled for a whole
  double denominator = kMissing;  ///< missing when the rule has none
  double factor = 1;
  std::size_t members = 0;        ///< of a whole: those whose figures went into it
  std::size_t members_valid = 0;  ///< of a whole: those that exist in the period
  std::vector<TraceCell> cells;   ///< by member, then term, then period
};

/// One indicator's rule, with its variables looked up. Immutable.
class IndicatorValue {
 public:
  struct Value {
    double value = kMissing;
    ObsStatus status = ObsStatus::normal;
    bool missing() const { return is_missing(value); }
  };

  /// `figures` must outlive this.
  IndicatorValue(const IndicatorRule& rule, Frequency frequency, const std::vector<VariableRule>& variables,
                 const Figures& figures);

  /// The value of one region in one period of the scheme's frequency. `trace`, when given, is filled.
  Value of(int region, Period period, Trace* trace = nullptr) const;
  /// The value of a whole: its members' figures pooled.
  Value pooled(std::span<const int> members, Period period, Trace* trace = nullptr) const;

 private:
  struct BoundTerm {
    std::string code;
    int variable = -1;  ///< -1 = there are no figures of it
    int known_after = 0;
    double coefficient = 1;
  };
  using Terms = std::vector<BoundTerm>;
  using Role = TraceCell::Role;

  Terms bind(const std::vector<Term>& terms, const std::vector<VariableRule>& variables) const;
  Value add(const Terms& terms, int region, Period period, int months, Role role, Trace* trace) const;
  Value term(const BoundTerm& term, int region, Period period, int months, Role role, Trace* trace) const;
  Value window(const BoundTerm& term, int region, Period last, int periods, Role role, Trace* trace) const;
  Value interpolated(const BoundTerm& term, int region, Period period, Role role, Trace* trace) const;
  Figure cell(const BoundTerm& term, int region, Period period) const;
  Value numerator(int region, Period period, Trace* trace) const;
  /// 0 = a single figure, at the end of the window.
  int denominator_months() const { return rule_.denominator_over_window ? rule_.window : 0; }

  IndicatorRule rule_;
  Frequency frequency_;
  const Figures& figures_;
  Terms terms_;
  Terms denominator_;
  Terms weight_;  ///< at most one
};

}  // namespace dajuan::index
