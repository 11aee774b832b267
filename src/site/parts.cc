#include "site/parts.h"

#include <algorithm>

#include "site/text_format.h"

namespace dajuan::site {

void add_light(View& view, const Context& context, const index::NodeLight& light) {
  View& mark = view.include("LIGHT", "light");
  switch (light.light) {
    case index::Light::unknown:
      mark.add("NONE");
      break;
    case index::Light::good:
      mark.add("GOOD");
      break;
    case index::Light::falls_short:
      mark.add("FALLS_SHORT");
      break;
    case index::Light::solve_now:
      mark.add("SOLVE_NOW");
      break;
  }
  constexpr const char* kReasons[] = {"", "site.reason.level", "site.reason.target", "site.reason.past",
                                      "site.reason.peers"};
  const char* reason = kReasons[static_cast<std::size_t>(light.reason)];
  if (*reason != '\0') view.add("REASON").set("TEXT", context.say({reason}));
}

std::vector<int> by_score(const Result& result, std::vector<int> units) {
  const std::size_t top = result.structure.top();
  std::stable_sort(units.begin(), units.end(), [&](int a, int b) {
    const double one = result.unit(a).score[top];
    const double other = result.unit(b).score[top];
    if (is_missing(one) || is_missing(other)) return !is_missing(one) && is_missing(other);
    return one > other;
  });
  return units;
}

void add_files(View& view, const Context& context) {
  constexpr struct {
    const char* path;
    const char* says;
  } kFiles[] = {
      {"scores/scores.csv", "site.file.scores"},
      {"scores/series.csv", "site.file.series"},
      {"contributions/contributions.csv", "site.file.contributions"},
      {"lights/lights.csv", "site.file.lights"},
      {"uncertainty/scores.csv", "site.file.limits"},
      {"uncertainty/ranks.csv", "site.file.ranks"},
      {"uncertainty/changes.csv", "site.file.score_changes"},
      {"uncertainty/figures.csv", "site.file.figure_limits"},
      {"uncertainty/figure_changes.csv", "site.file.figure_changes"},
      {"steps/figures.csv", "site.file.figures"},
      {"steps/changes.csv", "site.file.changes"},
      {"steps/zero_runs.csv", "site.file.zero_runs"},
      {"steps/weights.csv", "site.file.weights"},
      {"scheme/structure.csv", "site.file.structure"},
      {"scheme/scheme.toml", "site.file.scheme"},
      {"SHA256SUMS", "site.file.sums"},
  };
  const std::string data = data_of(context);
  for (const auto& file : kFiles) {
    View& row = view.add("FILE");
    row.set("PATH", file.path).set("TEXT", context.say({file.says}));
    row.set("LINK", context.file_link(data + file.path));
  }
}

}  // namespace dajuan::site
