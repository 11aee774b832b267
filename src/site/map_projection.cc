#include "site/map_projection.h"

#include <algorithm>
#include <cmath>

namespace dajuan::site {
namespace {

constexpr double kRound = 360;
constexpr double kTenths = 10;
constexpr double kSmallestSpan = 1e-6;  ///< degrees; keeps a single position apart from a division by zero

/// The longitude at which a map begins: the east end of the widest gap.
double west_end(const std::vector<const region::Outline*>& outlines) {
  std::vector<std::pair<double, double>> spans;
  for (const region::Outline* outline : outlines) {
    for (const std::vector<region::Position>& ring : outline->rings) {
      std::pair<double, double> span = {kRound, -kRound};
      for (const region::Position& position : ring) {
        span.first = std::min(span.first, position.longitude);
        span.second = std::max(span.second, position.longitude);
      }
      if (span.first <= span.second) spans.push_back(span);
    }
  }
  if (spans.empty()) return 0;
  std::sort(spans.begin(), spans.end());
  double reached = spans.front().second;
  double west = spans.front().first;
  double widest = 0;
  for (const auto& [from, to] : spans) {
    if (from - reached > widest) {
      widest = from - reached;
      west = from;
    }
    reached = std::max(reached, to);
  }
  return spans.front().first + kRound - reached >= widest ? spans.front().first : west;
}

int rounded(double value) { return static_cast<int>(std::floor(value + 0.5)); }

}  // namespace

double cosine(double degrees) {
  constexpr double kRadians = 3.14159265358979323846 / 180;
  const double square = degrees * kRadians * degrees * kRadians;
  double sum = 0;
  constexpr int kTerms = 12;
  for (int term = kTerms; term > 0; --term) sum = (1 - sum) * square / ((2 * term - 1) * (2 * term));
  return 1 - sum;
}

Projection::Projection(const std::vector<const region::Outline*>& outlines, double width, double most_height,
                       double margin)
    : west_(west_end(outlines)) {
  double south = 90;
  double north = -90;
  double east = 0;
  for (const region::Outline* outline : outlines) {
    for (const std::vector<region::Position>& ring : outline->rings) {
      for (const region::Position& position : ring) {
        south = std::min(south, position.latitude);
        north = std::max(north, position.latitude);
        east = std::max(east, degrees_east(position.longitude));
      }
    }
  }
  constexpr double kLeastCosine = 0.01;  // a map of a pole still has a width
  shortened_ = std::max(kLeastCosine, cosine((south + north) / 2));
  const double across = std::max(kSmallestSpan, east * shortened_);
  const double down = std::max(kSmallestSpan, north - south);
  scale_ = kTenths * std::min((width - 2 * margin) / across, (most_height - 2 * margin) / down);
  left_ = (kTenths * width - across * scale_) / 2;
  top_ = kTenths * margin + north * scale_;
  width_ = rounded(kTenths * width);
  height_ = rounded(down * scale_ + 2 * kTenths * margin);
}

double Projection::degrees_east(double longitude) const {
  const double east = longitude - west_;
  return east < 0 ? east + kRound : east;
}

Spot Projection::spot(region::Position position) const {
  return {rounded(left_ + degrees_east(position.longitude) * shortened_ * scale_),
          rounded(top_ - position.latitude * scale_)};
}

Shape Projection::shape(const region::Outline& outline) const {
  Shape shape;
  for (const std::vector<region::Position>& positions : outline.rings) {
    Ring& ring = shape.emplace_back();
    for (const region::Position& position : positions) ring.push_back(spot(position));
  }
  return shape;
}

Projection Projection::zoomed(double times, Spot from, Spot to) const {
  Projection near = *this;
  near.scale_ *= times;
  near.left_ = to.x + (left_ - from.x) * times;
  near.top_ = to.y + (top_ - from.y) * times;
  return near;
}

}  // namespace dajuan::site
