#pragma once
#include <vector>

#include "site/map_shape.h"

namespace dajuan::site {

/// Shapes without what a reader cannot see: Douglas and Peucker's rule at half a unit, islands of less than
/// a square unit gone, but each shape keeps its largest ring. A border that two shapes share spot for spot is
/// simplified once, so that no gap opens between them.
std::vector<Shape> simplified(const std::vector<Shape>& shapes);

}  // namespace dajuan::site
