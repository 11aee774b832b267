#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "stats/rank_set.h"

namespace dajuan::stats {

/// Draws that are looked at together.
inline constexpr std::size_t kLanes = 16;

/// Pairs of areas, and the largest standardised difference of their errors in a draw. Squares throughout: no
/// root a pair.
class RankPairs {
 public:
  RankPairs(std::span<const double> estimates, const RankErrors& errors, const RankSetOptions& options);

  const std::vector<std::size_t>& asked() const { return asked_; }
  std::size_t areas() const { return estimates_.size(); }

  /// Whether `high` is shown to be larger than `low` at a critical value (squared).
  bool shown(std::size_t high, std::size_t low, double critical_square) const {
    const double difference = estimates_[high] - estimates_[low];
    if (!(difference > 0)) return false;
    const double variance = errors_.of_difference(high, low);
    if (variance > 0) return difference * difference > critical_square * variance;
    return !tied(high, low);
  }

  RankSet set_of(std::size_t area, double critical_square) const;

  /// What a worker needs, to be used again.
  struct Scratch {
    std::vector<double> errors;   ///< areas of one draw, or kLanes of each area
    std::vector<double> squares;  ///< Z^2 / S of each area
    std::vector<std::uint32_t> order;
    std::vector<std::uint32_t> rows;
  };

  /// Squared maxima over the whole family of draws begin … begin + to.size() (at most kLanes), pairs shown at
  /// `critical_square` left out.
  void family_maxima(const ErrorDraws& draws, std::size_t begin, double critical_square, Scratch& scratch,
                     std::span<double> to) const;

  /// The same for each area of `rows` (positions in asked()) with a critical value of its own:
  /// to[row * kLanes + draw - begin].
  void row_maxima(const ErrorDraws& draws, std::size_t begin, std::size_t count,
                  std::span<const std::size_t> rows, std::span<const double> critical_squares,
                  Scratch& scratch, std::span<double> to) const;

 private:
  bool tied(std::size_t a, std::size_t b) const;
  void fill_squares(Scratch& scratch) const;
  double row_maximum(std::size_t area, std::span<const std::uint32_t> order, const Scratch& scratch,
                     double critical_square, double largest) const;
  double family_maximum(Scratch& scratch, double critical_square) const;
  void fill_lanes(const ErrorDraws& draws, std::size_t begin, std::size_t count, Scratch& scratch) const;
  void correlated_row(std::size_t area, const Scratch& scratch, double critical_square,
                      std::array<double, kLanes>& largest) const;

  std::span<const double> estimates_;
  const RankErrors& errors_;
  RankSide side_;
  std::vector<std::size_t> asked_;
};

}  // namespace dajuan::stats
