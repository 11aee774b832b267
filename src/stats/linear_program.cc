#include "stats/linear_program.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace dajuan::stats {
namespace {

constexpr double kZero = 1e-11;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

enum class Rule { most_gain, first_gain };

/// Condensed tableau: rows are the basic variables, columns the others. Variables are numbered x first, then
/// the slack of each constraint.
class Tableau {
 public:
  explicit Tableau(const LinearProgram& program)
      : limits_(program.limits), bounds_(program.bounds), gains_(program.objective) {
    outside_.resize(gains_.size());
    std::iota(outside_.begin(), outside_.end(), std::size_t{0});
    basis_.resize(bounds_.size());
    std::iota(basis_.begin(), basis_.end(), gains_.size());
  }

  /// Column of the variable that gains most per unit, or of the first that gains at all; kNone at the
  /// maximum. Ties go to the first variable by number.
  std::size_t entering(Rule rule) const {
    std::size_t best = kNone;
    for (std::size_t c = 0; c < gains_.size(); ++c) {
      if (!(gains_[c] > kZero)) continue;
      const bool first = best == kNone || outside_[c] < outside_[best];
      const bool most = best == kNone || gains_[c] > gains_[best] || (gains_[c] == gains_[best] && first);
      if (rule == Rule::first_gain ? first : most) best = c;
    }
    return best;
  }

  /// Row that limits the column first, ties to the first variable by number; kNone when nothing does.
  std::size_t leaving(std::size_t column) const {
    std::size_t best = kNone;
    double least = 0;
    for (std::size_t r = 0; r < bounds_.size(); ++r) {
      if (!(limits_(r, column) > kZero)) continue;
      const double own = room(r, column);
      if (best == kNone || own < least || (own == least && basis_[r] < basis_[best])) {
        best = r;
        least = own;
      }
    }
    return best;
  }

  /// How far the variable of `column` can go.
  double room(std::size_t row, std::size_t column) const { return bounds_[row] / limits_(row, column); }

  void pivot(std::size_t row, std::size_t column) {
    const double inverse = 1 / limits_(row, column);
    for (std::size_t c = 0; c < gains_.size(); ++c) {
      if (c == column) continue;
      const double share = limits_(row, c) * inverse;
      limits_(row, c) = share;
      if (share == 0) continue;
      const auto from = limits_.column(column);
      const auto to = limits_.column(c);
      for (std::size_t r = 0; r < to.size(); ++r)
        if (r != row) to[r] -= share * from[r];
      gains_[c] -= share * gains_[column];
    }
    bounds_[row] *= inverse;
    for (std::size_t r = 0; r < bounds_.size(); ++r) {
      if (r == row) continue;
      // Rounding must not push a basic variable below zero.
      bounds_[r] = std::max(0.0, bounds_[r] - limits_(r, column) * bounds_[row]);
      limits_(r, column) *= -inverse;
    }
    gains_[column] *= -inverse;
    limits_(row, column) = inverse;
    std::swap(outside_[column], basis_[row]);
  }

  LinearSolution solution(const LinearProgram& program) const {
    const std::size_t variables = program.objective.size();
    LinearSolution result;
    result.x.assign(variables, 0.0);
    result.prices.assign(program.bounds.size(), 0.0);
    for (std::size_t r = 0; r < basis_.size(); ++r)
      if (basis_[r] < variables) result.x[basis_[r]] = bounds_[r];
    for (std::size_t c = 0; c < outside_.size(); ++c)
      if (outside_[c] >= variables) result.prices[outside_[c] - variables] = std::max(0.0, -gains_[c]);
    for (std::size_t i = 0; i < variables; ++i) result.value += program.objective[i] * result.x[i];
    return result;
  }

 private:
  Matrix limits_;
  std::vector<double> bounds_;
  std::vector<double> gains_;
  std::vector<std::size_t> basis_;
  std::vector<std::size_t> outside_;
};

}  // namespace

LinearSolution maximise(const LinearProgram& program) {
  if (program.limits.rows() != program.bounds.size() || program.limits.columns() != program.objective.size())
    throw std::invalid_argument("maximise: sizes of objective, limits and bounds do not fit");
  for (const double bound : program.bounds)
    if (!(bound >= 0)) throw std::invalid_argument("maximise: a bound is negative or missing");
  Tableau tableau(program);
  Rule rule = Rule::most_gain;
  for (std::size_t column = tableau.entering(rule); column != kNone; column = tableau.entering(rule)) {
    const std::size_t row = tableau.leaving(column);
    if (row == kNone) {
      LinearSolution unbounded;
      unbounded.bounded = false;
      return unbounded;
    }
    // Only steps that lead nowhere can lead in a circle; Bland's rule leads out of them.
    rule = tableau.room(row, column) > kZero ? Rule::most_gain : Rule::first_gain;
    tableau.pivot(row, column);
  }
  return tableau.solution(program);
}

}  // namespace dajuan::stats
