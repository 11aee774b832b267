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

std::string Context::name(const Unit& unit) const {
  return displayable(result.regions[unit.region].name.in(language));
}

std::string Context::node_name(int node) const {
  return displayable(result.structure.nodes[static_cast<std::size_t>(node)].name.in(language));
}

std::string to_root(const std::string& address) {
  std::string up = "../";
  for (const char c : address)
    if (c == '/') up += "../";
  return up;
}

std::string Context::link(const std::string& to) const {
  std::string up = to_root(address).substr(3);
  return up.empty() && to.empty() ? "./" : up + to;
}

std::string Context::file_link(const std::string& path) const { return to_root(address) + path; }

void add_frame(View& view, const Frame& frame) {
  const bool zh = frame.language == Language::zh;
  const std::string own = zh ? "zh/" : "en/";
  const std::string root = frame.anywhere ? "/" : to_root(frame.address);
  const std::string up = frame.anywhere ? root + own : root.substr(3);
  const std::string home = up.empty() ? "./" : up;
  const std::string other = root + (zh ? "en/" : "zh/") + frame.address;
  View& head = view.include("HEAD", "head");
  head.set("LANG", zh ? "zh-CN" : "en").set("OTHER_LANG", zh ? "en" : "zh-CN");
  head.set("TITLE", frame.title).set("DESCRIPTION", frame.description);
  head.set("SELF", root + own + frame.address).set("OTHER", other);
  head.set("STYLE", root + "style.css").set("ICON", root + "icon.svg").set("HOME", home);
  head.show_if(frame.simulated, "SIMULATED").show_if(zh, "TO_EN").show_if(!zh, "TO_ZH");
  if (!frame.series.empty())
    head.add("SERIES").set("NAME", frame.series).set("LINK", up + frame.series_address);
  View& foot = view.include("FOOT", "foot");
  foot.set("HOME", home);
  if (!frame.source.empty()) foot.add("SOURCE").set("TEXT", frame.source);
}

Frame series_frame(const Context& context, std::string title, std::string description) {
  const Result& result = context.result;
  return {context.language,
          context.address,
          std::move(title),
          std::move(description),
          result.title.in(context.language),
          unit_address(result, -1),
          result.simulated,
          false,
          context.say({"site.made_by",
                       {{"engine", result.engine_version},
                        {"scheme", result.scheme_version},
                        {"revision", std::to_string(result.revision)}}})};
}

void add_key_line(View& view, const Context& context) {
  const Result& result = context.result;
  std::vector<int> members;
  for (std::size_t u = 0; u < result.units.size(); ++u)
    if (result.regions[result.units[u].region].level == result.members)
      members.push_back(static_cast<int>(u));
  view.set("PERIOD", period_text(context.language, result.period));
  view.set("MEMBERS", count_text(context, members)).set("SOURCE", result.source.in(context.language));
  view.set("CAUTION", result.caution.in(context.language));
}

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
  for (const auto& file : kFiles) {
    View& row = view.add("FILE");
    row.set("PATH", file.path).set("TEXT", context.say({file.says}));
    row.set("LINK", context.file_link(data_address(context.result) + file.path));
  }
}

}  // namespace dajuan::site
