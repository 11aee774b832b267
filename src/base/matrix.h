#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace dajuan {

/// A table of doubles, column by column. Changing the shape keeps the memory, so a matrix can be used again
/// and again.
class Matrix {
 public:
  Matrix() = default;
  Matrix(std::size_t rows, std::size_t columns, double fill = 0.0)
      : rows_(rows), columns_(columns), values_(rows * columns, fill) {}

  /// Values are unspecified afterwards.
  void reshape(std::size_t rows, std::size_t columns) {
    rows_ = rows;
    columns_ = columns;
    values_.resize(rows * columns);
  }

  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }
  double& operator()(std::size_t row, std::size_t column) { return values_[column * rows_ + row]; }
  double operator()(std::size_t row, std::size_t column) const { return values_[column * rows_ + row]; }
  std::span<double> column(std::size_t c) { return {values_.data() + c * rows_, rows_}; }
  std::span<const double> column(std::size_t c) const { return {values_.data() + c * rows_, rows_}; }
  std::span<double> all() { return values_; }
  std::span<const double> all() const { return values_; }

 private:
  std::size_t rows_ = 0;
  std::size_t columns_ = 0;
  std::vector<double> values_;
};

}  // namespace dajuan
