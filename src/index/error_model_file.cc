#include "index/error_model_file.h"

#include <algorithm>

#include "base/number_text.h"
#include "base/text.h"
#include "index/formula.h"
#include "index/structure_table.h"
#include "index/words.h"

namespace dajuan::index {
namespace {

/// A cell that must name one variable.
std::string variable(StructureRow& row, std::string_view column, const char* expected) {
  const std::string found = row.text(column);
  if (found.empty()) return {};
  std::optional<FormulaProblem> problem;
  const std::vector<Term> terms = parse_formula(found, problem);
  if (!problem && terms.size() == 1 && terms[0].coefficient == 1) return terms[0].variable;
  row.wrong(column, expected);
  return {};
}

/// A model as the columns of structure.csv have it.
std::string written(const IndicatorRule& rule, const ErrorModel& model) {
  std::string text(word_of(kErrorKinds, model.kind));
  const auto add = [&](std::string_view column, const std::string& value) {
    if (!value.empty()) text.append(", ").append(column).append(" = ").append(value);
  };
  add("dispersion", model.dispersion ? es6_number(*model.dispersion) : "");
  add("sample_size", model.sample_size);
  add("standard_error",
      model.fixed_standard_error ? es6_number(*model.fixed_standard_error) : model.standard_error);
  if (model.kind == ErrorKind::proportion) add("denominator", formula_text(rule.denominator));
  return text;
}

bool is_count(ErrorKind kind) { return kind == ErrorKind::poisson || kind == ErrorKind::overdispersed; }

bool has_standard_error(const ErrorModel& model) {
  return model.fixed_standard_error || !model.standard_error.empty();
}

}  // namespace

ErrorModel ErrorModelReader::read(StructureRow& row, const std::string& code, const IndicatorRule& rule) {
  ErrorModel model;
  const std::optional<ErrorKind> said = row.word("error", Words<ErrorKind>(kErrorKinds));
  const bool misspelt = !said && !row.text("error").empty();
  if (!misspelt) model.kind = said.value_or(rule.error.kind);
  read_keys(row, misspelt, model);
  if (model.kind == ErrorKind::unsaid) return model;
  if (model.kind == ErrorKind::normal && row.text("standard_error").empty())
    row.error("standard_error", {"scheme.chance.no_standard_error"},
              {"scheme.chance.no_standard_error_hint"});
  if (model.kind == ErrorKind::proportion) check_share(row, rule);
  check_figures(row, rule, model);
  claim(row, code, rule, model);
  return model;
}

/// Keys belong to models; those of a model that is not known are only looked at.
void ErrorModelReader::read_keys(StructureRow& row, bool misspelt, ErrorModel& model) const {
  const bool is_share = model.kind == ErrorKind::proportion;
  const auto is_there = [&](std::string_view column, bool fits, const char* models) {
    if (row.text(column).empty()) return false;
    if (fits || misspelt) return true;
    if (model.kind == ErrorKind::unsaid)
      row.error(column, {"scheme.chance.no_model", {{"models", models}}});
    else
      row.error(column, {"scheme.chance.not_of_model",
                         {{"model", std::string(word_of(kErrorKinds, model.kind))}, {"models", models}}});
    return false;
  };
  if (is_there("dispersion", model.kind == ErrorKind::overdispersed, "overdispersed")) {
    model.dispersion = row.number("dispersion");
    if (model.dispersion && !(*model.dispersion >= 1)) row.wrong("dispersion", "@scheme.expect.dispersion");
  }
  if (is_there("sample_size", is_share, "proportion"))
    model.sample_size = variable(row, "sample_size", "@scheme.expect.variable");
  if (!is_there("standard_error", is_share || model.kind == ErrorKind::normal, "normal, proportion")) return;
  constexpr const char* kExpected = "@scheme.expect.standard_error";
  const std::optional<double> number = parse_number(fold_full_width(row.text("standard_error")));
  if (!number) {
    model.standard_error = variable(row, "standard_error", kExpected);
  } else if (*number > 0) {
    model.fixed_standard_error = number;
  } else {
    row.wrong("standard_error", kExpected);
  }
}

/// A share needs one thing that says how far chance may move it.
void ErrorModelReader::check_share(StructureRow& row, const IndicatorRule& rule) const {
  std::vector<std::string> given;
  for (const char* column : {"sample_size", "standard_error"})
    if (!row.text(column).empty()) given.emplace_back(column);
  if (!rule.denominator.empty()) given.emplace_back("denominator");
  if (given.empty()) row.error("error", {"scheme.chance.no_size"}, {"scheme.chance.no_size_hint"});
  if (given.size() > 1)
    row.error(given.front(), {"scheme.chance.two_sizes", {{"found", joined(given)}}},
              {"scheme.chance.two_sizes_hint"});
  if (given.size() != 1 || given.front() != "denominator") return;
  const bool one_period = rule.window == static_cast<int>(context_.frequency) || rule.reduce == Reduce::last;
  if (!one_period && (!rule.denominator_over_window || context_.denominate_step))
    row.error("denominator_over", {"scheme.chance.other_window", {{"months", std::to_string(rule.window)}}},
              {context_.denominate_step ? "scheme.chance.other_window_step_hint"
                                        : "scheme.chance.other_window_hint"});
}

/// What the figures themselves must be.
void ErrorModelReader::check_figures(StructureRow& row, const IndicatorRule& rule,
                                     const ErrorModel& model) const {
  const bool is_share = model.kind == ErrorKind::proportion;
  const bool of_cases = is_share && model.sample_size.empty() && !has_standard_error(model);
  for (const Term& term : rule.terms) {
    if ((is_count(model.kind) || of_cases) && context_.percent_variables.contains(term.variable))
      row.error("error", {"scheme.chance.percent_count", {{"variable", term.variable}}},
                {"scheme.chance.percent_count_hint"});
    if (is_share && !(term.coefficient > 0))
      row.error("variable", {"scheme.chance.taken_away", {{"variable", term.variable}}},
                {"scheme.chance.taken_away_hint"});
  }
  if (rule.terms.size() < 2) return;
  if (!model.sample_size.empty() || !model.standard_error.empty())
    row.error("variable",
              {"scheme.chance.one_variable",
               {{"column", model.sample_size.empty() ? "standard_error" : "sample_size"}}},
              {"scheme.chance.one_variable_hint"});
}

/// The chance of a figure is one, whichever indicators use it.
void ErrorModelReader::claim(StructureRow& row, const std::string& code, const IndicatorRule& rule,
                             const ErrorModel& model) {
  const std::string here = written(rule, model);
  for (const Term& term : rule.terms) {
    const auto [first, is_new] = claims_.try_emplace(term.variable, Claim{code, here});
    if (is_new || first->second.model == here) continue;
    row.error("error",
              {"scheme.chance.two_models",
               {{"variable", term.variable},
                {"one", first->second.code},
                {"model", first->second.model},
                {"other", code},
                {"found", here}}},
              {"scheme.chance.two_models_hint"});
  }
}

void note_missing_error_models(const Scheme& scheme, const Place& place, Diagnostics& diagnostics) {
  std::vector<const Node*> without;
  for (std::size_t i = 0; i < scheme.rules.size(); ++i)
    if (scheme.rules[i].error.kind == ErrorKind::unsaid) without.push_back(&scheme.structure.nodes[i]);
  if (without.empty()) return;
  std::sort(without.begin(), without.end(), [](const Node* a, const Node* b) { return a->order < b->order; });
  std::vector<std::string> codes;
  for (const Node* node : without) codes.push_back(node->code);
  diagnostics.note(place,
                   {"scheme.chance.without",
                    {{"count", std::to_string(codes.size())},
                     {"all", std::to_string(scheme.rules.size())},
                     {"codes", joined(codes)}}},
                   {"scheme.chance.without_hint"});
}

}  // namespace dajuan::index
