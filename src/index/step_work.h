#pragma once
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "index/engine.h"

namespace dajuan::index {

/// Rows [begin, end).
struct RowGroup {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t size() const { return end - begin; }
};

/// What a step learned of each column in each of its groups of rows.
template <typename Value>
class PerGroup {
 public:
  PerGroup() = default;
  PerGroup(std::size_t columns, std::size_t groups) : groups_(groups), values_(columns * groups) {}
  Value& operator()(std::size_t column, std::size_t group) { return values_[column * groups_ + group]; }
  const Value& operator()(std::size_t column, std::size_t group) const {
    return values_[column * groups_ + group];
  }

 private:
  std::size_t groups_ = 0;
  std::vector<Value> values_;
};

/// Cells of one column, all in the same group of rows: what a step is applied to. in[i] belongs to row
/// first + i of the rows that the fit was made for. `in` and `out` have one length and may be the same.
struct Cells {
  std::size_t column = 0;
  std::size_t group = 0;
  std::size_t first = 0;
  std::span<const double> in;
  std::span<double> out;
};

/// The same rows of many columns.
template <typename Value>
struct Columns {
  Value* first = nullptr;  ///< first row of column 0
  std::size_t stride = 0;  ///< from column to column
  std::size_t rows = 0;
  std::span<Value> column(std::size_t c) const { return {first + c * stride, rows}; }
};
using ColumnBlock = Columns<double>;

/// What one step learns from, and where it tells what it did. Whatever applies a step takes a pointer to
/// this: null when nobody is told.
struct StepWork {
  const Model& model;
  const Panel& panel;
  Result& result;
  std::vector<RowGroup> periods;
  std::vector<std::uint8_t> fits;  ///< per row, Unit::fits
  std::uint16_t step = 0;
  std::vector<RowGroup> groups;      ///< rows that the step's scope treats as one
  std::vector<std::uint8_t> learns;  ///< per row, whether it is learned from

  std::size_t rows() const { return panel.units.size(); }
  std::size_t columns() const { return model.structure.indicators; }
  const Node& node(std::size_t i) const { return model.structure.nodes[i]; }
  /// Copies the present values of the rows that are learned from into the scratch memory.
  std::span<double> gather(std::span<const double> column, RowGroup group) const;

  void note(std::ptrdiff_t row, int node, Message message) const {
    result.notes.push_back({step, row, node, std::move(message)});
  }
  void note_cell(std::size_t row, std::size_t column, Message message) const {
    note(static_cast<std::ptrdiff_t>(row), static_cast<int>(column), std::move(message));
  }
  void learn(std::size_t column, std::size_t group, const char* name, double value) const {
    result.learned.push_back(
        {step, static_cast<std::uint32_t>(column), static_cast<std::uint32_t>(group), name, value});
  }
  void change(std::size_t row, std::size_t column, Change kind, double before, double after) const {
    result.changes.push_back(
        {static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(column), step, kind, before, after});
  }
};

}  // namespace dajuan::index
