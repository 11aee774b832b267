#include "site/map_simplify.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <utility>

namespace dajuan::site {
namespace {

constexpr std::int64_t kTolerance = 5;   ///< half a unit, in tenths
constexpr double kSmallestIsland = 100;  ///< a square unit, in square tenths

/// How far a spot lies from the line through two others, or from them where they are one.
struct Distance {
  std::int64_t squared = 0;  ///< times `scale`, so that nothing is divided
  std::int64_t scale = 1;
};
Distance distance(Spot a, Spot b, Spot spot) {
  const std::int64_t dx = b.x - a.x;
  const std::int64_t dy = b.y - a.y;
  const std::int64_t px = spot.x - a.x;
  const std::int64_t py = spot.y - a.y;
  if (dx == 0 && dy == 0) return {px * px + py * py, 1};
  const std::int64_t cross = dx * py - dy * px;
  return {cross * cross, dx * dx + dy * dy};
}

void keep_far_ones(const Ring& arc, std::vector<bool>& keep) {
  std::vector<std::pair<std::size_t, std::size_t>> open = {{0, arc.size() - 1}};
  while (!open.empty()) {
    const auto [first, last] = open.back();
    open.pop_back();
    std::size_t farthest = first;
    std::int64_t most = 0;
    std::int64_t scale = 1;
    for (std::size_t i = first + 1; i < last; ++i) {
      const Distance here = distance(arc[first], arc[last], arc[i]);
      scale = here.scale;
      if (here.squared > most) {
        most = here.squared;
        farthest = i;
      }
    }
    if (most <= kTolerance * kTolerance * scale) continue;
    keep[farthest] = true;
    open.emplace_back(first, farthest);
    open.emplace_back(farthest, last);
  }
}

/// An open arc, or a closed one whose last spot is its first. The same whichever way it is walked.
Ring simplified_arc(Ring arc) {
  const Ring backwards(arc.rbegin(), arc.rend());
  const bool turn = backwards < arc;
  if (turn) arc = backwards;
  std::vector<bool> keep(arc.size(), false);
  keep.front() = keep.back() = true;
  keep_far_ones(arc, keep);
  Ring out;
  for (std::size_t i = 0; i < arc.size(); ++i)
    if (keep[i]) out.push_back(arc[i]);
  if (turn) std::reverse(out.begin(), out.end());
  return out;
}

Ring without_repeats(const Ring& ring) {
  Ring out;
  for (const Spot spot : ring)
    if (out.empty() || out.back() != spot) out.push_back(spot);
  while (out.size() > 1 && out.front() == out.back()) out.pop_back();
  return out;
}

/// The spots at which borders meet or part: there the neighbours of one ring are not those of another.
std::set<Spot> junctions(const std::vector<Shape>& shapes) {
  std::map<Spot, std::pair<Spot, Spot>> neighbours;
  std::set<Spot> found;
  for (const Shape& shape : shapes) {
    for (const Ring& ring : shape) {
      for (std::size_t i = 0; i < ring.size(); ++i) {
        std::pair<Spot, Spot> beside = {ring[(i + ring.size() - 1) % ring.size()],
                                        ring[(i + 1) % ring.size()]};
        if (beside.second < beside.first) std::swap(beside.first, beside.second);
        const auto [place, added] = neighbours.emplace(ring[i], beside);
        if (!added && place->second != beside) found.insert(ring[i]);
      }
    }
  }
  return found;
}

Ring simplified_ring(const Ring& ring, const std::set<Spot>& junctions) {
  std::vector<std::size_t> cuts;
  for (std::size_t i = 0; i < ring.size(); ++i)
    if (junctions.contains(ring[i])) cuts.push_back(i);
  // A ring that meets no other begins at its first spot, so that a hole and what fills it begin alike.
  if (cuts.empty())
    cuts.push_back(static_cast<std::size_t>(std::min_element(ring.begin(), ring.end()) - ring.begin()));
  Ring out;
  for (std::size_t c = 0; c < cuts.size(); ++c) {
    const std::size_t from = cuts[c];
    std::size_t to = cuts[(c + 1) % cuts.size()];
    if (to <= from) to += ring.size();
    Ring arc;
    for (std::size_t i = from; i <= to; ++i) arc.push_back(ring[i % ring.size()]);
    arc = simplified_arc(std::move(arc));
    out.insert(out.end(), arc.begin(), arc.end() - 1);
  }
  return out;
}

/// What stands for a ring that is smaller than a unit.
Ring speck(Spot at) {
  constexpr int kHalf = 5;
  return {{at.x - kHalf, at.y - kHalf},
          {at.x + kHalf, at.y - kHalf},
          {at.x + kHalf, at.y + kHalf},
          {at.x - kHalf, at.y + kHalf}};
}

}  // namespace

std::vector<Shape> simplified(const std::vector<Shape>& shapes) {
  std::vector<Shape> clean(shapes.size());
  for (std::size_t s = 0; s < shapes.size(); ++s)
    for (const Ring& ring : shapes[s])
      if (!ring.empty()) clean[s].push_back(without_repeats(ring));
  const std::set<Spot> meeting = junctions(clean);
  std::vector<Shape> out(shapes.size());
  for (std::size_t s = 0; s < clean.size(); ++s) {
    std::size_t largest = 0;
    double most = -1;
    for (std::size_t r = 0; r < clean[s].size(); ++r) {
      const double area = area_of({clean[s][r]});
      if (area > most) {
        most = area;
        largest = r;
      }
    }
    for (std::size_t r = 0; r < clean[s].size(); ++r) {
      Ring ring = simplified_ring(clean[s][r], meeting);
      const bool seen = ring.size() > 2 && area_of({ring}) >= kSmallestIsland;
      if (!seen && r != largest) continue;
      out[s].push_back(ring.size() > 2 ? std::move(ring) : speck(clean[s][r].front()));
    }
  }
  return out;
}

}  // namespace dajuan::site
