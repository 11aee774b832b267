#pragma once
#include <vector>

#include "region/outlines.h"
#include "site/map_shape.h"

namespace dajuan::site {

/// Degrees as spots of a drawing: equirectangular, east-west shortened by the cosine of the middle latitude,
/// so that shapes are true there. A map that reaches over 180° east is not torn: it begins after the widest
/// gap of longitudes.
class Projection {
 public:
  /// Fits the outlines into a drawing of a width and at most a height, in units, with `margin` around them.
  Projection(const std::vector<const region::Outline*>& outlines, double width, double most_height,
             double margin);

  Spot spot(region::Position position) const;
  Shape shape(const region::Outline& outline) const;
  int width() const { return width_; }    ///< tenths
  int height() const { return height_; }  ///< tenths
  /// The same enlarged, so that a spot of this one becomes another of the new one.
  Projection zoomed(double times, Spot from, Spot to) const;

 private:
  double degrees_east(double longitude) const;

  double west_ = 0;
  double shortened_ = 1;  ///< cosine of the middle latitude
  double scale_ = 1;      ///< tenths of a unit per degree of latitude
  double left_ = 0;
  double top_ = 0;
  int width_ = 0;
  int height_ = 0;
};

/// The cosine of -90 to 90 degrees within 1e-12, with the same bits on every machine.
double cosine(double degrees);

}  // namespace dajuan::site
