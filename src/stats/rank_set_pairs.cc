#include "stats/rank_set_pairs.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "stats/descriptive.h"

namespace dajuan::stats {
namespace {

/// Bounds are computed with rounding: only what is clearly below the largest value is left out.
constexpr double kSlack = 1 + 1e-12;

void sort_descending(std::vector<std::uint32_t>& areas, const std::vector<double>& key) {
  std::sort(areas.begin(), areas.end(), [&](std::uint32_t a, std::uint32_t b) { return key[a] > key[b]; });
}

}  // namespace

RankPairs::RankPairs(std::span<const double> estimates, const RankErrors& errors,
                     const RankSetOptions& options)
    : estimates_(estimates), errors_(errors), side_(options.side), asked_(options.areas) {
  assert(errors.areas() == estimates.size());
  if (!asked_.empty()) return;
  asked_.resize(estimates.size());
  std::iota(asked_.begin(), asked_.end(), std::size_t{0});
}

bool RankPairs::tied(std::size_t a, std::size_t b) const {
  const double x = estimates_[a];
  const double y = estimates_[b];
  return std::fabs(x - y) <= kScoreTieTolerance * std::max(std::fabs(x), std::fabs(y));
}

RankSet RankPairs::set_of(std::size_t area, double critical_square) const {
  RankSet set{1, areas()};
  for (std::size_t other = 0; other < areas(); ++other) {
    if (side_ != RankSide::upper) set.lower += shown(other, area, critical_square);
    if (side_ != RankSide::lower) set.upper -= shown(area, other, critical_square);
  }
  return set;
}

void RankPairs::fill_squares(Scratch& scratch) const {
  scratch.squares.resize(areas());
  const std::span<const double> variances = errors_.variances();
  for (std::size_t a = 0; a < areas(); ++a) {
    const double error = scratch.errors[a];
    scratch.squares[a] = variances[a] > 0 ? error * error / variances[a] : 0;
  }
}

/// The largest squared value of the pairs of one area that is above `largest`. `order` goes down by squares.
double RankPairs::row_maximum(std::size_t area, std::span<const std::uint32_t> order, const Scratch& scratch,
                              double critical_square, double largest) const {
  const std::span<const double> variances = errors_.variances();
  const double error = scratch.errors[area];
  const double square = scratch.squares[area];
  const double variance = variances[area];
  for (const std::uint32_t other : order) {
    if ((square + scratch.squares[other]) * kSlack <= largest) break;
    const double difference = error - scratch.errors[other];
    const double value = difference * difference;
    const double scale = variance + variances[other];
    if (!(value > largest * scale)) continue;
    const bool above = difference > 0;
    if (side_ == (above ? RankSide::lower : RankSide::upper)) continue;
    if (above ? shown(area, other, critical_square) : shown(other, area, critical_square)) continue;
    largest = value / scale;
  }
  return largest;
}

double RankPairs::family_maximum(Scratch& scratch, double critical_square) const {
  const std::vector<double>& squares = scratch.squares;
  const double top_of_all = *std::max_element(squares.begin(), squares.end());
  const std::size_t first = *std::max_element(
      asked_.begin(), asked_.end(), [&](std::size_t a, std::size_t b) { return squares[a] < squares[b]; });
  const double top_of_asked = squares[first];
  scratch.order.resize(areas());
  std::iota(scratch.order.begin(), scratch.order.end(), 0u);
  // A first value from the pairs of one area tells which areas can have a larger one; only these are sorted.
  double largest = 0;
  for (const std::uint32_t other : scratch.order)
    largest = row_maximum(first, {&other, 1}, scratch, critical_square, largest);
  std::erase_if(scratch.order,
                [&](std::uint32_t b) { return (squares[b] + top_of_asked) * kSlack <= largest; });
  scratch.rows.clear();
  for (const std::size_t j : asked_)
    if ((squares[j] + top_of_all) * kSlack > largest) scratch.rows.push_back(static_cast<std::uint32_t>(j));
  sort_descending(scratch.order, squares);
  sort_descending(scratch.rows, squares);
  for (const std::uint32_t j : scratch.rows) {
    if ((squares[j] + top_of_all) * kSlack <= largest) break;
    largest = row_maximum(j, scratch.order, scratch, critical_square, largest);
  }
  return largest;
}

void RankPairs::fill_lanes(const ErrorDraws& draws, std::size_t begin, std::size_t count,
                           Scratch& scratch) const {
  scratch.errors.assign(areas() * kLanes, 0.0);
  std::vector<double> one(areas());
  for (std::size_t k = 0; k < count; ++k) {
    draws.fill(begin + k, one);
    for (std::size_t a = 0; a < areas(); ++a) scratch.errors[a * kLanes + k] = one[a];
  }
}

void RankPairs::correlated_row(std::size_t area, const Scratch& scratch, double critical_square,
                               std::array<double, kLanes>& largest) const {
  const double* mine = scratch.errors.data() + area * kLanes;
  for (std::size_t other = 0; other < areas(); ++other) {
    const double variance = errors_.of_difference(area, other);
    if (!(variance > 0)) continue;
    const bool may_be_above = side_ != RankSide::lower && !shown(area, other, critical_square);
    const bool may_be_below = side_ != RankSide::upper && !shown(other, area, critical_square);
    const double above = may_be_above ? 1 / variance : 0;
    const double below = may_be_below ? 1 / variance : 0;
    const double* theirs = scratch.errors.data() + other * kLanes;
    for (std::size_t k = 0; k < kLanes; ++k) {
      const double difference = mine[k] - theirs[k];
      const double value = difference * difference * (difference > 0 ? above : below);
      largest[k] = value > largest[k] ? value : largest[k];
    }
  }
}

void RankPairs::family_maxima(const ErrorDraws& draws, std::size_t begin, double critical_square,
                              Scratch& scratch, std::span<double> to) const {
  if (errors_.is_independent()) {
    scratch.errors.resize(areas());
    for (std::size_t k = 0; k < to.size(); ++k) {
      draws.fill(begin + k, scratch.errors);
      fill_squares(scratch);
      to[k] = family_maximum(scratch, critical_square);
    }
    return;
  }
  fill_lanes(draws, begin, to.size(), scratch);
  std::array<double, kLanes> largest{};
  for (const std::size_t area : asked_) correlated_row(area, scratch, critical_square, largest);
  std::copy_n(largest.begin(), to.size(), to.begin());
}

void RankPairs::row_maxima(const ErrorDraws& draws, std::size_t begin, std::size_t count,
                           std::span<const std::size_t> rows, std::span<const double> critical_squares,
                           Scratch& scratch, std::span<double> to) const {
  if (errors_.is_independent()) {
    scratch.errors.resize(areas());
    scratch.order.resize(areas());
    for (std::size_t k = 0; k < count; ++k) {
      draws.fill(begin + k, scratch.errors);
      fill_squares(scratch);
      std::iota(scratch.order.begin(), scratch.order.end(), 0u);
      sort_descending(scratch.order, scratch.squares);
      for (std::size_t i = 0; i < rows.size(); ++i)
        to[i * kLanes + k] =
            row_maximum(asked_[rows[i]], scratch.order, scratch, critical_squares[rows[i]], 0);
    }
    return;
  }
  fill_lanes(draws, begin, count, scratch);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::array<double, kLanes> largest{};
    correlated_row(asked_[rows[i]], scratch, critical_squares[rows[i]], largest);
    std::copy_n(largest.begin(), kLanes, to.begin() + static_cast<std::ptrdiff_t>(i * kLanes));
  }
}

}  // namespace dajuan::stats
