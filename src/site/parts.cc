#include "site/parts.h"

#include <algorithm>

#include "site/sentences.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

/// How the levels of regions are called; others are "regions".
struct LevelWords {
  std::string_view level;
  const char* count;
  const char* one;
};
constexpr LevelWords kLevels[] = {
    {"country", "site.count.country", "site.level.country"},
    {"province", "site.count.province", "site.level.province"},
    {"state", "site.count.state", "site.level.state"},
    {"city", "site.count.city", "site.level.city"},
    {"county", "site.count.county", "site.level.county"},
    {"township", "site.count.township", "site.level.township"},
    {"village", "site.count.village", "site.level.village"},
    {"grid", "site.count.grid", "site.level.grid"},
};

const LevelWords& words_of(std::string_view level) {
  static constexpr LevelWords kOther = {"", "site.count.region", "site.level.region"};
  for (const LevelWords& words : kLevels)
    if (words.level == level) return words;
  return kOther;
}

/// The level that all units share, or none.
std::string_view shared_level(const Result& result, const std::vector<int>& units) {
  std::string_view level;
  for (const int u : units) {
    const std::string& own = result.regions[result.unit(u).region].level;
    if (!level.empty() && level != own) return "";
    level = own;
  }
  return level;
}

void add_change(View& view, const Context& context, double change, Period from, std::string_view label) {
  if (is_missing(change)) return;
  View& row = view.add("CHANGE");
  row.set("LABEL", context.say({label, {{"period", period_text(context.language, from)}}}));
  row.set("CHANGE", change_text(change));
}

}  // namespace

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

void add_standing(View& view, const Context& context, const Unit& unit) {
  const Result& result = context.result;
  const std::size_t top = result.structure.top();
  View& standing = view.add("STANDING");
  standing.set("LABEL", context.say({"site.score_of", {{"name", context.name(unit)}}}));
  standing.set("SCORE", score_text(unit.score[top]));
  add_light(standing, context, unit.lights[top]);
  const Unit* whole = result.whole() < 0 ? nullptr : &result.unit(result.whole());
  add_line(standing, context, unit, whole == &unit ? nullptr : whole);
  const bool yearly = result.period.frequency() == Frequency::year;
  if (!yearly)
    add_change(standing, context, unit.on_year_ago[top], result.period.year_ago(), "site.change.year_ago");
  add_change(standing, context, unit.on_previous[top], result.period.previous(), "site.change.previous");
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

std::string count_text(const Context& context, const std::vector<int>& units) {
  if (units.size() == 1) return context.say({"site.count.one"});
  return context.say(
      {words_of(shared_level(context.result, units)).count, {{"count", std::to_string(units.size())}}});
}

std::string level_text(const Context& context, const std::vector<int>& units) {
  return context.say({words_of(shared_level(context.result, units)).one});
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
