#include "stats/benefit_of_the_doubt.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "base/observation.h"
#include "stats/descriptive.h"
#include "stats/linear_program.h"

namespace dajuan::stats {
namespace {

/// Scores this close to 1 are on the frontier: the rest is rounding.
constexpr double kOnFrontier = 1e-12;

bool has_negative(const Matrix& values) {
  return std::any_of(values.all().begin(), values.all().end(), [](double value) { return value < 0; });
}

/// Indicators that can carry weight for a unit: it has a value, and the frontier has more than 0.
std::vector<std::size_t> usable(const Matrix& values, const std::vector<double>& largest, std::size_t unit) {
  std::vector<std::size_t> indicators;
  for (std::size_t r = 0; r < values.columns(); ++r)
    if (!is_missing(values(unit, r)) && largest[r] > 0) indicators.push_back(r);
  return indicators;
}

/// Whether a unit has values and all of them are 0.
bool has_only_zeros(const Matrix& values, std::size_t unit) {
  bool zeros = false;
  for (std::size_t r = 0; r < values.columns(); ++r) {
    if (values(unit, r) > 0) return false;
    zeros = zeros || values(unit, r) == 0;
  }
  return zeros;
}

/// Whether `unit` has at least as much of everything as `other`; of equal units only the first has.
bool dominates(const Matrix& values, std::size_t unit, std::size_t other) {
  bool more = unit < other;
  for (std::size_t r = 0; r < values.columns(); ++r) {
    if (values(unit, r) < values(other, r)) return false;
    more = more || values(unit, r) > values(other, r);
  }
  return more;
}

/// The units of the frontier that limit anybody: without those that another dominates. Values are divided by
/// the largest of their indicator, so that they are between 0 and 1; what is missing counts as 0.
Matrix limits_of(const Matrix& frontier, const std::vector<double>& largest) {
  Matrix all(frontier.rows(), frontier.columns());
  for (std::size_t r = 0; r < all.columns(); ++r)
    for (std::size_t j = 0; j < all.rows(); ++j)
      if (frontier(j, r) > 0) all(j, r) = frontier(j, r) / largest[r];
  std::vector<std::size_t> kept;
  for (std::size_t j = 0; j < all.rows(); ++j) {
    bool dominated = false;
    for (std::size_t i = 0; i < all.rows() && !dominated; ++i) dominated = dominates(all, i, j);
    if (!dominated) kept.push_back(j);
  }
  Matrix limits(kept.size(), all.columns());
  for (std::size_t r = 0; r < all.columns(); ++r)
    for (std::size_t j = 0; j < kept.size(); ++j) limits(j, r) = all(kept[j], r);
  return limits;
}

/// The program of one unit with the values `own` of the indicators that it can use.
LinearProgram program_of(const std::vector<double>& own, const Matrix& frontier,
                         const std::vector<std::size_t>& indicators, ShareBounds bounds) {
  const std::size_t units = frontier.rows();
  const std::size_t k = indicators.size();
  const double equal = 1 / static_cast<double>(k);
  const double least = std::min(bounds.least, equal);
  const double most = std::max(bounds.most, equal);
  const bool from_below = least > 0;
  const bool from_above = most < 1;
  LinearProgram program;
  program.limits = Matrix(units + k * (from_below ? 1 : 0) + k * (from_above ? 1 : 0), k);
  program.bounds.assign(program.limits.rows(), 0.0);
  std::fill_n(program.bounds.begin(), units, 1.0);
  for (std::size_t c = 0; c < k; ++c) {
    for (std::size_t j = 0; j < units; ++j) program.limits(j, c) = frontier(j, indicators[c]);
    program.objective.push_back(own[c]);
    for (std::size_t s = 0; s < k; ++s) {
      if (from_below) program.limits(units + s, c) = least * own[c] - (s == c ? own[c] : 0);
      if (from_above)
        program.limits(program.limits.rows() - k + s, c) = (s == c ? own[c] : 0) - most * own[c];
    }
  }
  return program;
}

}  // namespace

std::optional<BenefitOfTheDoubt> benefit_of_the_doubt(const Matrix& values, ShareBounds bounds) {
  return benefit_of_the_doubt_against(values, values, bounds);
}

std::optional<BenefitOfTheDoubt> benefit_of_the_doubt_against(const Matrix& values, const Matrix& frontier,
                                                              ShareBounds bounds) {
  if (values.columns() != frontier.columns())
    throw std::invalid_argument("benefit_of_the_doubt_against: indicators of values and frontier differ");
  if (has_negative(values) || has_negative(frontier)) return std::nullopt;
  std::vector<double> largest;
  for (std::size_t r = 0; r < frontier.columns(); ++r) largest.push_back(maximum(frontier.column(r)));
  const Matrix limits = limits_of(frontier, largest);
  BenefitOfTheDoubt result;
  result.scores.assign(values.rows(), kMissing);
  result.weights = Matrix(values.rows(), values.columns());
  result.shares = Matrix(values.rows(), values.columns());
  for (std::size_t unit = 0; unit < values.rows(); ++unit) {
    if (has_only_zeros(values, unit)) result.scores[unit] = 0;
    const auto indicators = usable(values, largest, unit);
    if (indicators.empty()) continue;
    std::vector<double> own;
    for (const std::size_t r : indicators) own.push_back(values(unit, r) / largest[r]);
    const LinearSolution best = maximise(program_of(own, limits, indicators, bounds));
    result.scores[unit] = std::abs(best.value - 1) <= kOnFrontier ? 1 : best.value;
    for (std::size_t c = 0; c < indicators.size(); ++c) {
      const std::size_t r = indicators[c];
      result.weights(unit, r) = best.x[c] / largest[r];
      if (best.value > 0) result.shares(unit, r) = result.weights(unit, r) * values(unit, r) / best.value;
    }
  }
  return result;
}

}  // namespace dajuan::stats
