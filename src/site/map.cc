#include "site/map.h"

#include <algorithm>

#include "site/map_tiles.h"
#include "site/map_words.h"

namespace dajuan::site {
namespace {

/// How one of the two drawings is lettered.
struct Lettering {
  std::size_t columns;  ///< of a name
  LabelRule rule;
  int mark;  ///< half the height of a mark of change, tenths
};
const Lettering kWide = {22, {6, 4, 15, 0}, 55};
const Lettering kNarrow = {16, {4, 4, 15, 110}, 45};

class Drawing {
 public:
  Drawing(Language language, const Map& map, const Sheet& sheet, const Lettering& lettering,
          std::vector<std::size_t> shapes)
      : language_(language),
        map_(map),
        sheet_(sheet),
        lettering_(lettering),
        shapes_(std::move(shapes)),
        classes_(scores(map)),
        certain_(certainty_known(map)) {}

  void add(View& view, const std::string& id) const {
    view.set("ID", id).set("TITLE", map_.title);
    view.set("WIDTH", tenths_text(sheet_.width)).set("HEIGHT", tenths_text(sheet_.height));
    for (const std::size_t r : order())
      add_shape(view.add("REGION"), map_.regions[r], sheet_.shapes[shapes_[r]]);
    for (std::size_t r = 0; r < map_.regions.size(); ++r)
      if (!in_inset(r)) add_mark(view, map_.regions[r], sheet_.middles[shapes_[r]].at);
    if (sheet_.inset) add_inset(view, *sheet_.inset);
    add_labels(view);
  }

  static std::vector<double> scores(const Map& map) {
    std::vector<double> scores;
    for (const MapRegion& region : map.regions) scores.push_back(region.score);
    return scores;
  }

 private:
  /// Best first, as in the table; so pale shapes come last and their edges are not covered by dark ones.
  std::vector<std::size_t> order() const {
    std::vector<std::size_t> order(map_.regions.size());
    for (std::size_t r = 0; r < order.size(); ++r) order[r] = r;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const double one = map_.regions[a].score;
      const double other = map_.regions[b].score;
      if (is_missing(one) || is_missing(other)) return !is_missing(one) && is_missing(other);
      return one > other;
    });
    return order;
  }

  /// The region of a shape, -1 when the map does not show it.
  std::ptrdiff_t region_of(std::size_t shape) const {
    const auto place = std::find(shapes_.begin(), shapes_.end(), shape);
    return place == shapes_.end() ? -1 : place - shapes_.begin();
  }

  bool in_inset(std::size_t region) const {
    return sheet_.inset &&
           std::count(sheet_.inset->small.begin(), sheet_.inset->small.end(), shapes_[region]) > 0;
  }

  void add_shape(View& view, const MapRegion& region, const Shape& shape) const {
    view.set("CODE", region.code)
        .set("PATH", path_text(shape))
        .set("SAYS", region.name + after_name(language_, map_, region));
    set_fill(view, fill_of(region, classes_, certain_));
    if (region.link.empty()) {
      view.add("PLAIN");
    } else {
      view.add("LINKED").set("LINK", region.link);
    }
  }

  void add_mark(View& view, const MapRegion& region, Spot at) const {
    if (region.move != MapMove::rose && region.move != MapMove::fell) return;
    View& mark = view.add("MARK");
    mark.set("X", tenths_text(at.x)).set("Y", tenths_text(at.y));
    mark.set("PATH", mark_path(region.move == MapMove::rose, lettering_.mark));
  }

  void add_labels(View& view) const {
    std::vector<WantedLabel> wanted = wanted_labels(map_, lettering_.columns);
    for (WantedLabel& label : wanted) label.region = shapes_[label.region];
    std::vector<Spot> marks;
    for (std::size_t r = 0; r < map_.regions.size(); ++r)
      if (map_.regions[r].move == MapMove::rose || map_.regions[r].move == MapMove::fell)
        marks.push_back(sheet_.middles[shapes_[r]].at);
    for (const PlacedLabel& label : place_labels(sheet_, wanted, marks, lettering_.rule)) {
      constexpr const char* kAnchors[] = {"start", "middle", "end"};
      View& text = view.add("LABEL");
      text.set("X", tenths_text(label.at.x)).set("Y", tenths_text(label.at.y));
      text.set("ANCHOR", kAnchors[static_cast<std::size_t>(label.align)]);
      text.set("NAME", label.label.name);
      if (!label.label.says.empty()) text.add("VALUE").set("SAYS", label.label.says);
      if (!label.has_leader) continue;
      text.add("LEADER").set("PATH", "M" + tenths_text(label.from.x) + " " + tenths_text(label.from.y) + "L" +
                                         tenths_text(label.to.x) + " " + tenths_text(label.to.y));
    }
  }

  void add_inset(View& view, const Inset& inset) const {
    View& part = view.add("INSET");
    for (const auto& [name, box] : {std::pair("WINDOW", inset.window), std::pair("FRAME", inset.frame)}) {
      const std::string prefix = name;
      part.set(prefix + "_X", tenths_text(box.left)).set(prefix + "_Y", tenths_text(box.top));
      part.set(prefix + "_WIDTH", tenths_text(box.width()))
          .set(prefix + "_HEIGHT", tenths_text(box.height()));
    }
    for (const auto& [from, to] : inset.leaders) {
      View& leader = part.add("LEADER");
      leader.set("PATH", "M" + tenths_text(from.x) + " " + tenths_text(from.y) + "L" + tenths_text(to.x) +
                             " " + tenths_text(to.y));
    }
    std::vector<std::pair<std::size_t, const InsetRegion*>> shown;
    for (const InsetRegion& near : inset.regions)
      if (const std::ptrdiff_t r = region_of(near.region); r >= 0)
        shown.emplace_back(static_cast<std::size_t>(r), &near);
    for (const std::size_t r : order())
      for (const auto& [region, near] : shown)
        if (region == r) add_near(part, map_.regions[r], near->shape);
    std::vector<Box> taken;
    for (const auto& [region, near] : shown) {
      if (!in_inset(region)) continue;
      add_mark(part, map_.regions[region], near->middle.at);
      add_name(part, map_.regions[region], *near, inset.frame, taken);
    }
  }

  void add_near(View& part, const MapRegion& region, const Shape& shape) const {
    View& near = part.add("REGION");
    near.set("PATH", path_text(shape)).set("CODE", region.code);
    set_fill(near, fill_of(region, classes_, certain_));
  }

  /// The name of a small region: on its middle, below its mark, or the nearest line that is free.
  void add_name(View& part, const MapRegion& region, const InsetRegion& near, const Box& frame,
                std::vector<Box>& taken) const {
    constexpr double kFont = 14;
    constexpr int kLine = 160;
    constexpr int kRise = 50;  // from the middle of the letters to their base line
    const bool marked = region.move == MapMove::rose || region.move == MapMove::fell;
    const std::string name = shortened(region.name, lettering_.columns);
    const int half = text_width(name, kFont) / 2;
    const int x = std::clamp(near.middle.at.x, std::min(frame.left + half, frame.right),
                             std::max(frame.right - half, frame.left));
    const int first = near.middle.at.y + (marked ? kLine : 0);
    for (const int line : {0, 1, -1, 2, -2, 3}) {
      const int y = first + line * kLine * (marked && line < 0 ? 2 : 1);
      const Box box{x - half, y - kLine / 2, x + half, y + kLine / 2};
      const auto meets = [&](const Box& other) { return box.overlaps(other); };
      if (!frame.holds(box) || std::any_of(taken.begin(), taken.end(), meets)) continue;
      taken.push_back(box);
      part.add("NAME").set("X", tenths_text(x)).set("Y", tenths_text(y + kRise)).set("NAME", name);
      return;
    }
  }

  Language language_;
  const Map& map_;
  const Sheet& sheet_;
  const Lettering& lettering_;
  std::vector<std::size_t> shapes_;  ///< of each region
  MapClasses classes_;
  bool certain_;
};

/// The place of each region's shape; nothing when one has none.
std::optional<std::vector<std::size_t>> shapes_of(const Map& map) {
  std::vector<std::size_t> shapes;
  if (map.sheets == nullptr) return std::nullopt;
  for (const MapRegion& region : map.regions) {
    const auto place = std::find(map.sheets->codes.begin(), map.sheets->codes.end(), region.code);
    if (place == map.sheets->codes.end()) return std::nullopt;
    shapes.push_back(static_cast<std::size_t>(place - map.sheets->codes.begin()));
  }
  return shapes;
}

void add_legend(View& view, Language language, const Map& map, bool drawn) {
  const MapClasses classes(Drawing::scores(map));
  for (std::size_t place = 0; place < MapClasses::kCount; ++place)
    view.add("CLASS").set("NUMBER", std::to_string(place)).set("TEXT", class_text(language, classes, place));
  if (certainty_known(map)) {
    view.add("CERTAIN").set("TEXT", text(language, {"map.key.clear", {{"reference", map.reference}}}));
  } else {
    view.add("UNCERTAIN");
  }
  view.show_if(moves_known(map), "MOVES");
  view.show_if(std::any_of(map.regions.begin(), map.regions.end(),
                           [](const MapRegion& region) { return is_missing(region.score); }),
               "NO_SCORE");
  if (!drawn) return;
  if (!map.credit.empty()) view.add("CREDIT").set("TEXT", map.credit);
  if (!map.approval.empty()) view.add("APPROVAL").set("TEXT", map.approval);
}

}  // namespace

std::optional<MapSheets> make_sheets(const std::vector<region::Outline>& outlines,
                                     const std::vector<std::string>& codes) {
  std::vector<const region::Outline*> drawn;
  for (const std::string& code : codes) {
    const auto place = std::find_if(outlines.begin(), outlines.end(),
                                    [&](const region::Outline& outline) { return outline.code == code; });
    if (place == outlines.end()) return std::nullopt;
    drawn.push_back(&*place);
  }
  if (drawn.empty()) return std::nullopt;
  return MapSheets{codes, make_sheet(drawn, kWideSheet), make_sheet(drawn, kNarrowSheet)};
}

void add_map(View& view, Language language, const Map& map) {
  View& part = view.include("MAP", "map");
  for (std::size_t colour = 0; colour < MapClasses::kCount; ++colour)
    part.add("HATCH").set("NUMBER", std::to_string(colour));
  const std::optional<std::vector<std::size_t>> shapes = shapes_of(map);
  if (shapes) {
    View& drawn = part.add("DRAWN");
    View& wide = drawn.include("WIDE", "map_drawing");
    // Said once; the other drawing refers to it.
    wide.add("DESCRIBED").set("DESCRIPTION", description(language, map));
    Drawing(language, map, map.sheets->wide, kWide, *shapes).add(wide, "wide");
    Drawing(language, map, map.sheets->narrow, kNarrow, *shapes)
        .add(drawn.include("NARROW", "map_drawing"), "narrow");
  } else {
    add_tiles(part, language, map);
  }
  add_legend(part, language, map, shapes.has_value());
}

}  // namespace dajuan::site
