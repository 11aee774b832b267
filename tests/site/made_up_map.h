#pragma once
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "base/random.h"
#include "region/outlines.h"
#include "site/map_shape.h"

namespace dajuan::site_test {

/// A square of 4000 tenths cut into n x n patches whose borders are jagged; neighbours share them spot for
/// spot.
inline std::vector<site::Shape> made_up_patches(int n, std::uint32_t seed) {
  using site::Spot;
  constexpr int kSide = 4000;
  constexpr int kPieces = 40;
  Philox random(philox_key("patches"), seed);
  const int size = kSide / n;
  const auto jagged = [&](Spot from, Spot to, bool straight) {
    std::vector<Spot> line;
    for (int p = 0; p < kPieces; ++p) {
      Spot at{from.x + (to.x - from.x) * p / kPieces, from.y + (to.y - from.y) * p / kPieces};
      if (!straight && p > 0) {
        at.x += static_cast<int>(random.below(31)) - 15;
        at.y += static_cast<int>(random.below(31)) - 15;
      }
      line.push_back(at);
    }
    return line;
  };
  std::map<std::pair<Spot, Spot>, std::vector<Spot>> lines;
  const auto line = [&](Spot from, Spot to) {
    if (!lines.contains({from, to})) {
      const bool rim = (from.x == to.x && (from.x == 0 || from.x == kSide)) ||
                       (from.y == to.y && (from.y == 0 || from.y == kSide));
      lines[{from, to}] = jagged(from, to, rim);
      std::vector<Spot> back = lines[{from, to}];
      back.erase(back.begin());
      back.push_back(to);
      lines[{to, from}] = {back.rbegin(), back.rend()};
    }
    return lines[{from, to}];
  };
  std::vector<site::Shape> patches;
  for (int row = 0; row < n; ++row) {
    for (int column = 0; column < n; ++column) {
      const Spot a{column * size, row * size};
      const Spot b{a.x + size, a.y};
      const Spot c{b.x, b.y + size};
      const Spot d{a.x, c.y};
      site::Ring ring;
      for (const auto& [from, to] : {std::pair(a, b), std::pair(b, c), std::pair(c, d), std::pair(d, a)}) {
        const std::vector<Spot> side = line(from, to);
        ring.insert(ring.end(), side.begin(), side.end());
      }
      patches.push_back({ring});
    }
  }
  return patches;
}

/// How far a spot is from the nearest edge of a shape.
inline double distance_to(const site::Shape& shape, site::Spot spot) {
  double nearest = 1e18;
  for (const site::Ring& ring : shape) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const site::Spot a = ring[i];
      const site::Spot b = ring[(i + 1) % ring.size()];
      const double dx = b.x - a.x;
      const double dy = b.y - a.y;
      const double length = dx * dx + dy * dy;
      double share = length > 0 ? ((spot.x - a.x) * dx + (spot.y - a.y) * dy) / length : 0;
      share = share < 0 ? 0 : share > 1 ? 1 : share;
      nearest = std::fmin(nearest, std::hypot(spot.x - a.x - share * dx, spot.y - a.y - share * dy));
    }
  }
  return nearest;
}

/// Edges that no other shape has in the opposite direction, or that stand more than once.
template <typename Counts>
std::size_t count_open(const std::vector<site::Shape>& shapes, Counts counts) {
  std::map<std::pair<site::Spot, site::Spot>, int> edges;
  for (const site::Shape& shape : shapes)
    for (const site::Ring& ring : shape)
      for (std::size_t i = 0; i < ring.size(); ++i) ++edges[{ring[i], ring[(i + 1) % ring.size()]}];
  std::size_t open = 0;
  for (const auto& [edge, times] : edges)
    if ((times > 1 || !edges.contains({edge.second, edge.first})) && counts(edge)) ++open;
  return open;
}
inline std::size_t open_edges(const std::vector<site::Shape>& shapes) {
  return count_open(shapes, [](const auto&) { return true; });
}
inline std::size_t open_edges_on_rim(const std::vector<site::Shape>& shapes, int side) {
  return count_open(shapes, [side](const auto& edge) {
    const auto on = [&](int one, int other) { return one == other && (one == 0 || one == side); };
    return on(edge.first.x, edge.second.x) || on(edge.first.y, edge.second.y);
  });
}

}  // namespace dajuan::site_test
