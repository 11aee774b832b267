#pragma once
#include <cstddef>
#include <vector>

#include "base/matrix.h"

namespace dajuan::stats {

/// Eigenvalues, largest first, and unit eigenvectors in the columns of `vectors`. In each vector the largest
/// component by size is positive (within 1e-9 of it, the first one), so that the sign is no accident.
struct EigenSystem {
  std::vector<double> values;
  Matrix vectors;
};

/// Cyclic Jacobi rotations, row by row, until nothing off the diagonal is left: only + - * / and sqrt in a
/// fixed order, so the bits are the same everywhere. (Eigen's solvers are faster, but their results change
/// with the vector width and even the cache sizes of the machine.) Reads the lower triangle, takes some 10
/// n^3 steps a sweep and 6 to 10 sweeps; made for n up to a few hundred. Golub & Van Loan, Matrix
/// Computations (4th ed. 2013), section 8.5.
EigenSystem symmetric_eigen(const Matrix& matrix);

/// Principal components of the correlation matrix of the columns, over the rows without a missing value.
struct PrincipalComponents {
  std::size_t rows_used = 0;
  /// Columns that do not vary over those rows: they have no correlation. With one of them, or with fewer than
  /// two rows, there are no components and the rest is empty.
  std::vector<std::size_t> constant_columns;
  std::vector<double> sdev;   ///< square roots of the eigenvalues
  std::vector<double> share;  ///< of the variance; adds up to 1
  Matrix loadings;            ///< [column, component], unit length, signs as in EigenSystem

  bool empty() const { return sdev.empty(); }
  std::vector<double> first_loadings() const;
  /// Squares of the first loadings: never negative, add up to 1 (Nicoletti, Scarpetta & Boylaud 2000;
  /// OECD/JRC Handbook 2008, section 6.1).
  std::vector<double> squared_first_loadings() const;
  /// Whether the first loadings have both signs (sizes up to 1e-9 count as none). Then the first component
  /// sets columns against each other, and its loadings are no weights.
  bool mixed_signs() const;
};
PrincipalComponents principal_components(const Matrix& data);

/// Pearson correlations of all pairs of columns; no value may be missing, no column constant.
Matrix correlation_matrix(const Matrix& data);

}  // namespace dajuan::stats
