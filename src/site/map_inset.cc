#include "site/map_inset.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "site/map_simplify.h"

namespace dajuan::site {
namespace {

constexpr int kTimes = 3;
constexpr double kSmall = 30000;  ///< square tenths: a region that a mark of change would hide
constexpr std::size_t kFewest = 2;
constexpr int kPad = 80;        ///< around the small regions, tenths of the map
constexpr int kApart = 60;      ///< of the frame from everything else
constexpr int kMostWidth = 3;   ///< the frame takes at most this part of the drawing's width
constexpr double kShape = 1.3;  ///< width of a window by its height, at least

struct Window {
  Box box;
  std::vector<std::size_t> small;
};

/// The window of at most a size that holds the most small regions, of these the one with the smallest ones.
Window fullest(const std::vector<std::pair<std::size_t, Box>>& small, int most_width, int most_height,
               const std::vector<double>& areas) {
  Window best;
  double best_area = 0;
  for (const auto& [at_left, left] : small) {
    for (const auto& [at_top, top] : small) {
      const Box reach{left.left, top.top, left.left + most_width, top.top + most_height};
      Window window;
      double area = 0;
      Box box{std::numeric_limits<int>::max(), std::numeric_limits<int>::max(), 0, 0};
      for (const auto& [region, own] : small) {
        if (!reach.holds(own)) continue;
        window.small.push_back(region);
        area += areas[region];
        box = {std::min(box.left, own.left), std::min(box.top, own.top), std::max(box.right, own.right),
               std::max(box.bottom, own.bottom)};
      }
      window.box = box;
      const bool fuller = window.small.size() > best.small.size();
      if (!fuller && !(window.small.size() == best.small.size() && area < best_area)) continue;
      best = std::move(window);
      best_area = area;
    }
  }
  return best;
}

/// How far a frame is from the window, in tenths, with what speaks against the place.
double distance_of(const Ground& ground, const Box& window, const Box& frame) {
  constexpr double kOverLand = 0.5;  // more for each tenth that the leaders pass over
  constexpr double kEdge = 400;      // against an edge of the drawing it stands firmly
  constexpr int kSteps = 32;
  const Spot from{(window.left + window.right) / 2, (window.top + window.bottom) / 2};
  const Spot to{(frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2};
  const double dx = to.x - from.x;
  const double dy = to.y - from.y;
  const double length = std::sqrt(dx * dx + dy * dy);
  int over = 0;
  for (int s = 0; s < kSteps; ++s)
    over += ground.owner({from.x + (to.x - from.x) * s / kSteps, from.y + (to.y - from.y) * s / kSteps}) >= 0;
  const int edges = (frame.left == 0 || frame.right == ground.width() ? 1 : 0) +
                    (frame.top == 0 || frame.bottom == ground.height() ? 1 : 0);
  return length * (1 + kOverLand * over / kSteps) - kEdge * edges;
}

/// Where a frame of a size can stand; of all places the nearest.
std::optional<Box> place_of(const Ground& ground, const Box& window, int width, int height) {
  std::optional<Box> best;
  double least = 0;
  for (int top = 0; top < ground.height(); top += Ground::kCell) {
    for (int left = 0; left < ground.width(); left += Ground::kCell) {
      const int x = std::min(left, ground.width() - width);
      const int y = std::min(top, ground.height() - height);
      const Box frame{x, y, x + width, y + height};
      if (x < 0 || y < 0 || ground.covered(frame.grown(kApart)) > 0) continue;
      const double far = distance_of(ground, window, frame);
      if (best && far >= least) continue;
      best = frame;
      least = far;
    }
  }
  return best;
}

/// The two lines between like corners that pass through neither box.
std::vector<std::pair<Spot, Spot>> leaders_between(const Box& window, const Box& frame) {
  const auto corners = [](const Box& box) {
    return std::vector<Spot>{
        {box.left, box.top}, {box.right, box.top}, {box.right, box.bottom}, {box.left, box.bottom}};
  };
  const std::vector<Spot> from = corners(window);
  const std::vector<Spot> to = corners(frame);
  std::vector<std::pair<Spot, Spot>> leaders;
  constexpr int kSteps = 200;
  for (std::size_t i = 0; i < from.size(); ++i) {
    bool free = true;
    for (int s = 1; s < kSteps; ++s) {
      const Spot at{from[i].x + (to[i].x - from[i].x) * s / kSteps,
                    from[i].y + (to[i].y - from[i].y) * s / kSteps};
      free &= !window.grown(-1).holds(at) && !frame.grown(-1).holds(at);
    }
    if (free) leaders.emplace_back(from[i], to[i]);
  }
  return leaders;
}

}  // namespace

std::optional<Inset> make_inset(const std::vector<const region::Outline*>& outlines,
                                const Projection& projection, const Sheet& sheet) {
  std::vector<std::pair<std::size_t, Box>> small;
  std::vector<double> areas;
  for (std::size_t region = 0; region < sheet.shapes.size(); ++region) {
    areas.push_back(area_of(sheet.shapes[region]));
    if (areas.back() < kSmall) small.emplace_back(region, box_of(sheet.shapes[region]));
  }
  const int most_width = sheet.width / kMostWidth / kTimes - 2 * kPad;
  Window window = fullest(small, most_width, most_width, areas);
  if (window.small.size() < kFewest) return std::nullopt;
  window.box = window.box.grown(kPad);
  const int missing = static_cast<int>(window.box.height() * kShape) - window.box.width();
  if (missing > 0) {
    window.box.left -= missing / 2;
    window.box.right += missing - missing / 2;
  }
  const std::optional<Box> frame =
      place_of(sheet.ground, window.box, window.box.width() * kTimes, window.box.height() * kTimes);
  if (!frame) return std::nullopt;

  Inset inset;
  inset.window = window.box;
  inset.frame = *frame;
  inset.small = window.small;
  inset.leaders = leaders_between(inset.window, inset.frame);
  const Projection near =
      projection.zoomed(kTimes, {inset.window.left, inset.window.top}, {frame->left, frame->top});
  std::vector<Shape> shapes;
  for (const region::Outline* outline : outlines) shapes.push_back(near.shape(*outline));
  shapes = simplified(shapes);
  for (std::size_t region = 0; region < shapes.size(); ++region) {
    InsetRegion shown;
    shown.region = region;
    shown.whole = frame->holds(box_of(shapes[region]));
    shown.shape = clipped(shapes[region], *frame);
    if (shown.shape.empty()) continue;
    shown.middle = middle_of(shown.shape);
    inset.regions.push_back(std::move(shown));
  }
  return inset;
}

}  // namespace dajuan::site
