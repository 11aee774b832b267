#include "site/map_tiles.h"

#include <algorithm>
#include <tuple>

namespace dajuan::site {

void set_fill(View& view, const MapFill& fill) {
  const std::string colour = std::to_string(fill.colour);
  switch (fill.kind) {
    case MapFill::Kind::full:
      view.set("FILL", (fill.colour < 3 ? "map-edge map-" : "map-") + colour);
      break;
    case MapFill::Kind::hatched:
      view.set("FILL", "map-edge").add("PATTERN").set("PATTERN", "hatch-" + colour);
      break;
    case MapFill::Kind::dots:
      view.set("FILL", "map-edge").add("PATTERN").set("PATTERN", "dots");
      break;
  }
}

std::string mark_path(bool up, int half) {
  const std::string side = tenths_text(half * 6 / 5);
  const std::string top = tenths_text(up ? -half : half);
  const std::string bottom = tenths_text(up ? half : -half);
  return "M0 " + top + "L" + side + " " + bottom + "H-" + side + "z";
}

void add_tiles(View& view, Language language, const Map& map) {
  constexpr std::size_t kColumns = 22;
  constexpr std::size_t kLabels = 6;
  constexpr int kMark = 55;
  const MapClasses classes([&] {
    std::vector<double> scores;
    for (const MapRegion& region : map.regions) scores.push_back(region.score);
    return scores;
  }());
  std::vector<const MapRegion*> order;
  for (const MapRegion& region : map.regions) order.push_back(&region);
  // A parent stands where its first region would: codes of one parent begin alike.
  std::stable_sort(order.begin(), order.end(),
                   [](const MapRegion* a, const MapRegion* b) { return a->code < b->code; });
  std::vector<std::string> parents;
  for (const MapRegion* region : order)
    if (std::find(parents.begin(), parents.end(), region->parent) == parents.end())
      parents.push_back(region->parent);

  std::vector<WantedLabel> labels = wanted_labels(map, kColumns);
  if (labels.size() > kLabels) labels.resize(kLabels);
  View& tiles = view.add("TILES");
  tiles.set("TITLE", map.title).set("DESCRIPTION", description(language, map));
  const bool certain = certainty_known(map);
  for (const std::string& parent : parents) {
    View& group = tiles.add("GROUP");
    if (parents.size() > 1) group.add("PARENT").set("NAME", parent);
    for (const MapRegion* region : order) {
      if (region->parent != parent) continue;
      View& tile = group.add("TILE");
      tile.set("CODE", region->code).set("NAME", region->name).set("LINK", region->link);
      tile.set("SAYS", after_name(language, map, *region));
      set_fill(tile, fill_of(*region, classes, certain));
      tile.add(region->link.empty() ? "PLAIN" : "LINKED");
      if (region->move == MapMove::rose || region->move == MapMove::fell)
        tile.add("MARK").set("PATH", mark_path(region->move == MapMove::rose, kMark));
      for (const WantedLabel& label : labels)
        if (&map.regions[label.region] == region) tile.add("LABEL").set("TEXT", label.says);
    }
  }
}

}  // namespace dajuan::site
