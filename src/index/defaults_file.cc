#include "index/defaults_file.h"

#include <string>
#include <utility>
#include <vector>

#include "index/formula.h"
#include "index/words.h"

namespace dajuan::index {
namespace {

std::vector<Term> formula(Section& section, std::string_view key) {
  const std::optional<std::string> text = section.text(key);
  if (!text || text->empty() || *text == "none") return {};
  std::optional<FormulaProblem> problem;
  std::vector<Term> terms = parse_formula(*text, problem);
  if (problem) {
    section.error(key, std::move(problem->message),
                  {"scheme.formula.at", {{"position", std::to_string(problem->at)}, {"formula", *text}}});
  }
  return terms;
}

}  // namespace

IndicatorRule read_defaults(std::optional<Section> section, Frequency frequency, bool released) {
  constexpr int kMostMonths = 1200;
  const int period = static_cast<int>(frequency);
  IndicatorRule rule;
  rule.window = period;
  if (!section) return rule;
  rule.window = section->whole("window", 1, kMostMonths).value_or(rule.window);
  if (rule.window % period != 0) {
    section->error("window", {"scheme.window_not_multiple",
                              {{"window", std::to_string(rule.window)}, {"months", std::to_string(period)}}});
    rule.window = period;
  }
  rule.reduce = section->word("reduce", Words<Reduce>(kReduces)).value_or(rule.reduce);
  rule.annualise = section->flag("annualise").value_or(rule.annualise);
  rule.denominator = formula(*section, "denominator");
  rule.factor = section->number("factor").value_or(rule.factor);
  if (!(rule.factor > 0)) section->wrong("factor", *section->raw("factor"), "@scheme.expect.positive");
  rule.bridging = section->word("bridging", Words<Bridging>(kBridgings)).value_or(rule.bridging);
  if (released && rule.bridging != Bridging::last_known) {
    section->error("bridging",
                   {"scheme.bridging_ahead", {{"found", std::string(word_of(kBridgings, rule.bridging))}}},
                   {"scheme.bridging_ahead_hint"});
    rule.bridging = Bridging::last_known;
  }
  rule.max_age = section->whole("max_age", 0, kMostMonths).value_or(rule.max_age);
  rule.error.kind = section->word("error", Words<ErrorKind>(kErrorKinds)).value_or(rule.error.kind);
  section->finish();
  return rule;
}

}  // namespace dajuan::index
