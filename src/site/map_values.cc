#include "site/map_values.h"

#include <algorithm>

#include "site/chance_text.h"
#include "site/parts.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

/// The regions below the same parents that hold in the period but have no score.
std::vector<int> without_score(const Result& result, const std::vector<int>& units) {
  std::vector<int> parents;
  for (const int u : units) {
    const int parent = result.regions[result.unit(u).region].parent;
    if (parent >= 0 && std::find(parents.begin(), parents.end(), parent) == parents.end())
      parents.push_back(parent);
  }
  std::vector<int> found;
  for (const int parent : parents)
    for (const int child : result.regions[parent].children)
      if (result.regions.valid(child, result.period) && result.unit_of(child) < 0) found.push_back(child);
  return found;
}

MapStanding standing_of(Group group) {
  constexpr MapStanding kStandings[] = {MapStanding::better, MapStanding::not_apart, MapStanding::worse,
                                        MapStanding::unknown};
  return kStandings[static_cast<std::size_t>(group)];
}

MapMove move_of(index::ChangeWord word) {
  switch (word) {
    case index::ChangeWord::rose:
      return MapMove::rose;
    case index::ChangeWord::fell:
      return MapMove::fell;
    case index::ChangeWord::no_clear_change:
    case index::ChangeWord::same_figures:
      return MapMove::no_clear_change;
    default:
      return MapMove::unknown;
  }
}

}  // namespace

Map map_of(const Context& context, const std::vector<int>& units) {
  const Result& result = context.result;
  const std::size_t top = result.structure.top();
  Map map;
  map.count = count_text(context, units);
  map.title = context.say({"map.title", {{"count", map.count}}});
  if (result.whole() >= 0) map.reference = context.name(result.unit(result.whole()));
  const auto add = [&](int region) -> MapRegion& {
    MapRegion& added = map.regions.emplace_back();
    const region::Region& own = result.regions[region];
    added.code = own.code;
    added.name = displayable(own.name.in(context.language));
    if (own.parent >= 0) added.parent = displayable(result.regions[own.parent].name.in(context.language));
    return added;
  };
  for (const int u : units) {
    const Unit& unit = result.unit(u);
    MapRegion& region = add(unit.region);
    region.link = context.link(unit_address(result, u));
    region.score = unit.score[top];
    region.standing = standing_of(unit.chance.groups[top]);
    const Move& move = unit.chance.moves[main_comparison(result)][top];
    region.move = move_of(move.word);
    region.moved = move.difference;
    const Places& places = unit.chance.places[top];
    if (places.of > 1) region.rank = places_text(context.language, places.lower, places.upper);
  }
  for (const int region : without_score(result, units)) add(region);
  std::vector<std::string> codes;
  for (const MapRegion& region : map.regions) codes.push_back(region.code);
  std::sort(codes.begin(), codes.end());
  map.sheets = context.site.maps->sheets(result.outlines_hash, result.outlines, codes);
  if (result.map) {
    map.credit = result.map->credit.in(context.language);
    map.approval = result.map->approval.in(context.language);
  }
  return map;
}

}  // namespace dajuan::site
