#include "site/map_labels.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "base/text.h"

namespace dajuan::site {
namespace {

constexpr int kStep = 80;        ///< between the places that are tried
constexpr int kMargin = 40;      ///< between a label and anything else
constexpr int kMarkRadius = 90;  ///< around the middle of a mark
constexpr double kLineHeight = 1.2;
constexpr double kBaseLine = 0.95;
constexpr std::size_t kKept = 300;  ///< of the places of one label

// Costs in tenths of a unit of leader.
constexpr double kForeign = 0.5;     ///< more for each tenth over another region
constexpr double kNearMark = 1000;   ///< for each mark that a leader touches
constexpr double kOverLine = 100;    ///< for each step over a line of an inset
constexpr double kOnLand = 60;       ///< for each covered cell below a label
constexpr double kWorth = 1800;      ///< what a label beyond those that are enough may cost
constexpr double kCrossing = 3000;   ///< two leaders
constexpr double kThrough = 20000;   ///< a leader through a label
constexpr double kOverlap = 200000;  ///< two labels

struct Place {
  Box box;
  Spot from;
  Spot to;
  double cost = 0;
};

double length_of(Spot a, Spot b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  return std::sqrt(dx * dx + dy * dy);
}

Spot nearest_of(const Box& box, Spot spot) {
  return {std::clamp(spot.x, box.left, box.right), std::clamp(spot.y, box.top, box.bottom)};
}

std::int64_t side(Spot a, Spot b, Spot c) {
  return static_cast<std::int64_t>(b.x - a.x) * (c.y - a.y) -
         static_cast<std::int64_t>(c.x - a.x) * (b.y - a.y);
}

bool cross(const Place& a, const Place& b) {
  return (side(a.from, a.to, b.from) > 0) != (side(a.from, a.to, b.to) > 0) &&
         (side(b.from, b.to, a.from) > 0) != (side(b.from, b.to, a.to) > 0);
}

/// How far a spot is from a leader, squared.
double squared_distance(const Place& leader, Spot spot) {
  const double dx = leader.to.x - leader.from.x;
  const double dy = leader.to.y - leader.from.y;
  const double px = spot.x - leader.from.x;
  const double py = spot.y - leader.from.y;
  const double length = dx * dx + dy * dy;
  const double share = length > 0 ? std::clamp((px * dx + py * dy) / length, 0.0, 1.0) : 0;
  const double rest_x = px - share * dx;
  const double rest_y = py - share * dy;
  return rest_x * rest_x + rest_y * rest_y;
}

template <typename Function>
void along(Spot from, Spot to, Function function) {
  const int steps = std::max(1, static_cast<int>(length_of(from, to)) / (Ground::kCell / 2));
  for (int s = 0; s <= steps; ++s)
    function(Spot{from.x + (to.x - from.x) * s / steps, from.y + (to.y - from.y) * s / steps});
}

bool passes(const Place& leader, const Box& box) {
  bool inside = false;
  along(leader.from, leader.to, [&](Spot at) { inside |= box.holds(at); });
  return inside;
}

class Placer {
 public:
  Placer(const Sheet& sheet, const std::vector<Spot>& marks, const LabelRule& rule)
      : sheet_(sheet), marks_(marks), rule_(rule) {}

  std::vector<PlacedLabel> place(const std::vector<WantedLabel>& wanted) {
    for (const WantedLabel& label : wanted) {
      if (static_cast<int>(labels_.size()) == rule_.most) break;
      std::vector<Place> places = places_of(label);
      if (places.empty()) continue;
      const std::size_t best = best_of(places, labels_.size());
      const double cost = total(places[best], labels_.size());
      if (cost >= kThrough || (static_cast<int>(labels_.size()) >= rule_.enough && cost > kWorth)) continue;
      labels_.push_back(label);
      places_.push_back(std::move(places));
      chosen_.push_back(best);
    }
    constexpr int kRounds = 8;
    bool moved = true;
    for (int round = 0; moved && round < kRounds; ++round) {
      moved = false;
      for (std::size_t l = 0; l < labels_.size(); ++l) {
        const std::size_t best = best_of(places_[l], l);
        moved |= best != chosen_[l];
        chosen_[l] = best;
      }
    }
    std::vector<PlacedLabel> placed;
    for (std::size_t l = 0; l < labels_.size(); ++l)
      placed.push_back(set(labels_[l], places_[l][chosen_[l]]));
    return placed;
  }

 private:
  /// The cheapest places of a label, were it alone.
  std::vector<Place> places_of(const WantedLabel& label) const {
    const int width = std::max(text_width(label.name, rule_.font), text_width(label.says, rule_.font));
    const int lines = label.says.empty() ? 1 : 2;
    const int height = static_cast<int>(10 * rule_.font * kLineHeight) * lines;
    std::vector<Place> places = on_ground(label, width, height, false);
    if (places.empty() && rule_.farthest == 0) places = on_ground(label, width, height, true);
    std::stable_sort(places.begin(), places.end(),
                     [](const Place& a, const Place& b) { return a.cost < b.cost; });
    if (places.size() > kKept) places.resize(kKept);
    return places;
  }

  std::vector<Place> on_ground(const WantedLabel& label, int width, int height, bool land_too) const {
    std::vector<Place> places;
    for (int top = 0; top + height <= sheet_.height; top += kStep) {
      for (int left = 0; left + width <= sheet_.width; left += kStep) {
        const Box box{left, top, left + width, top + height};
        const int land = sheet_.ground.covered(box.grown(kMargin));
        if (land > 0 && !land_too) continue;
        const double far =
            length_of(nearest_of(box, sheet_.middles[label.region].at), sheet_.middles[label.region].at);
        if (rule_.farthest > 0 && far > 10 * rule_.farthest) continue;
        Place place = leader_of(label, box);
        if (rule_.farthest > 0 && place.cost > 10 * rule_.farthest) continue;
        place.cost += kOnLand * land;
        places.push_back(place);
      }
    }
    return places;
  }

  Place leader_of(const WantedLabel& label, const Box& box) const {
    const Spot middle = sheet_.middles[label.region].at;
    Place place{box, nearest_of(box.grown(kMargin / 2), middle), middle, 0};
    const double length = length_of(place.from, middle);
    if (label.marked && length > kMarkRadius) {
      const double share = (length - kMarkRadius) / length;
      place.to = {place.from.x + static_cast<int>((middle.x - place.from.x) * share),
                  place.from.y + static_cast<int>((middle.y - place.from.y) * share)};
    }
    place.cost = length;
    const double step = Ground::kCell / 2.0;
    along(place.from, place.to, [&](Spot at) {
      const int owner = sheet_.ground.owner(at);
      if (owner == Ground::kFrame) place.cost += kThrough;
      if (owner == Ground::kLine) place.cost += kOverLine;
      if (owner >= 0 && owner != static_cast<int>(label.region)) place.cost += kForeign * step;
    });
    for (const Spot mark : marks_) {
      if (mark == middle) continue;
      constexpr double kNear = static_cast<double>(kMarkRadius) * kMarkRadius;
      if (box.grown(kMarkRadius).holds(mark) || squared_distance(place, mark) < kNear)
        place.cost += kNearMark;
    }
    return place;
  }

  /// With what it costs beside the other labels.
  double total(const Place& place, std::size_t own) const {
    double cost = place.cost;
    for (std::size_t l = 0; l < chosen_.size(); ++l) {
      if (l == own) continue;
      const Place& other = places_[l][chosen_[l]];
      if (place.box.grown(kMargin).overlaps(other.box)) cost += kOverlap;
      if (cross(place, other)) cost += kCrossing;
      if (passes(place, other.box.grown(kMargin)) || passes(other, place.box.grown(kMargin)))
        cost += kThrough;
    }
    return cost;
  }

  std::size_t best_of(const std::vector<Place>& places, std::size_t own) const {
    std::size_t best = 0;
    double least = total(places[0], own);
    for (std::size_t p = 1; p < places.size() && places[p].cost < least; ++p) {
      const double cost = total(places[p], own);
      if (cost >= least) continue;
      least = cost;
      best = p;
    }
    return best;
  }

  PlacedLabel set(const WantedLabel& label, const Place& place) const {
    PlacedLabel out;
    out.label = label;
    out.from = place.from;
    out.to = place.to;
    out.has_leader = length_of(place.from, place.to) > kMarkRadius / 2;
    out.at.y = place.box.top + static_cast<int>(10 * rule_.font * kBaseLine);
    // The text keeps to the side on which the leader comes.
    if (place.from.x <= place.box.left) {
      out.align = PlacedLabel::Align::start;
      out.at.x = place.box.left;
    } else if (place.from.x >= place.box.right) {
      out.align = PlacedLabel::Align::end;
      out.at.x = place.box.right;
    } else {
      out.at.x = (place.box.left + place.box.right) / 2;
    }
    return out;
  }

  const Sheet& sheet_;
  const std::vector<Spot>& marks_;
  const LabelRule& rule_;
  std::vector<WantedLabel> labels_;
  std::vector<std::vector<Place>> places_;
  std::vector<std::size_t> chosen_;
};

}  // namespace

std::vector<PlacedLabel> place_labels(const Sheet& sheet, const std::vector<WantedLabel>& wanted,
                                      const std::vector<Spot>& marks, const LabelRule& rule) {
  return Placer(sheet, marks, rule).place(wanted);
}

std::string shortened(std::string_view name, std::size_t columns) {
  if (display_width(name) <= columns) return std::string(name);
  std::string out;
  for (std::size_t at = 0; at < name.size();) {
    const CodePoint next = code_point(name, at);
    if (next.bytes == 0) break;
    const std::string_view character = name.substr(at, next.bytes);
    if (display_width(out) + display_width(character) + 1 > columns) break;
    out += character;
    at += next.bytes;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out + "…";
}

int text_width(std::string_view text, double font) {
  // A wide character is one em; bold Latin letters and digits are less than six tenths of it on average.
  constexpr double kColumn = 0.6;
  constexpr double kWide = 0.5;  // of the two columns of a wide one
  double width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint next = code_point(text, at);
    if (next.bytes == 0) break;
    const std::size_t columns = display_width(text.substr(at, next.bytes));
    width += static_cast<double>(columns) * (columns > 1 ? kWide : kColumn);
    at += next.bytes;
  }
  return static_cast<int>(std::ceil(10 * width * font));
}

}  // namespace dajuan::site
