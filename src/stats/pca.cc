#include "stats/pca.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/observation.h"
#include "stats/correlation.h"
#include "stats/descriptive.h"

namespace dajuan::stats {
namespace {

constexpr double kSameSize = 1e-9;
constexpr int kMostSweeps = 60;

double sum_of_squares_off_diagonal(const Matrix& a) {
  double sum = 0;
  for (std::size_t c = 0; c < a.columns(); ++c)
    for (std::size_t r = c + 1; r < a.rows(); ++r) sum += a(r, c) * a(r, c);
  return sum;
}

/// One Jacobi rotation that makes a(p, q) zero; p < q.
void rotate(Matrix& a, Matrix& vectors, std::size_t p, std::size_t q) {
  const double apq = a(p, q);
  if (apq == 0) return;
  const double theta = (a(q, q) - a(p, p)) / (2 * apq);
  const double t = (theta >= 0 ? 1.0 : -1.0) / (std::fabs(theta) + std::sqrt(theta * theta + 1));
  const double c = 1 / std::sqrt(t * t + 1);
  const double s = t * c;
  a(p, p) -= t * apq;
  a(q, q) += t * apq;
  a(p, q) = a(q, p) = 0;
  for (std::size_t k = 0; k < a.rows(); ++k) {
    if (k != p && k != q) {
      const double akp = a(k, p);
      const double akq = a(k, q);
      a(k, p) = a(p, k) = c * akp - s * akq;
      a(k, q) = a(q, k) = s * akp + c * akq;
    }
    const double vkp = vectors(k, p);
    const double vkq = vectors(k, q);
    vectors(k, p) = c * vkp - s * vkq;
    vectors(k, q) = s * vkp + c * vkq;
  }
}

/// 1 or -1: what makes the largest component positive.
double turn(std::span<const double> vector) {
  double largest = 0;
  for (const double x : vector) largest = std::max(largest, std::fabs(x));
  for (const double x : vector)
    if (std::fabs(x) >= largest * (1 - kSameSize)) return x < 0 ? -1 : 1;
  return 1;
}

Matrix complete_rows(const Matrix& data) {
  std::vector<std::size_t> kept;
  for (std::size_t r = 0; r < data.rows(); ++r) {
    bool complete = true;
    for (std::size_t c = 0; c < data.columns(); ++c) complete = complete && !is_missing(data(r, c));
    if (complete) kept.push_back(r);
  }
  Matrix result(kept.size(), data.columns());
  for (std::size_t c = 0; c < data.columns(); ++c)
    for (std::size_t r = 0; r < kept.size(); ++r) result(r, c) = data(kept[r], c);
  return result;
}

}  // namespace

EigenSystem symmetric_eigen(const Matrix& matrix) {
  const std::size_t n = matrix.columns();
  Matrix a(n, n);
  Matrix vectors(n, n);
  double size = 0;
  for (std::size_t c = 0; c < n; ++c) {
    vectors(c, c) = 1;
    for (std::size_t r = c; r < n; ++r) a(r, c) = a(c, r) = matrix(r, c);
    size += a(c, c) * a(c, c);
  }
  // What is smaller changes no eigenvalue by more than rounding does.
  const double negligible = (size + 2 * sum_of_squares_off_diagonal(a)) * 0x1p-106;
  for (int sweep = 0; sweep < kMostSweeps && sum_of_squares_off_diagonal(a) > negligible; ++sweep)
    for (std::size_t p = 0; p + 1 < n; ++p)
      for (std::size_t q = p + 1; q < n; ++q) rotate(a, vectors, p, q);

  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&a](std::size_t i, std::size_t j) { return a(i, i) > a(j, j); });
  EigenSystem result{std::vector<double>(n), Matrix(n, n)};
  for (std::size_t c = 0; c < n; ++c) {
    const std::size_t from = order[c];
    result.values[c] = a(from, from);
    const double sign = turn(vectors.column(from));
    for (std::size_t r = 0; r < n; ++r) result.vectors(r, c) = sign * vectors(r, from);
  }
  return result;
}

Matrix correlation_matrix(const Matrix& data) {
  Matrix result(data.columns(), data.columns());
  for (std::size_t c = 0; c < data.columns(); ++c) {
    result(c, c) = 1;
    for (std::size_t r = c + 1; r < data.columns(); ++r)
      result(r, c) = result(c, r) = pearson(data.column(r), data.column(c));
  }
  return result;
}

PrincipalComponents principal_components(const Matrix& data) {
  PrincipalComponents result;
  const Matrix complete = complete_rows(data);
  result.rows_used = complete.rows();
  if (result.rows_used < 2 || complete.columns() == 0) return result;
  for (std::size_t c = 0; c < complete.columns(); ++c)
    if (minimum(complete.column(c)) == maximum(complete.column(c))) result.constant_columns.push_back(c);
  if (!result.constant_columns.empty()) return result;

  EigenSystem system = symmetric_eigen(correlation_matrix(complete));
  const auto total = static_cast<double>(data.columns());
  for (const double value : system.values) {
    const double variance = std::max(value, 0.0);
    result.sdev.push_back(std::sqrt(variance));
    result.share.push_back(variance / total);
  }
  result.loadings = std::move(system.vectors);
  return result;
}

std::vector<double> PrincipalComponents::first_loadings() const {
  if (empty()) return {};
  const auto first = loadings.column(0);
  return {first.begin(), first.end()};
}

std::vector<double> PrincipalComponents::squared_first_loadings() const {
  std::vector<double> squares = first_loadings();
  for (double& x : squares) x *= x;
  return squares;
}

bool PrincipalComponents::mixed_signs() const {
  bool up = false;
  bool down = false;
  for (const double x : first_loadings()) {
    up = up || x > kSameSize;
    down = down || x < -kSameSize;
  }
  return up && down;
}

}  // namespace dajuan::stats
