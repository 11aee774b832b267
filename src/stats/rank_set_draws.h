#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "base/matrix.h"
#include "base/random.h"

namespace dajuan::stats {

/// How far estimates may lie from the truth: a variance each, and the covariance of any two.
class RankErrors {
 public:
  /// Estimates that do not depend on each other. Variances >= 0, finite.
  static RankErrors independent(std::vector<double> variances);
  /// A covariance matrix, symmetric and positive semidefinite (see lower_triangle).
  static RankErrors correlated(Matrix covariance);

  std::size_t areas() const { return variances_.size(); }
  bool is_independent() const { return covariance_.rows() == 0; }
  std::span<const double> variances() const { return variances_; }
  const Matrix& covariance() const { return covariance_; }
  double covariance_of(std::size_t a, std::size_t b) const {
    if (a == b) return variances_[a];
    return is_independent() ? 0 : covariance_(a, b);
  }
  /// Variance of the difference of two estimates; 0 also where only rounding is left of it.
  double of_difference(std::size_t a, std::size_t b) const {
    const double sum = variances_[a] + variances_[b];
    if (is_independent()) return sum;
    constexpr double kRounding = 1e-12;
    const double left = sum - 2 * covariance_(a, b);
    return left > kRounding * sum ? left : 0;
  }

 private:
  std::vector<double> variances_;
  Matrix covariance_;  ///< empty = independent
};

/// L with L L' = covariance, for matrices of any rank (columns of zeros where a pivot vanishes); nothing when
/// the matrix is not positive semidefinite beyond rounding (1e-10 of the variances).
std::optional<Matrix> lower_triangle(const Matrix& covariance);

/// Normal errors drawn with the covariance of some estimates, or draws that are given. Any draw can be made
/// at any time and is the same each time; nothing is kept, so memory does not grow with their number.
class ErrorDraws {
 public:
  /// Draw d takes one normal() an area, in order, from Philox(key, stream 0, d). The errors must outlive
  /// this; with a covariance they must be positive semidefinite.
  ErrorDraws(const RankErrors& errors, std::size_t draws, PhiloxKey key);
  /// Column d of the matrix (areas × draws) is draw d.
  explicit ErrorDraws(Matrix given);

  std::size_t areas() const { return areas_; }
  std::size_t draws() const { return draws_; }
  void fill(std::size_t draw, std::span<double> errors) const;

 private:
  std::size_t areas_;
  std::size_t draws_;
  PhiloxKey key_{};
  std::vector<double> sd_;  ///< of independent errors
  Matrix triangle_;         ///< of correlated ones
  Matrix given_;
};

}  // namespace dajuan::stats
