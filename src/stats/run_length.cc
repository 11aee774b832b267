#include "stats/run_length.h"

#include <algorithm>
#include <cmath>

#include "base/matrix.h"
#include "stats/gamma_distribution.h"

namespace dajuan::stats {
namespace {

constexpr std::size_t kCoarse = 51;
constexpr std::size_t kFine = 101;
/// The limits of an EWMA stand still when they are short of their end by less than half of this.
constexpr double kSettled = 1e-6;

double normal_below(double x) { return normal_upper_tail(-x); }

/// Expected number of further points from each state: (I - Q) a = 1. Gaussian elimination without exchange of
/// rows, for I - Q has a dominant diagonal: rows of Q are probabilities and add up to less than 1.
std::vector<double> points_left(const Matrix& steps) {
  const std::size_t n = steps.rows();
  std::vector<double> m(n * n);  // row by row
  std::vector<double> left(n, 1);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) m[i * n + j] = (i == j ? 1 : 0) - steps(i, j);
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = k + 1; i < n; ++i) {
      const double factor = m[i * n + k] / m[k * n + k];
      for (std::size_t j = k + 1; j < n; ++j) m[i * n + j] -= factor * m[k * n + j];
      left[i] -= factor * left[k];
    }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t j = i + 1; j < n; ++j) left[i] -= m[i * n + j] * left[j];
    left[i] /= m[i * n + i];
  }
  return left;
}

/// Where the series is when it has not alarmed yet, and how long it has been going.
struct Walk {
  std::vector<double> chances;  ///< of each state; they add up to the chance of no alarm so far
  RunLength length;

  explicit Walk(std::vector<double> start) : chances(std::move(start)) {}

  double going() const {
    double sum = 0;
    for (const double chance : chances) sum += chance;
    return sum;
  }
  void step(const Matrix& steps, std::size_t points) {
    std::vector<double> next(steps.columns());
    for (std::size_t j = 0; j < next.size(); ++j)
      for (std::size_t i = 0; i < chances.size(); ++i) next[j] += chances[i] * steps(i, j);
    chances = std::move(next);
    if (length.alarmed.size() < points) length.alarmed.push_back(1 - going());
  }
  /// The rest of the way, which always goes by the same steps.
  void finish(const Matrix& steps, std::size_t points) {
    const std::vector<double> left = points_left(steps);
    for (std::size_t i = 0; i < chances.size(); ++i) length.average += chances[i] * left[i];
    while (length.alarmed.size() < points) step(steps, points);
  }
};

/// Middles and bounds of equal states from -limit to limit.
struct States {
  double limit = 0;
  std::size_t number = 1;

  double bound(std::size_t i) const {
    return limit * (2 * static_cast<double>(i) / static_cast<double>(number) - 1);
  }
  double middle(std::size_t i) const {
    return limit * ((2 * static_cast<double>(i) + 1) / static_cast<double>(number) - 1);
  }
};

Matrix ewma_steps(const States& from, const States& to, double lambda, double shift) {
  Matrix steps(from.number, to.number);
  for (std::size_t i = 0; i < from.number; ++i) {
    const double kept = (1 - lambda) * from.middle(i);
    double below = normal_below((to.bound(0) - kept) / lambda - shift);
    for (std::size_t j = 0; j < to.number; ++j) {
      const double next = normal_below((to.bound(j + 1) - kept) / lambda - shift);
      steps(i, j) = next - below;
      below = next;
    }
  }
  return steps;
}

RunLength ewma_with(const EwmaRule& rule, std::size_t points, double shift, std::size_t number) {
  const double rest = 1 - rule.lambda;
  const double settled = rule.limit * std::sqrt(rule.lambda / (2 - rule.lambda));
  Walk walk({1});
  States from{0, 1};
  for (double memory = 1; memory > kSettled;) {
    memory *= rest * rest;
    const States to{settled * std::sqrt(1 - memory), number};
    walk.length.average += walk.going();
    walk.step(ewma_steps(from, to, rule.lambda, shift), points);
    from = to;
  }
  walk.finish(ewma_steps(from, from, rule.lambda, shift), points);
  return walk.length;
}

/// One side, upwards. State 0 is no more than half as wide as the others, for what falls below it stops at 0.
RunLength cusum_with(const CusumRule& rule, std::size_t points, double shift, std::size_t number) {
  const double width = 2 * rule.limit / static_cast<double>(2 * number - 1);
  std::vector<double> below;  // [d + number] = chance of at most d + 1/2 widths upwards
  for (std::size_t i = 0; i < 2 * number; ++i) {
    const double widths = static_cast<double>(i) - static_cast<double>(number) + 0.5;
    below.push_back(normal_below(widths * width + rule.slack - shift));
  }
  Matrix steps(number, number);
  for (std::size_t i = 0; i < number; ++i)
    for (std::size_t j = 0; j < number; ++j)
      steps(i, j) = below[number + j - i] - (j == 0 ? 0 : below[number + j - i - 1]);
  std::vector<double> start(number);
  start[0] = 1;
  Walk walk(std::move(start));
  walk.finish(steps, points);
  return walk.length;
}

/// What the two would tend to with ever narrower states.
RunLength extrapolated(const RunLength& coarse, const RunLength& fine, double width_ratio) {
  const double share = 1 / (width_ratio * width_ratio - 1);
  RunLength result;
  result.average = fine.average + share * (fine.average - coarse.average);
  for (std::size_t t = 0; t < fine.alarmed.size(); ++t)
    result.alarmed.push_back(
        std::clamp(fine.alarmed[t] + share * (fine.alarmed[t] - coarse.alarmed[t]), 0.0, 1.0));
  return result;
}

/// Chance that the first alarm comes at the first, second, ... point.
std::vector<double> first_at(const RunLength& length) {
  std::vector<double> result = length.alarmed;
  for (std::size_t t = result.size(); t-- > 1;) result[t] -= length.alarmed[t - 1];
  return result;
}

RunLength cusum_side(const CusumRule& rule, std::size_t points, double shift) {
  return extrapolated(cusum_with(rule, points, shift, kCoarse), cusum_with(rule, points, shift, kFine),
                      static_cast<double>(2 * kFine - 1) / static_cast<double>(2 * kCoarse - 1));
}

}  // namespace

RunLength run_length(const ShewhartRule& rule, std::size_t points, double shift) {
  const double alarm = normal_upper_tail(rule.limit - shift) + normal_upper_tail(rule.limit + shift);
  RunLength result;
  result.average = 1 / alarm;
  double going = 1;
  for (std::size_t t = 0; t < points; ++t) {
    going *= 1 - alarm;
    result.alarmed.push_back(1 - going);
  }
  return result;
}

RunLength run_length(const EwmaRule& rule, std::size_t points, double shift) {
  return extrapolated(ewma_with(rule, points, shift, kCoarse), ewma_with(rule, points, shift, kFine),
                      static_cast<double>(kFine) / static_cast<double>(kCoarse));
}

RunLength run_length(const CusumRule& rule, std::size_t points, double shift) {
  const RunLength above = cusum_side(rule, points, shift);
  const RunLength below = shift == 0 ? above : cusum_side(rule, points, -shift);
  const std::vector<double> alone_above = first_at(above);
  const std::vector<double> alone_below = first_at(below);
  RunLength result;
  result.average = 1 / (1 / above.average + 1 / below.average);
  std::vector<double> first_above, first_below;
  double alarmed = 0;
  for (std::size_t t = 0; t < points; ++t) {
    double chance_above = alone_above[t];
    double chance_below = alone_below[t];
    for (std::size_t s = 0; s < t; ++s) {
      chance_above -= first_below[s] * alone_above[t - 1 - s];
      chance_below -= first_above[s] * alone_below[t - 1 - s];
    }
    first_above.push_back(chance_above);
    first_below.push_back(chance_below);
    result.alarmed.push_back(alarmed += chance_above + chance_below);
  }
  return result;
}

}  // namespace dajuan::stats
