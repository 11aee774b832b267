#include "stats/pca.h"

#include <doctest/doctest.h>

#include <Eigen/Eigenvalues>
#include <cmath>
#include <cstdint>
#include <limits>

namespace stats = dajuan::stats;
using dajuan::Matrix;
using doctest::Approx;

namespace {

constexpr double kPi = 3.14159265358979323846;

/// Columns with a common factor of growing strength, alternating in sign when `mixed`.
Matrix made_up(std::size_t rows, std::size_t columns, bool mixed = false) {
  std::uint64_t state = 7;
  const auto next = [&state] {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<double>(state >> 11) * 0x1p-53 - 0.5;
  };
  Matrix data(rows, columns);
  for (std::size_t r = 0; r < rows; ++r) {
    const double factor = next();
    for (std::size_t c = 0; c < columns; ++c) {
      const double sign = mixed && c % 2 == 1 ? -1 : 1;
      data(r, c) = sign * factor * (1 + static_cast<double>(c) / 10) + next();
    }
  }
  return data;
}

}  // namespace

TEST_CASE("eigenvalues of the second difference have a closed form") {
  // Tridiagonal (-1, 2, -1): 2 - 2 cos(k pi / (n+1)).
  for (const std::size_t n : {1u, 2u, 5u, 30u}) {
    Matrix a(n, n);
    for (std::size_t i = 0; i < n; ++i) {
      a(i, i) = 2;
      if (i > 0) a(i, i - 1) = a(i - 1, i) = -1;
    }
    const auto e = stats::symmetric_eigen(a);
    for (std::size_t k = 0; k < n; ++k)
      CHECK(e.values[k] ==
            Approx(2 - 2 * std::cos(static_cast<double>(n - k) * kPi / static_cast<double>(n + 1)))
                .epsilon(1e-13));
  }
}

TEST_CASE("vectors are orthonormal, give the matrix back, and agree with Eigen") {
  for (const std::size_t n : {2u, 3u, 8u, 40u}) {
    const Matrix a = stats::correlation_matrix(made_up(60, n));
    const auto e = stats::symmetric_eigen(a);
    const auto at = [](std::size_t i) { return static_cast<Eigen::Index>(i); };
    Eigen::MatrixXd peer_matrix(at(n), at(n));
    for (std::size_t r = 0; r < n; ++r)
      for (std::size_t c = 0; c < n; ++c) peer_matrix(at(r), at(c)) = a(r, c);
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> peer(peer_matrix);
    for (std::size_t i = 0; i < n; ++i) {
      CHECK(e.values[i] == Approx(peer.eigenvalues()(at(n - 1 - i))).epsilon(1e-12));
      double largest = 0;
      double with_peer = 0;
      for (std::size_t j = 0; j < n; ++j) {
        double back = 0;
        double product = 0;
        for (std::size_t k = 0; k < n; ++k) {
          back += e.vectors(i, k) * e.values[k] * e.vectors(j, k);
          product += e.vectors(k, i) * e.vectors(k, j);
        }
        CHECK(std::fabs(back - a(i, j)) < 1e-13);
        CHECK(std::fabs(product - (i == j ? 1 : 0)) < 1e-13);
        with_peer += e.vectors(j, i) * peer.eigenvectors()(at(j), at(n - 1 - i));
        if (std::fabs(e.vectors(j, i)) > std::fabs(largest) * (1 + 1e-9)) largest = e.vectors(j, i);
      }
      CHECK(std::fabs(with_peer) == Approx(1).epsilon(1e-10));
      CHECK(largest > 0);
    }
  }
}

TEST_CASE("two columns: the first component is their mean, its share (1 + |r|) / 2") {
  Matrix data = made_up(50, 2);
  const double r = stats::correlation_matrix(data)(0, 1);
  REQUIRE(r > 0.2);
  const auto pc = stats::principal_components(data);
  CHECK(pc.share[0] == Approx((1 + r) / 2).epsilon(1e-13));
  CHECK(pc.sdev[1] == Approx(std::sqrt(1 - r)).epsilon(1e-13));
  CHECK(pc.first_loadings()[1] == Approx(std::sqrt(0.5)).epsilon(1e-13));
  CHECK_FALSE(pc.mixed_signs());
  for (double& x : data.column(1)) x = -x;
  const auto against = stats::principal_components(data);
  CHECK(against.mixed_signs());
  CHECK(against.first_loadings()[0] == Approx(std::sqrt(0.5)).epsilon(1e-13));
  CHECK(against.first_loadings()[1] == Approx(-std::sqrt(0.5)).epsilon(1e-13));
}

TEST_CASE("units, order of rows and missing rows do not matter; squared loadings are weights") {
  const Matrix data = made_up(40, 6);
  const auto pc = stats::principal_components(data);
  Matrix other(42, 6);
  for (std::size_t c = 0; c < 6; ++c)
    for (std::size_t r = 0; r < 42; ++r) other(r, c) = r < 40 ? 1000 * data(39 - r, c) + 3 : 5;
  other(40, 2) = std::numeric_limits<double>::quiet_NaN();
  other(41, 5) = std::numeric_limits<double>::quiet_NaN();
  const auto turned = stats::principal_components(other);
  CHECK(turned.rows_used == 40);
  double share = 0;
  double weight = 0;
  for (std::size_t c = 0; c < 6; ++c) {
    CHECK(turned.first_loadings()[c] == Approx(pc.first_loadings()[c]).epsilon(1e-12));
    CHECK(turned.share[c] == Approx(pc.share[c]).epsilon(1e-12));
    share += pc.share[c];
    weight += pc.squared_first_loadings()[c];
  }
  CHECK(share == Approx(1).epsilon(1e-14));
  CHECK(weight == Approx(1).epsilon(1e-14));
  CHECK(stats::principal_components(made_up(40, 6, true)).mixed_signs());
}

TEST_CASE("more columns than rows: no more components than the rows can carry") {
  const auto pc = stats::principal_components(made_up(5, 12));
  CHECK(pc.sdev[3] > 0.1);
  for (std::size_t k = 4; k < 12; ++k) CHECK(pc.sdev[k] < 1e-7);
}

TEST_CASE("a constant column or a single row has no components, and is named") {
  Matrix data = made_up(10, 3);
  for (double& x : data.column(1)) x = 4;
  const auto pc = stats::principal_components(data);
  CHECK(pc.empty());
  CHECK(pc.constant_columns == std::vector<std::size_t>{1});
  CHECK(pc.first_loadings().empty());
  CHECK_FALSE(pc.mixed_signs());
  CHECK(stats::principal_components(Matrix(1, 3)).empty());
  CHECK(stats::principal_components(Matrix()).empty());
}
