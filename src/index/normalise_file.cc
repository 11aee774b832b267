#include "index/normalise_file.h"

#include <algorithm>
#include <tuple>

#include "index/words.h"

namespace dajuan::index {
namespace {

void read_classes(Section& section, Normalisation& rule) {
  if (section.has("cuts")) rule.cuts = section.numbers("cuts");
  if (section.has("marks")) rule.marks = section.numbers("marks");
  const auto rises = [](const std::vector<double>& x) {
    return std::adjacent_find(x.begin(), x.end(), [](double a, double b) { return !(a < b); }) == x.end();
  };
  const bool in_percent =
      std::all_of(rule.cuts.begin(), rule.cuts.end(), [](double cut) { return cut > 0 && cut < 100; });
  if (rule.cuts.empty() || !rises(rule.cuts) || !in_percent) section.error("cuts", {"scheme.cuts"});
  if (rule.marks.size() != rule.cuts.size() + 1 || !rises(rule.marks)) {
    section.error("marks", {"scheme.marks", {{"count", std::to_string(rule.cuts.size() + 1)}}});
  }
}

}  // namespace

std::optional<std::pair<double, double>> read_range(Section& section, std::string_view key) {
  const TomlValue* value = section.raw(key);
  if (value == nullptr) return std::nullopt;
  const std::vector<double> ends = section.numbers(key);
  if (ends.size() == 2 && ends[0] < ends[1]) return std::pair(ends[0], ends[1]);
  section.wrong(key, *value, "@scheme.expect.range");
  return std::nullopt;
}

Normalisation read_normalisation(Section& section, Normalisation rule) {
  using M = NormaliseMethod;
  const auto method = section.word("method", Words<M>(kNormalisations));
  if (method && *method != rule.method) {
    rule = {};
    rule.method = *method;
  }
  const auto set = [](double& to, std::optional<double> found) { to = found.value_or(to); };
  const auto set_ends = [&](std::string_view key) {
    if (const auto ends = read_range(section, key)) std::tie(rule.lower, rule.upper) = *ends;
  };
  switch (rule.method) {
    case M::minmax:
      set_ends("range");
      break;
    case M::zscore:
      set(rule.mean, section.number("mean"));
      set(rule.sd, section.number("sd", 1e-9));
      break;
    case M::scaled:
      if (!section.has("bounds"))
        section.error("bounds", {"scheme.missing_key", {{"expected", "@scheme.expect.range"}}});
      set_ends("bounds");
      set(rule.scale, section.number("scale", 1e-9));
      break;
    case M::rank:
    case M::borda:
    case M::percentile_rank:
      rule.ties = section.word("ties", Words<Ties>(kTies)).value_or(rule.ties);
      break;
    case M::distance_to_reference:
      rule.reference_unit = section.text("reference_unit", Need::required).value_or("");
      [[fallthrough]];
    case M::distance_to_target:
      rule.cap_at_1 = section.flag("cap_at_1").value_or(rule.cap_at_1);
      break;
    case M::goalposts:
      set(rule.scale, section.number("scale", 1e-9));
      rule.clamp = section.flag("clamp").value_or(rule.clamp);
      break;
    case M::above_below_mean:
      set(rule.band, section.number("band", 0, 1));
      break;
    case M::categorical:
      read_classes(section, rule);
      break;
    case M::none:
    case M::distance_to_max:
    case M::fraction_of_max:
    case M::adjusted_mazziotta_pareto:
      break;
  }
  return rule;
}

}  // namespace dajuan::index
