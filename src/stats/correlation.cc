#include "stats/correlation.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "base/observation.h"
#include "stats/descriptive.h"

namespace dajuan::stats {
namespace {

struct Pairs {
  std::vector<double> x;
  std::vector<double> y;
};

Pairs complete_pairs(std::span<const double> x, std::span<const double> y) {
  Pairs pairs;
  for (std::size_t i = 0; i < std::min(x.size(), y.size()); ++i) {
    if (is_missing(x[i]) || is_missing(y[i])) continue;
    pairs.x.push_back(x[i]);
    pairs.y.push_back(y[i]);
  }
  return pairs;
}

double pearson_of_complete(const Pairs& pairs) {
  const Moments x = moments_of_complete(pairs.x);
  const Moments y = moments_of_complete(pairs.y);
  if (x.n < 2 || x.min == x.max || y.min == y.max) return kMissing;
  double xy = 0;
  double xx = 0;
  double yy = 0;
  for (std::size_t i = 0; i < pairs.x.size(); ++i) {
    const double dx = pairs.x[i] - x.mean;
    const double dy = pairs.y[i] - y.mean;
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return std::clamp(xy / (std::sqrt(xx * yy)), -1.0, 1.0);
}

int sign(double d) { return (d > 0) - (d < 0); }

}  // namespace

double pearson(std::span<const double> x, std::span<const double> y) {
  return pearson_of_complete(complete_pairs(x, y));
}

double spearman(std::span<const double> x, std::span<const double> y) {
  Pairs pairs = complete_pairs(x, y);
  pairs.x = ranks(pairs.x, Ties::average);
  pairs.y = ranks(pairs.y, Ties::average);
  return pearson_of_complete(pairs);
}

double kendall_tau_b(std::span<const double> x, std::span<const double> y) {
  const Pairs pairs = complete_pairs(x, y);
  std::int64_t balance = 0;
  std::int64_t untied_x = 0;
  std::int64_t untied_y = 0;
  for (std::size_t j = 1; j < pairs.x.size(); ++j)
    for (std::size_t i = 0; i < j; ++i) {
      const int dx = sign(pairs.x[j] - pairs.x[i]);
      const int dy = sign(pairs.y[j] - pairs.y[i]);
      balance += dx * dy;
      untied_x += dx != 0;
      untied_y += dy != 0;
    }
  if (untied_x == 0 || untied_y == 0) return kMissing;
  return static_cast<double>(balance) /
         std::sqrt(static_cast<double>(untied_x) * static_cast<double>(untied_y));
}

}  // namespace dajuan::stats
