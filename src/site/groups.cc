#include <algorithm>

#include "site/chance_marks.h"
#include "site/chance_text.h"
#include "site/levels.h"
#include "site/parts.h"

namespace dajuan::site {
namespace {

/// More names than this are not read; the table has all.
constexpr std::size_t kMostNames = 40;

}  // namespace

void add_groups(View& view, const Context& context, const std::vector<int>& sorted, const Unit& whole) {
  const Result& result = context.result;
  const std::size_t top = result.structure.top();
  for (const Group group : {Group::better, Group::not_apart, Group::worse, Group::unknown}) {
    std::vector<int> units;
    for (const int u : sorted)
      if (result.unit(u).chance.groups[top] == group) units.push_back(u);
    if (units.empty() && group == Group::unknown) continue;
    View& entry = view.add("STANDING_GROUP");
    entry.set("COUNT", std::to_string(units.size()));
    entry.set("TEXT", capitalised(group_text(context.language, group, context.name(whole))));
    add_group_mark(entry, group);
    View* names = units.empty() ? nullptr : &entry.add("NAMES");
    for (std::size_t i = 0; i < std::min(units.size(), kMostNames); ++i) {
      View& name = names->add("NAME_ITEM");
      name.set("NAME", context.name(result.unit(units[i])));
      name.set("LINK", context.link(unit_address(result, units[i])));
      if (i > 0) name.add("NEXT").set("TEXT", context.say({"site.list.next"}));
    }
    if (units.size() > kMostNames)
      names->add("MORE").set("TEXT", context.say({"standing.group.others",
                                                  {{"count", std::to_string(units.size() - kMostNames)}}}));
  }
}

}  // namespace dajuan::site
