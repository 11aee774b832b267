#pragma once
#include <compare>
#include <string>
#include <vector>

namespace dajuan::site {

/// A point of a drawing in tenths of its unit, which is a CSS pixel at full size; x to the right, y down.
/// Whole numbers, so that every machine draws the same.
struct Spot {
  int x = 0;
  int y = 0;
  friend auto operator<=>(const Spot&, const Spot&) = default;
};

struct Box {
  int left = 0;
  int top = 0;
  int right = 0;
  int bottom = 0;

  int width() const { return right - left; }
  int height() const { return bottom - top; }
  Box grown(int by) const { return {left - by, top - by, right + by, bottom + by}; }
  bool overlaps(const Box& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
  bool holds(const Box& other) const {
    return left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom;
  }
  bool holds(Spot spot) const {
    return left <= spot.x && spot.x <= right && top <= spot.y && spot.y <= bottom;
  }
  friend bool operator==(const Box&, const Box&) = default;
};

/// Closed, the first spot not repeated.
using Ring = std::vector<Spot>;
/// What lies within an odd number of its rings.
using Shape = std::vector<Ring>;

Box box_of(const Shape& shape);
bool is_inside(const Shape& shape, Spot spot);
/// In square tenths.
double area_of(const Shape& shape);

/// The spot of a shape that lies farthest from its edges, to about a unit, and how far in tenths.
struct Middle {
  Spot at;
  int clearance = 0;
};
Middle middle_of(const Shape& shape);

/// The part of a shape that lies in a box. Edges that were cut run along the box.
Shape clipped(const Shape& shape, const Box& box);

/// The shape as data of an SVG path: relative, one decimal, no byte too many.
std::string path_text(const Shape& shape);
/// Tenths as SVG writes them: 123 is "12.3", -5 is "-.5", 20 is "2".
std::string tenths_text(int tenths);

}  // namespace dajuan::site
