#include "stats/rank_set_draws.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <stdexcept>

namespace dajuan::stats {

RankErrors RankErrors::independent(std::vector<double> variances) {
  RankErrors errors;
  errors.variances_ = std::move(variances);
  return errors;
}

RankErrors RankErrors::correlated(Matrix covariance) {
  assert(covariance.rows() == covariance.columns());
  RankErrors errors;
  for (std::size_t a = 0; a < covariance.rows(); ++a) errors.variances_.push_back(covariance(a, a));
  errors.covariance_ = std::move(covariance);
  return errors;
}

std::optional<Matrix> lower_triangle(const Matrix& covariance) {
  constexpr double kRounding = 1e-10;
  const std::size_t n = covariance.rows();
  Matrix left = covariance;  // what is not explained yet; its lower half becomes the triangle
  for (std::size_t j = 0; j < n; ++j) {
    const std::span<double> column = left.column(j);
    std::fill(column.begin(), column.begin() + static_cast<std::ptrdiff_t>(j), 0.0);
    const double pivot = column[j];
    const double variance = covariance(j, j);
    if (!(pivot >= -kRounding * variance)) return std::nullopt;
    if (pivot <= kRounding * variance) {
      // Nothing is left of this one, so nothing may depend on it.
      for (std::size_t i = j + 1; i < n; ++i)
        if (!(column[i] * column[i] <= 4 * kRounding * variance * covariance(i, i))) return std::nullopt;
      std::fill(column.begin(), column.end(), 0.0);
      continue;
    }
    const double root = std::sqrt(pivot);
    for (std::size_t i = j; i < n; ++i) column[i] /= root;
    for (std::size_t k = j + 1; k < n; ++k) {
      const double factor = column[k];
      if (factor == 0) continue;
      const std::span<double> later = left.column(k);
      for (std::size_t i = k; i < n; ++i) later[i] -= factor * column[i];
    }
  }
  return left;
}

ErrorDraws::ErrorDraws(const RankErrors& errors, std::size_t draws, PhiloxKey key)
    : areas_(errors.areas()), draws_(draws), key_(key) {
  if (errors.is_independent()) {
    for (const double variance : errors.variances()) sd_.push_back(std::sqrt(variance));
    return;
  }
  std::optional<Matrix> triangle = lower_triangle(errors.covariance());
  if (!triangle) throw std::invalid_argument("covariance is not positive semidefinite");
  triangle_ = std::move(*triangle);
}

ErrorDraws::ErrorDraws(Matrix given)
    : areas_(given.rows()), draws_(given.columns()), given_(std::move(given)) {}

void ErrorDraws::fill(std::size_t draw, std::span<double> errors) const {
  assert(errors.size() == areas_ && draw < draws_);
  if (given_.rows() > 0) {
    const std::span<const double> column = given_.column(draw);
    std::copy(column.begin(), column.end(), errors.begin());
    return;
  }
  Philox random(key_, 0, static_cast<std::uint32_t>(draw));
  if (triangle_.rows() == 0) {
    for (std::size_t a = 0; a < areas_; ++a) errors[a] = sd_[a] * random.normal();
    return;
  }
  std::fill(errors.begin(), errors.end(), 0.0);
  for (std::size_t j = 0; j < areas_; ++j) {
    const double normal = random.normal();
    const std::span<const double> column = triangle_.column(j);
    for (std::size_t i = j; i < areas_; ++i) errors[i] += column[i] * normal;
  }
}

}  // namespace dajuan::stats
