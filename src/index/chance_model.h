#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/matrix.h"
#include "base/random.h"
#include "index/indicator_builder.h"
#include "index/panel.h"
#include "index/scheme.h"

namespace dajuan::index {

/// Figures that could have come out otherwise and always go together: raw figures of one variable and region
/// whose periods stand behind the same cells with the same effect. The months that two rolling windows share
/// are one source of both.
struct ChanceSource {
  enum class Kind : std::uint8_t { count, proportion, normal } kind = Kind::count;
  double observed = 0;        ///< sum of the figures; of a proportion the cases
  double dispersion = 1;      ///< of count: variance / mean
  double trials = 0;          ///< of proportion: of how many
  double standard_error = 0;  ///< of normal
};

/// What one more in a source adds to the value of a cell.
struct ChanceEffect {
  std::uint32_t source = 0;
  double per_unit = 0;
};

/// The dispersion of one variable's counts in one region, as used.
struct DispersionUsed {
  std::string variable;
  int region = -1;
  double dispersion = 1;
  std::size_t periods = 0;  ///< terms of the region's own series that it was estimated from; 0 = not its own
};

/// Which sources of chance stand behind which cells of a panel. Every value of an indicator is linear in its
/// numerators, so a drawn value is the observed one plus the sum of effects × (drawn - observed).
class ChanceModel {
 public:
  /// Memory of one thread, kept between calls.
  struct Scratch {
    std::vector<std::uint32_t> slots;
    std::vector<std::uint8_t> shared;
    Matrix middle;
    Matrix low;
    Matrix high;
  };

  /// `rows` of the panel, rising; the builder made the panel from the figures. Cells whose indicator has no
  /// error model, or says exact, or that are missing, have no effects.
  ChanceModel(const Scheme& scheme, const Figures& figures, const IndicatorBuilder& builder,
              const region::Regions& regions, const Panel& panel, std::vector<std::size_t> rows);

  std::span<const std::size_t> rows() const { return rows_; }
  std::span<const ChanceSource> sources() const { return sources_; }
  /// By variable, then region.
  std::span<const DispersionUsed> dispersions() const { return dispersions_; }
  /// `place` counts in rows(). Sources rise.
  std::span<const ChanceEffect> effects(std::size_t place, std::size_t indicator) const {
    const std::size_t cell = place * indicators_ + indicator;
    return std::span(effects_).subspan(begins_[cell], begins_[cell + 1] - begins_[cell]);
  }
  /// The observed values, rows × indicators.
  const Matrix& observed() const { return observed_; }
  /// The sources behind some rows, rising.
  std::vector<std::uint32_t> sources_of(std::span<const std::size_t> places) const;

  /// Draws of the truth given what was observed: for each cell of the place `now` a value `low` and a value
  /// `high`, between which it lies as far as a draw can say (docs/method/chance.md). The other `places` are
  /// what it is compared with: sources that only they rest on come from the opposite end, so that `low` less
  /// `low` is the lower end of a difference. Draw d of a source depends on the key, d and the source alone.
  /// Both matrices become (places × draws) × indicators, the draws of a place together.
  void draw(PhiloxKey key, std::uint32_t first, std::size_t draws, std::size_t now,
            std::span<const std::size_t> places, Matrix& low, Matrix& high, Scratch& scratch) const;

 private:
  std::vector<std::size_t> rows_;
  std::size_t indicators_ = 0;
  std::vector<ChanceSource> sources_;
  std::vector<DispersionUsed> dispersions_;
  std::vector<std::size_t> begins_;  ///< of each cell's effects, place by place, one more at the end
  std::vector<ChanceEffect> effects_;
  /// Of each cell, the effect whose source brings the two ends apart: one a cell, however many add up in it.
  std::vector<std::uint32_t> leading_;
  std::vector<std::uint8_t> leads_;  ///< by source: whether it leads any cell
  Matrix observed_;
};

}  // namespace dajuan::index
