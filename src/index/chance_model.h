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
  double observed = 0;        ///< sum of the figures
  double dispersion = 1;      ///< of count: variance / mean
  double trials = 0;          ///< of proportion: of how many; `observed` counts the cases
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
  std::size_t periods = 0;  ///< that it was estimated from; 0 = given by the scheme
};

/// Which sources of chance stand behind which cells of a panel. Every value of an indicator is linear in its
/// numerators, so a drawn value is the observed one plus the sum of effects × (drawn - observed).
class ChanceModel {
 public:
  /// `rows` of the panel, rising; the builder made the panel. Cells whose indicator has no error model, or
  /// that are missing, have no effects.
  ChanceModel(const Scheme& scheme, const region::Regions& regions, const Figures& figures,
              const IndicatorBuilder& builder, const Panel& panel, std::vector<std::size_t> rows);

  std::span<const std::size_t> rows() const { return rows_; }
  std::span<const ChanceSource> sources() const { return sources_; }
  std::span<const DispersionUsed> dispersions() const { return dispersions_; }
  /// `place` counts in rows().
  std::span<const ChanceEffect> effects(std::size_t place, std::size_t indicator) const;
  /// The observed values, rows × indicators.
  const Matrix& observed() const { return observed_; }
  /// Whether two of these rows depend on a common source.
  bool share_sources(std::size_t place, std::size_t other) const;

  /// One draw of the truth given what was observed: for each cell a value `low` and a value `high` between
  /// which the truth lies as far as this draw can say (docs/method/chance.md). Depends on key and draw alone.
  /// Both are rows × indicators; `scratch` is kept between calls.
  void draw(PhiloxKey key, std::uint32_t draw, Matrix& low, Matrix& high, std::vector<double>& scratch) const;

 private:
  std::vector<std::size_t> rows_;
  std::vector<ChanceSource> sources_;
  std::vector<DispersionUsed> dispersions_;
  std::vector<std::size_t> begins_;  ///< of each cell's effects, column by column, one more at the end
  std::vector<ChanceEffect> effects_;
  Matrix observed_;
};

}  // namespace dajuan::index
