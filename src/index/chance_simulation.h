#pragma once
#include <array>
#include <cstddef>
#include <span>
#include <tuple>
#include <vector>

#include "base/workers.h"
#include "index/chance_model.h"
#include "index/engine.h"
#include "index/rescorer.h"

namespace dajuan::index {

inline constexpr std::size_t kNoPlace = static_cast<std::size_t>(-1);

/// Places in a chance model of one unit: first in the period that is looked at, then in those that it is
/// compared with, kNoPlace where there is none.
using UnitPlaces = std::array<std::size_t, 4>;

/// The lower and upper ends of what each draw says of one row: scores [node * draws + draw] and raw figures
/// [indicator * draws + draw]. Lower is worse for scores, less for figures. Empty for a row that is not
/// there.
struct RowDraws {
  std::vector<float> lower;
  std::vector<float> upper;
  std::vector<float> figure_lower;
  std::vector<float> figure_upper;
};

/// In the order of UnitPlaces. The ends of the rows compared with are such that the lower end of a difference
/// is [0].lower - [k].lower.
using UnitDraws = std::array<RowDraws, std::tuple_size_v<UnitPlaces>>;

/// Draws figures and runs them through the engine under what it has learned.
class ChanceSimulation {
 public:
  /// Draws are made in whole chunks.
  static constexpr std::size_t kChunk = 100;

  /// `draws` > 0, a multiple of kChunk. All must outlive this.
  ChanceSimulation(const ChanceModel& model, const Engine& engine, const Fitted& fitted, PhiloxKey key,
                   std::size_t draws);

  std::size_t draws() const { return draws_; }

  /// One unit by itself; only where every method of the engine stands alone (row_score.h).
  void draw(const UnitPlaces& unit, UnitDraws& result, const Workers& workers) const;

  /// All units together, each draw a run of the whole index. The units hold all places of the model.
  std::vector<UnitDraws> draw_together(std::span<const UnitPlaces> units, const Workers& workers) const;

  /// Bytes that the draws of one unit take, times draws.
  static std::size_t bytes_of_draw(const Structure& structure);

 private:
  struct Bench;
  void reserve(const UnitPlaces& unit, UnitDraws& result) const;
  void turn(Matrix& low, Matrix& high) const;

  const ChanceModel& model_;
  const Engine& engine_;
  const Fitted& fitted_;
  PhiloxKey key_;
  std::size_t draws_;
};

}  // namespace dajuan::index
