#include <algorithm>
#include <cmath>
#include <map>

#include "site/parts.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

/// More than this is not read; the rest stands in the files.
constexpr std::size_t kMostLines = 60;

/// The indicator that a variable enters, or the variable's code where there is none.
std::string variable_name(const Context& context, const std::string& variable) {
  const std::vector<index::IndicatorRule>& rules = context.result.rules;
  for (std::size_t i = 0; i < rules.size(); ++i)
    for (const index::Term& term : rules[i].terms)
      if (term.variable == variable) return context.node_name(static_cast<int>(i));
  return variable;
}

std::string run_text(const Context& context, const index::ZeroRun& run) {
  const bool one = run.from == run.to;
  const char* id = run.set_aside ? (one ? "site.run.aside_one" : "site.run.aside")
                                 : (one ? "site.run.kept_one" : "site.run.kept");
  const int power = std::max(-300, static_cast<int>(std::ceil(run.log10_probability)));
  return context.say({id,
                      {{"region", displayable(context.result.regions[run.region].name.in(context.language))},
                       {"variable", variable_name(context, run.variable)},
                       {"from", period_text(context.language, run.from)},
                       {"to", period_text(context.language, run.to)},
                       {"probability", "10" + superscript(power)}}});
}

/// The regions of each indicator that a step changed, so that one sentence tells of all of them.
void add_changes(const Context& context, int unit, std::vector<std::string>& lines) {
  constexpr const char* kIds[] = {"site.changed.imputed", "site.changed.winsorised_high",
                                  "site.changed.winsorised_low", "site.changed.limited"};
  const Result& result = context.result;
  std::map<std::pair<CellChange, int>, std::vector<std::string>> names;
  for (std::size_t u = 0; u < result.units.size(); ++u) {
    if (unit >= 0 && static_cast<int>(u) != unit) continue;
    for (const auto& [indicator, change] : result.units[u].changes)
      names[{change, indicator}].push_back(context.name(result.units[u]));
  }
  for (const auto& [key, regions] : names)
    lines.push_back(context.say(
        {kIds[static_cast<std::size_t>(key.first)],
         {{"indicator", context.node_name(key.second)}, {"regions", list_text(context.language, regions)}}}));
}

void add_notes(const Context& context, int region, std::vector<std::string>& lines) {
  const Result& result = context.result;
  for (const Note& note : result.notes) {
    if (region >= 0 && note.region != region) continue;
    std::vector<std::string> about;
    if (note.region >= 0) about.push_back(displayable(result.regions[note.region].name.in(context.language)));
    if (note.node >= 0) about.push_back(context.node_name(note.node));
    const std::string words = note.words.in(context.language);
    lines.push_back(about.empty()
                        ? words
                        : context.say({"site.note_about",
                                       {{"about", list_text(context.language, about)}, {"note", words}}}));
  }
}

void add_list(View& view, const Context& context, const std::string& heading, const std::string& file,
              const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  View& list = view.add("LIST");
  list.set("HEADING", heading).set("COUNT", std::to_string(lines.size()));
  for (std::size_t i = 0; i < std::min(lines.size(), kMostLines); ++i) list.add("LINE").set("TEXT", lines[i]);
  if (lines.size() > kMostLines)
    list.add("MORE")
        .set("TEXT", context.say({"site.aside.more", {{"count", std::to_string(lines.size() - kMostLines)}}}))
        .set("LINK", context.file_link(data_of(context) + file));
}

}  // namespace

void add_set_aside(View& view, const Context& context, int unit) {
  const Result& result = context.result;
  const int region = unit < 0 ? -1 : result.unit(unit).region;
  View aside;
  std::vector<index::ZeroRun> runs;
  for (const index::ZeroRun& run : result.zero_runs)
    if (region < 0 || run.region == region) runs.push_back(run);
  std::stable_sort(runs.begin(), runs.end(), [](const auto& a, const auto& b) { return a.to > b.to; });
  std::vector<std::string> lines;
  for (const index::ZeroRun& run : runs) lines.push_back(run_text(context, run));
  add_list(aside, context, context.say({"site.aside.runs"}), "steps/zero_runs.csv", lines);
  lines.clear();
  add_changes(context, unit, lines);
  add_list(aside, context, context.say({"site.aside.changes"}), "steps/changes.csv", lines);
  lines.clear();
  add_notes(context, region, lines);
  add_list(aside, context, context.say({"site.aside.notes"}), "steps/notes.csv", lines);
  aside.show_if(aside.sections().empty(), "NOTHING");
  view.add("ASIDE") = std::move(aside);
}

}  // namespace dajuan::site
