#pragma once
#include <vector>

#include "site/map_shape.h"

namespace dajuan::site {

/// What covers a drawing, cell by cell, so that labels find empty ground.
class Ground {
 public:
  static constexpr int kCell = 40;  ///< tenths
  static constexpr int kEmpty = -1;
  static constexpr int kFrame = -2;  ///< of an inset
  static constexpr int kLine = -3;   ///< from an inset to its window

  Ground() = default;
  Ground(int width, int height);

  /// Marks the cells that a shape touches as the region's.
  void add(const Shape& shape, int region);
  void add(const Box& box, int owner);
  void add_line(Spot from, Spot to);

  /// What covers a spot; beyond the drawing nothing does.
  int owner(Spot spot) const;
  /// How many of the cells that a box touches are covered.
  int covered(const Box& box) const;
  bool holds(const Box& box) const { return Box{0, 0, width_, height_}.holds(box); }
  int width() const { return width_; }
  int height() const { return height_; }

 private:
  int& cell(int column, int row) { return owners_[static_cast<std::size_t>(row * columns_ + column)]; }
  void count();

  int width_ = 0;
  int height_ = 0;
  int columns_ = 0;
  int rows_ = 0;
  std::vector<int> owners_;
  std::vector<int> sums_;  ///< covered cells above and to the left
};

}  // namespace dajuan::site
