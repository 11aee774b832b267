#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "index/figure_reader.h"
#include "index/figure_reader_fields.h"
#include "index/figures.h"

namespace dajuan::index {

/// A cell that was read and checked by itself but has no place yet: its variable is new, or its period lies
/// outside what the first look found, or its place is taken.
struct LooseFigure {
  int variable = -1;  ///< in the store; -1 = `code`
  std::string code;
  std::int32_t region = 0;
  Period period;
  double value = kMissing;
  ObsStatus status = ObsStatus::missing;
  std::uint32_t row = 0;
  std::uint32_t column = 0;  ///< of a wide table, from 1
};

/// The dense tables while they are filled. Cells of `variable(i)` may be filled by several workers through
/// `fill`; everything else is for one thread.
class FigureStore {
 public:
  FigureStore(std::size_t regions, std::uint64_t max_cells) : regions_(regions), max_cells_(max_cells) {}

  /// Announces that figures of a variable and period are to come (the first look).
  void expect(std::string_view code, Period period, const std::string& file);
  /// Makes room for all that was announced; the work of clearing is shared.
  void make_room(const Workers& workers);

  int find(std::string_view code) const;
  const std::vector<VariableSeries>& variables() const { return variables_; }

  /// Puts a figure where there was none; false when the place is taken. Two workers that fill the same cell
  /// in the same moment may both succeed: then `told` of all cells is less than what was filled, and the
  /// reading must be done again by one worker.
  static bool fill(Figure& cell, double value, std::uint32_t row, std::uint16_t file, ObsStatus status) {
    if (__atomic_load_n(&cell.row, __ATOMIC_RELAXED) != 0) return false;
    __atomic_store(&cell.value, &value, __ATOMIC_RELAXED);
    __atomic_store_n(&cell.row, row, __ATOMIC_RELAXED);
    __atomic_store_n(&cell.file, file, __ATOMIC_RELAXED);
    __atomic_store(&cell.status, &status, __ATOMIC_RELAXED);
    return true;
  }
  Figure* cell(std::size_t variable, std::size_t place) { return &variables_[variable].cells[place]; }

  /// Finds places for loose figures of one source, in their order; tells of a variable in two frequencies and
  /// of cells told twice.
  void place(std::vector<LooseFigure>& loose, std::uint16_t file, const FieldPlace& place,
             Diagnostics& diagnostics);

  std::uint64_t placed() const { return placed_; }
  std::vector<std::string>& files() { return files_; }
  /// The finished figures: variables by code, without empty periods at either end.
  Figures take();

 private:
  struct Announced {
    Frequency frequency = Frequency::month;
    std::int32_t first = 0;
    std::int32_t last = 0;
    std::string file;  ///< of the first figure, for messages
  };

  bool grow(std::size_t variable, std::int32_t first, std::int32_t last);

  std::size_t regions_;
  std::uint64_t max_cells_;
  std::uint64_t cells_ = 0;
  std::uint64_t placed_ = 0;
  std::vector<std::string> files_;
  std::vector<VariableSeries> variables_;
  std::vector<Announced> announced_;  ///< per variable
  std::map<std::string, int, std::less<>> places_;
};

}  // namespace dajuan::index
