#include "site/map_ground.h"

#include <algorithm>

namespace dajuan::site {

Ground::Ground(int width, int height)
    : width_(width),
      height_(height),
      columns_((width + kCell - 1) / kCell),
      rows_((height + kCell - 1) / kCell),
      owners_(static_cast<std::size_t>(columns_ * rows_), kEmpty) {
  count();
}

void Ground::add(const Shape& shape, int region) {
  const Box box = box_of(shape);
  const auto mark = [&](Spot spot) {
    const int column = std::clamp(spot.x / kCell, 0, columns_ - 1);
    const int row = std::clamp(spot.y / kCell, 0, rows_ - 1);
    cell(column, row) = region;
  };
  if (columns_ == 0 || rows_ == 0) return;
  for (int y = box.top / kCell * kCell + kCell / 2; y <= box.bottom; y += kCell)
    for (int x = box.left / kCell * kCell + kCell / 2; x <= box.right; x += kCell)
      if (is_inside(shape, {x, y})) mark({x, y});
  for (const Ring& ring : shape) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const Spot a = ring[i];
      const Spot b = ring[(i + 1) % ring.size()];
      const int steps = 1 + 2 * std::max(std::abs(b.x - a.x), std::abs(b.y - a.y)) / kCell;
      for (int s = 0; s <= steps; ++s) mark({a.x + (b.x - a.x) * s / steps, a.y + (b.y - a.y) * s / steps});
    }
  }
  count();
}

void Ground::add(const Box& box, int owner) {
  for (int row = std::max(0, box.top / kCell); row < rows_ && row * kCell < box.bottom; ++row)
    for (int column = std::max(0, box.left / kCell); column < columns_ && column * kCell < box.right;
         ++column)
      cell(column, row) = owner;
  count();
}

void Ground::add_line(Spot from, Spot to) {
  const int steps = 1 + 2 * std::max(std::abs(to.x - from.x), std::abs(to.y - from.y)) / kCell;
  for (int s = 0; s <= steps; ++s) {
    const int column = std::clamp((from.x + (to.x - from.x) * s / steps) / kCell, 0, columns_ - 1);
    const int row = std::clamp((from.y + (to.y - from.y) * s / steps) / kCell, 0, rows_ - 1);
    if (cell(column, row) == kEmpty) cell(column, row) = kLine;
  }
  count();
}

void Ground::count() {
  sums_.assign(static_cast<std::size_t>((columns_ + 1) * (rows_ + 1)), 0);
  const auto at = [&](int column, int row) -> int& {
    return sums_[static_cast<std::size_t>(row * (columns_ + 1) + column)];
  };
  for (int row = 0; row < rows_; ++row)
    for (int column = 0; column < columns_; ++column)
      at(column + 1, row + 1) =
          at(column, row + 1) + at(column + 1, row) - at(column, row) + (cell(column, row) == kEmpty ? 0 : 1);
}

int Ground::owner(Spot spot) const {
  if (spot.x < 0 || spot.y < 0 || spot.x >= width_ || spot.y >= height_) return kEmpty;
  return owners_[static_cast<std::size_t>(spot.y / kCell * columns_ + spot.x / kCell)];
}

int Ground::covered(const Box& box) const {
  const int left = std::clamp(box.left / kCell, 0, columns_);
  const int top = std::clamp(box.top / kCell, 0, rows_);
  const int right = std::clamp((box.right + kCell - 1) / kCell, left, columns_);
  const int bottom = std::clamp((box.bottom + kCell - 1) / kCell, top, rows_);
  const auto at = [&](int column, int row) {
    return sums_[static_cast<std::size_t>(row * (columns_ + 1) + column)];
  };
  return at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top);
}

}  // namespace dajuan::site
