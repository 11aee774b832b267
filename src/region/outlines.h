#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"

namespace dajuan::region {

/// A place on the earth in degrees (WGS 84).
struct Position {
  double longitude = 0;  ///< -180 to 180, east is positive
  double latitude = 0;   ///< -90 to 90, north is positive
  friend bool operator==(const Position&, const Position&) = default;
};

/// The outline of a region: closed rings, the first position not repeated at the end. Inside is what lies
/// within an odd number of them, so a hole is a ring like any other.
struct Outline {
  std::string code;
  std::vector<std::vector<Position>> rings;
};

struct OutlineLimits {
  std::uint64_t bytes = 16u << 20;
  std::size_t positions = 200'000;
};

/// Reads a GeoJSON FeatureCollection (RFC 7946) whose features are Polygons or MultiPolygons with the code of
/// their region, a text or a whole number, in `property`. Sorted by code. Every problem is told: another type
/// or geometry, a code that is missing or stands twice, a ring that is not closed or has fewer than four
/// positions, a position that is no longitude and latitude, a limit that is passed. What has a problem is
/// left out.
std::vector<Outline> parse_outlines(std::string_view geojson, const std::string& file,
                                    const std::string& property, Diagnostics& diagnostics,
                                    const OutlineLimits& limits = {});

}  // namespace dajuan::region
