#include <algorithm>

#include "site/chance_marks.h"
#include "site/chance_text.h"
#include "site/levels.h"
#include "site/parts.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

class MembersTable {
 public:
  MembersTable(const Context& context, const std::vector<int>& sorted, const Unit* whole)
      : context_(context),
        result_(context.result),
        top_(result_.structure.top()),
        comparison_(main_comparison(result_)),
        sorted_(sorted),
        whole_(whole),
        axis_(strip_axis(context, sorted, whole)),
        lines_(result_, sorted, whole) {}

  void fill(View& table, std::size_t begin, std::size_t end) const {
    head(table);
    View* group = nullptr;
    Group last = Group::unknown;
    for (std::size_t i = begin; i < end; ++i) {
      const Unit& unit = result_.unit(sorted_[i]);
      const Group own = unit.chance.groups[top_];
      if (group == nullptr || own != last) {
        group = &table.add("GROUP");
        heading(*group, own);
        last = own;
      }
      row(group->add("ROW"), sorted_[i], unit);
    }
  }

 private:
  void head(View& table) const {
    const LevelNames names(context_, sorted_);
    const std::string level = percent_text(result_.chance.level);
    table.set("HEADING", context_.say({"site.members.heading", {{"count", count_text(context_, sorted_)}}}));
    table.set("LEVEL", level_text(context_, sorted_));
    table.set("INTERVAL", context_.say({"standing.interval", {{"level", level}}}));
    table.set("YEARS", std::to_string(lines_.first().calendar_year()) + "–" +
                           std::to_string(result_.period.calendar_year()));
    table.set(
        "COMPARED",
        context_.say({"site.members.on",
                      {{"period", period_text(context_.language, compared_period(result_, comparison_))}}}));
    std::vector<std::string> notes = {context_.say({"site.members.order"})};
    if (sorted_.size() > 1)
      notes.push_back(context_.say({"site.members.together", {{"count", names.number_of(sorted_.size())}}}));
    if (whole_ != nullptr)
      notes.push_back(
          context_.say({"site.members.whole",
                        {{"name", context_.name(*whole_)}, {"score", score_text(whole_->score[top_])}}}));
    table.set("NOTES", joined_sentences(context_.language, notes));
    add_strip_axis(table, axis_);
    if (whole_ != nullptr) table.add("WHOLE_LINE").set("PATH", lines_.path(*whole_));
  }

  void heading(View& group, Group of) const {
    if (whole_ == nullptr) return;
    std::vector<int> all;
    for (const int u : sorted_)
      if (result_.unit(u).chance.groups[top_] == of) all.push_back(u);
    View& heading = group.add("GROUP_HEADING");
    heading.set("TEXT", capitalised(group_text(context_.language, of, context_.name(*whole_))));
    heading.set("COUNT", count_text(context_, all));
    add_group_mark(heading, of);
    add_strip_axis(heading, axis_);
  }

  void row(View& row, int at, const Unit& unit) const {
    row.set("NAME", context_.name(unit)).set("LINK", context_.link(unit_address(result_, at)));
    row.set("SCORE", score_text(unit.score[top_]));
    const index::Limits& limits = unit.chance.scores[top_];
    if (limits.known()) row.add("RANGE").set("TEXT", range_text(context_.language, limits));
    add_light(row, context_, unit.lights[top_]);
    add_strip(row, context_, axis_.axis,
              {context_.name(unit), unit.score[top_], limits, unit.chance.groups[top_], axis_.reference,
               axis_.reference_name});
    add_rank(row, context_, unit.chance.places[top_]);
    add_change(row, context_, unit.chance.moves[comparison_][top_]);
    View& line = row.add("SPARK");
    line.set("PATH", lines_.path(unit));
    const auto [x, y] = lines_.end(unit);
    if (!x.empty()) line.add("END").set("X", x).set("Y", y);
    line.show_if(whole_ != nullptr, "WHOLE");
  }

  const Context& context_;
  const Result& result_;
  std::size_t top_;
  std::size_t comparison_;
  const std::vector<int>& sorted_;
  const Unit* whole_;
  StripAxis axis_;
  Sparkline lines_;
};

}  // namespace

View& add_members(View& view, const Context& context, const std::vector<int>& sorted, std::size_t begin,
                  const Unit* whole) {
  View& table = view.include("MEMBERS", "members");
  MembersTable(context, sorted, whole).fill(table, begin, std::min(sorted.size(), begin + kRowsAPage));
  return table;
}

std::vector<int> in_groups(const Result& result, std::vector<int> units) {
  units = by_score(result, std::move(units));
  const std::size_t top = result.structure.top();
  std::stable_sort(units.begin(), units.end(), [&](int a, int b) {
    return result.unit(a).chance.groups[top] < result.unit(b).chance.groups[top];
  });
  return units;
}

}  // namespace dajuan::site
