#include "site/map_shape.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace dajuan::site {
namespace {

struct Edge {
  Spot from;
  Spot to;
};

std::vector<Edge> edges_of(const Shape& shape) {
  std::vector<Edge> edges;
  for (const Ring& ring : shape)
    for (std::size_t i = 0; i < ring.size(); ++i) edges.push_back({ring[i], ring[(i + 1) % ring.size()]});
  return edges;
}

/// Whether the edge passes a ray from the spot to the right.
bool crosses_ray(const Edge& edge, Spot spot) {
  if ((edge.from.y > spot.y) == (edge.to.y > spot.y)) return false;
  const Edge up = edge.from.y < edge.to.y ? edge : Edge{edge.to, edge.from};
  const std::int64_t side = static_cast<std::int64_t>(up.to.x - up.from.x) * (spot.y - up.from.y) -
                            static_cast<std::int64_t>(spot.x - up.from.x) * (up.to.y - up.from.y);
  return side > 0;
}

bool is_within(const std::vector<Edge>& edges, Spot spot) {
  bool inside = false;
  for (const Edge& edge : edges) inside ^= crosses_ray(edge, spot);
  return inside;
}

double squared_distance(const Edge& edge, Spot spot) {
  const double dx = edge.to.x - edge.from.x;
  const double dy = edge.to.y - edge.from.y;
  const double px = spot.x - edge.from.x;
  const double py = spot.y - edge.from.y;
  const double length = dx * dx + dy * dy;
  const double along = length > 0 ? std::clamp((px * dx + py * dy) / length, 0.0, 1.0) : 0.0;
  const double rest_x = px - along * dx;
  const double rest_y = py - along * dy;
  return rest_x * rest_x + rest_y * rest_y;
}

/// Twice the area, positive or negative by the direction of the ring.
std::int64_t doubled_area(const Ring& ring) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Spot a = ring[i];
    const Spot b = ring[(i + 1) % ring.size()];
    sum += static_cast<std::int64_t>(a.x) * b.y - static_cast<std::int64_t>(b.x) * a.y;
  }
  return sum;
}

/// Searches a lattice for the spot inside that is farthest from every edge.
class MiddleSearch {
 public:
  explicit MiddleSearch(const Shape& shape) : edges_(edges_of(shape)), box_(box_of(shape)) {}

  Middle find() {
    constexpr int kCells = 24;
    constexpr int kFinest = 5;
    int step = std::max(kFinest, std::max(box_.width(), box_.height()) / kCells);
    lattice(box_, step);
    while (best_ < 0 && step > 1) lattice(box_, step /= 2);
    for (; step > kFinest; step /= 2) lattice(Box{at_.x, at_.y, at_.x, at_.y}.grown(step), step / 2);
    if (best_ < 0) return {edges_.empty() ? Spot() : edges_.front().from, 0};
    return {at_, static_cast<int>(std::sqrt(best_))};
  }

 private:
  void lattice(const Box& box, int step) {
    for (int y = box.top + step / 2; y <= box.bottom; y += step)
      for (int x = box.left + step / 2; x <= box.right; x += step) look({x, y});
  }
  void look(Spot spot) {
    double nearest = std::numeric_limits<double>::max();
    for (const Edge& edge : edges_) {
      nearest = std::min(nearest, squared_distance(edge, spot));
      if (nearest <= best_) return;
    }
    if (!is_within(edges_, spot)) return;
    best_ = nearest;
    at_ = spot;
  }

  std::vector<Edge> edges_;
  Box box_;
  Spot at_;
  double best_ = -1;
};

/// Keeps what is on one side of a line, as Sutherland and Hodgman do: `inside` a spot, `cut` an edge.
template <typename Inside, typename Cut>
Ring kept(const Ring& ring, Inside inside, Cut cut) {
  Ring out;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Spot a = ring[i];
    const Spot b = ring[(i + 1) % ring.size()];
    if (inside(a)) out.push_back(a);
    if (inside(a) != inside(b)) out.push_back(cut(a, b));
  }
  return out;
}

int between(int from, int to, int at, int from_value, int to_value) {
  const double share = static_cast<double>(at - from) / (to - from);
  return static_cast<int>(std::floor(from_value + share * (to_value - from_value) + 0.5));
}

}  // namespace

Box box_of(const Shape& shape) {
  Box box{std::numeric_limits<int>::max(), std::numeric_limits<int>::max(), std::numeric_limits<int>::min(),
          std::numeric_limits<int>::min()};
  for (const Ring& ring : shape) {
    for (const Spot spot : ring) {
      box.left = std::min(box.left, spot.x);
      box.top = std::min(box.top, spot.y);
      box.right = std::max(box.right, spot.x);
      box.bottom = std::max(box.bottom, spot.y);
    }
  }
  return box.left > box.right ? Box() : box;
}

bool is_inside(const Shape& shape, Spot spot) {
  bool inside = false;
  for (const Ring& ring : shape)
    for (std::size_t i = 0; i < ring.size(); ++i)
      inside ^= crosses_ray({ring[i], ring[(i + 1) % ring.size()]}, spot);
  return inside;
}

double area_of(const Shape& shape) {
  double area = 0;
  for (std::size_t r = 0; r < shape.size(); ++r) {
    bool hole = false;
    for (std::size_t other = 0; other < shape.size(); ++other)
      if (other != r) hole ^= is_inside({shape[other]}, shape[r].front());
    const double own = std::fabs(static_cast<double>(doubled_area(shape[r]))) / 2;
    area += hole ? -own : own;
  }
  return area;
}

Middle middle_of(const Shape& shape) { return MiddleSearch(shape).find(); }

Shape clipped(const Shape& shape, const Box& box) {
  Shape out;
  for (const Ring& whole : shape) {
    Ring ring = kept(
        whole, [&](Spot s) { return s.x >= box.left; },
        [&](Spot a, Spot b) {
          return Spot{box.left, between(a.x, b.x, box.left, a.y, b.y)};
        });
    ring = kept(
        ring, [&](Spot s) { return s.x <= box.right; },
        [&](Spot a, Spot b) {
          return Spot{box.right, between(a.x, b.x, box.right, a.y, b.y)};
        });
    ring = kept(
        ring, [&](Spot s) { return s.y >= box.top; },
        [&](Spot a, Spot b) {
          return Spot{between(a.y, b.y, box.top, a.x, b.x), box.top};
        });
    ring = kept(
        ring, [&](Spot s) { return s.y <= box.bottom; },
        [&](Spot a, Spot b) {
          return Spot{between(a.y, b.y, box.bottom, a.x, b.x), box.bottom};
        });
    ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
    if (ring.size() > 2) out.push_back(std::move(ring));
  }
  return out;
}

std::string tenths_text(int tenths) {
  std::string text = tenths < 0 ? "-" : "";
  const int size = std::abs(tenths);
  if (size >= 10 || size == 0) text += std::to_string(size / 10);
  if (size % 10 != 0) text += "." + std::to_string(size % 10);
  return text;
}

std::string path_text(const Shape& shape) {
  std::string out;
  bool has_point = false;
  bool joined = false;
  // A number ends where the next can only begin: at its sign, or at a second point.
  const auto number = [&](int tenths) {
    const std::string text = tenths_text(tenths);
    if (joined && text.front() != '-' && !(text.front() == '.' && has_point)) out += ' ';
    out += text;
    has_point = text.find('.') != std::string::npos;
    joined = true;
  };
  for (const Ring& ring : shape) {
    Spot at;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      if (i < 2) {
        out += i == 0 ? 'M' : 'l';
        joined = false;
      }
      number(ring[i].x - at.x);
      number(ring[i].y - at.y);
      at = ring[i];
    }
    if (!ring.empty()) out += 'z';
  }
  return out;
}

}  // namespace dajuan::site
