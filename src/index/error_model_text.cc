#include "index/error_model_text.h"

#include <utility>
#include <vector>

#include "base/number_text.h"
#include "index/formula.h"

namespace dajuan::index {
namespace {

using Arguments = std::vector<std::pair<std::string, std::string>>;

/// 0.95 is 95, 0.9995 is 99.95.
std::string percent(double share) {
  constexpr double kPercent = 100;
  constexpr int kDecimals = 6;
  std::string text = fixed(share * kPercent, kDecimals);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text + "%";
}

std::string standard_error(const ErrorModel& model) {
  return model.fixed_standard_error ? es6_number(*model.fixed_standard_error) : model.standard_error;
}

Message share(const ErrorModel& model, const IndicatorRule& rule, const Node& node) {
  if (!model.sample_size.empty()) return {"scheme.model.sample", {{"sample_size", model.sample_size}}};
  if (const std::string error = standard_error(model); !error.empty())
    return {"scheme.model.share_with_error", {{"standard_error", error}}};
  return {"scheme.model.share",
          {{"denominator", rule.denominator.empty() ? node.denominator : formula_text(rule.denominator)}}};
}

Message message(const IndicatorRule& rule, const Node& node) {
  const ErrorModel& model = rule.error;
  switch (model.kind) {
    case ErrorKind::unsaid:
      break;
    case ErrorKind::exact:
      return Message("scheme.model.exact");
    case ErrorKind::poisson:
      return Message("scheme.model.poisson");
    case ErrorKind::overdispersed:
      if (!model.dispersion) return Message("scheme.model.estimated");
      return {"scheme.model.overdispersed", {{"dispersion", es6_number(*model.dispersion)}}};
    case ErrorKind::proportion:
      return share(model, rule, node);
    case ErrorKind::normal:
      return {"scheme.model.normal", {{"standard_error", standard_error(model)}}};
  }
  return Message("scheme.model.unsaid");
}

}  // namespace

std::string error_model_text(const IndicatorRule& rule, const Node& node, Language language) {
  return text(language, message(rule, node));
}

std::string uncertainty_text(const UncertaintyRule& rule, Language language) {
  const std::string base = rule.base ? rule.base->text() : text(language, Message("scheme.show.first_year"));
  return text(language, Message("scheme.show.uncertainty", {{"level", percent(rule.level)},
                                                            {"share", percent(rule.false_discovery)},
                                                            {"base", base}}));
}

}  // namespace dajuan::index
