#pragma once
#include <optional>
#include <string>
#include <vector>

#include "region/outlines.h"
#include "site/map_ground.h"
#include "site/map_shape.h"

namespace dajuan::site {

/// A region as an inset shows it.
struct InsetRegion {
  std::size_t region = 0;
  Shape shape;
  Middle middle;
  bool whole = false;  ///< not cut by the frame
};

/// A window of the map drawn larger in a frame on empty ground.
struct Inset {
  Box window;
  Box frame;
  std::vector<InsetRegion> regions;
  std::vector<std::size_t> small;              ///< the regions that it is there for
  std::vector<std::pair<Spot, Spot>> leaders;  ///< from the window to the frame
};

/// How large a map is drawn. One is drawn for wide screens and one for narrow ones.
struct SheetSize {
  double width = 0;
  double most_height = 0;
  bool inset = false;
};
inline constexpr SheetSize kWideSheet = {704, 620, true};
inline constexpr SheetSize kNarrowSheet = {358, 420, false};

/// The geometry of a map, which follows from outlines and size alone: for each of the regions asked for its
/// shape and middle, an inset where small regions crowd together, and what covers the ground.
struct Sheet {
  int width = 0;  ///< tenths, as everything here
  int height = 0;
  std::vector<Shape> shapes;  ///< one per region
  std::vector<Middle> middles;
  std::optional<Inset> inset;
  Ground ground;
};
Sheet make_sheet(const std::vector<const region::Outline*>& outlines, const SheetSize& size);

}  // namespace dajuan::site
