#include "site/correction.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>

#include "base/text.h"
#include "site/frame.h"
#include "site/parts.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

constexpr std::size_t kFiguresShown = 60;

bool differs(double was, double is) {
  return is_missing(was) != is_missing(is) || (!is_missing(was) && was != is);
}

/// How far apart; what is missing on one side comes first.
double distance(const Correction::Score& score) {
  return is_missing(score.was) || is_missing(score.is) ? 1e300 : std::fabs(score.is - score.was);
}

/// A cell in either of two results, -1 where a result has none.
struct Pair {
  int was = -1;
  int is = -1;
};

std::map<std::string, Pair> paired(const std::vector<std::string>& was, const std::vector<std::string>& is) {
  std::map<std::string, Pair> pairs;
  for (std::size_t i = 0; i < was.size(); ++i) pairs[was[i]].was = static_cast<int>(i);
  for (std::size_t i = 0; i < is.size(); ++i) pairs[is[i]].is = static_cast<int>(i);
  return pairs;
}

std::vector<std::string> unit_codes(const Result& result) {
  std::vector<std::string> codes;
  for (const Unit& unit : result.units) codes.push_back(result.code_of(unit));
  return codes;
}

std::vector<std::string> indicator_codes(const Result& result) {
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < result.structure.indicators; ++i)
    codes.push_back(result.structure.nodes[i].code);
  return codes;
}

double figure_of(const Result& result, int unit, int indicator) {
  if (unit < 0 || indicator < 0) return kMissing;
  return result.unit(unit).figures[static_cast<std::size_t>(indicator)];
}

double score_of(const Result& result, int unit) {
  return unit < 0 ? kMissing : result.unit(unit).score[result.structure.top()];
}

void add_row(View& table, const char* section, const Context& context, const Names& name, double was,
             double is, bool is_score) {
  const auto shown = [&](double number) { return is_score ? score_text(number) : figure_text(number); };
  View& row = table.add(section);
  row.set("NAME", name.in(context.language)).set("WAS", shown(was)).set("IS", shown(is));
  const bool both = !is_missing(was) && !is_missing(is);
  if (is_score) row.set("DIFFERENCE", change_text(both ? is - was : kMissing));
}

}  // namespace

Correction compare_revisions(const Result& was, const Result& is) {
  Correction correction;
  const auto indicators = paired(indicator_codes(was), indicator_codes(is));
  for (const auto& [code, units] : paired(unit_codes(was), unit_codes(is))) {
    const Result& known = units.is >= 0 ? is : was;
    const Names& raw = known.regions[known.unit(units.is >= 0 ? units.is : units.was).region].name;
    const Names name{displayable(raw.zh), displayable(raw.en)};
    const Correction::Score score{code, name, score_of(was, units.was), score_of(is, units.is)};
    if (differs(score.was, score.is)) correction.scores.push_back(score);
    for (const auto& [indicator, places] : indicators) {
      const double before = figure_of(was, units.was, places.was);
      const double after = figure_of(is, units.is, places.is);
      if (!differs(before, after)) continue;
      const index::Structure& structure = places.is >= 0 ? is.structure : was.structure;
      const auto node = static_cast<std::size_t>(places.is >= 0 ? places.is : places.was);
      const Names& words = structure.nodes[node].name;
      correction.figures.push_back(
          {code, name, {displayable(words.zh), displayable(words.en)}, before, after});
    }
  }
  std::stable_sort(correction.scores.begin(), correction.scores.end(),
                   [](const auto& a, const auto& b) { return distance(a) > distance(b); });
  return correction;
}

Page revision_page(const Context& replaced, const Result& by, const Correction& correction) {
  const Result& result = replaced.result;
  const Context context = replaced.at(revision_address(result.series, result.period, result.revision));
  const std::string period = period_text(context.language, result.period);
  const std::string from = std::to_string(result.revision);
  const std::string to = std::to_string(by.revision);
  const std::string title = result.title.in(context.language);
  Page page{"revision",
            context.address,
            context.say({"site.revision.title", {{"title", title}, {"period", period}, {"from", from}}}),
            {}};
  View& view = page.view;
  const std::string heading =
      context.say({"site.revision.heading", {{"period", period}, {"from", from}, {"to", to}}});
  for (const std::string_view clause : split(heading, '\n'))
    view.add("CLAUSE").set("TEXT", std::string(clause));
  view.set("GAP", sentence_gap(context.language));
  const auto counted = [&](const char* none, const char* some, std::size_t count) {
    return count == 0 ? context.say({none}) : context.say({some, {{"count", std::to_string(count)}}});
  };
  std::vector<std::string> deck = {
      counted("site.revision.no_scores", "site.revision.some_scores", correction.scores.size()),
      counted("site.revision.no_figures", "site.revision.some_figures", correction.figures.size())};
  if (result.scheme_version != by.scheme_version)
    deck.push_back(
        context.say({"site.revision.scheme", {{"from", result.scheme_version}, {"to", by.scheme_version}}}));
  if (result.engine_version != by.engine_version)
    deck.push_back(
        context.say({"site.revision.engine", {{"from", result.engine_version}, {"to", by.engine_version}}}));
  view.set("DECK", joined_sentences(context.language, deck));
  view.set("BACK", context.link(month_address(result.series, result.period)));
  view.set("BACK_TEXT", context.say({"site.revision.back", {{"period", period}, {"to", to}}}));
  view.set("FROM", context.say({"site.revision.number", {{"revision", from}}}));
  view.set("TO", context.say({"site.revision.number", {{"revision", to}}}));
  const std::string data = data_address(result.series, result.period);
  if (!correction.scores.empty()) {
    View& table = view.add("SCORES");
    const std::size_t shown = std::min(correction.scores.size(), kRowsAPage);
    for (std::size_t i = 0; i < shown; ++i) {
      const Correction::Score& score = correction.scores[i];
      add_row(table, "ROW", context, score.name, score.was, score.is, true);
    }
    if (correction.scores.size() > shown)
      table.add("MORE").set("LINK", context.file_link(data + "scores/scores.csv"));
  }
  if (!correction.figures.empty()) {
    View& table = view.add("FIGURES");
    const std::size_t shown = std::min(correction.figures.size(), kFiguresShown);
    for (std::size_t i = 0; i < shown; ++i) {
      const Correction::Figure& figure = correction.figures[i];
      const auto both = [&](Language language) {
        return text(language,
                    {"site.note_about",
                     {{"about", figure.name.in(language)}, {"note", figure.indicator.in(language)}}});
      };
      add_row(table, "ROW", context, {both(Language::zh), both(Language::en)}, figure.was, figure.is, false);
    }
    if (correction.figures.size() > shown)
      table.add("MORE").set("LINK", context.file_link(data + "steps/figures.csv"));
  }
  add_files(view, context);
  add_frame(view,
            series_frame(context, page.title, context.result.summary.in(context.language), Section::archive));
  return page;
}

}  // namespace dajuan::site
