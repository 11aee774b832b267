#include "stats/benefit_of_the_doubt.h"

#include <algorithm>

#include "base/observation.h"
#include "stats/descriptive.h"
#include "stats/linear_program.h"

namespace dajuan::stats {
namespace {

/// Indicators that can carry weight for a unit: it has a value, and some unit has more than 0.
std::vector<std::size_t> usable(const Matrix& values, const std::vector<double>& largest, std::size_t unit) {
  std::vector<std::size_t> indicators;
  for (std::size_t r = 0; r < values.columns(); ++r)
    if (!is_missing(values(unit, r)) && largest[r] > 0) indicators.push_back(r);
  return indicators;
}

/// The program of one unit. Values are divided by the largest of their indicator, so that all entries are
/// between 0 and 1.
LinearProgram program_of(const Matrix& values, const std::vector<double>& largest, std::size_t unit,
                         const std::vector<std::size_t>& indicators, ShareBounds bounds) {
  const std::size_t units = values.rows();
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
    const std::size_t r = indicators[c];
    for (std::size_t j = 0; j < units; ++j)
      program.limits(j, c) = is_missing(values(j, r)) ? 0 : values(j, r) / largest[r];
    const double own = program.limits(unit, c);
    program.objective.push_back(own);
    for (std::size_t s = 0; s < k; ++s) {
      if (from_below) program.limits(units + s, c) = least * own - (s == c ? own : 0);
      if (from_above) program.limits(program.limits.rows() - k + s, c) = (s == c ? own : 0) - most * own;
    }
  }
  return program;
}

}  // namespace

std::optional<BenefitOfTheDoubt> benefit_of_the_doubt(const Matrix& values, ShareBounds bounds) {
  for (const double value : values.all())
    if (value < 0) return std::nullopt;
  std::vector<double> largest;
  for (std::size_t r = 0; r < values.columns(); ++r) largest.push_back(maximum(values.column(r)));
  BenefitOfTheDoubt result;
  result.scores.assign(values.rows(), kMissing);
  result.weights = Matrix(values.rows(), values.columns());
  result.shares = Matrix(values.rows(), values.columns());
  for (std::size_t unit = 0; unit < values.rows(); ++unit) {
    std::size_t there = 0;
    for (std::size_t r = 0; r < values.columns(); ++r) there += !is_missing(values(unit, r));
    if (there == 0) continue;
    result.scores[unit] = 0;
    const auto indicators = usable(values, largest, unit);
    if (indicators.empty()) continue;
    const LinearSolution best = maximise(program_of(values, largest, unit, indicators, bounds));
    // Weights at their limit give a unit on the frontier 1 up to rounding.
    result.scores[unit] = std::min(1.0, best.value);
    for (std::size_t c = 0; c < indicators.size(); ++c) {
      const std::size_t r = indicators[c];
      result.weights(unit, r) = best.x[c] / largest[r];
      if (best.value > 0) result.shares(unit, r) = result.weights(unit, r) * values(unit, r) / best.value;
    }
  }
  return result;
}

}  // namespace dajuan::stats
