#include <algorithm>
#include <cmath>

#include "base/exact_math.h"
#include "base/observation.h"
#include "stats/deviance.h"
#include "stats/log_gamma.h"
#include "stats/rate_ratio.h"

namespace dajuan::stats {
namespace {

constexpr double kTwoPi = 6.2831853071795864769;
/// A step that ends this little beyond the largest or smallest count possible is a rounded one.
constexpr double kRounding = 1e-6;

/// Cases and others, now and then, with given sums of rows and columns: one number says all four.
class FourFold {
 public:
  FourFold(double trials_now, double trials_then, double cases)
      : trials_now_(trials_now), trials_then_(trials_then), cases_(cases) {}

  double least() const { return std::max(0.0, cases_ - trials_then_) - kRounding; }
  double most() const { return std::min(trials_now_, cases_) + kRounding; }

  /// Where the probability is largest, but for one step.
  double mode() const { return (trials_now_ + 1) * (cases_ + 1) / (trials_now_ + trials_then_ + 2); }

  /// Logarithm of the probability of x cases now, but for a constant.
  double log_probability(double x) const {
    const double all = trials_now_ + trials_then_;
    const double now = trials_now_ / all;
    const double then = trials_then_ / all;
    const double excess = now * cases_ - x;
    const double others = all - cases_;
    return -cell(x, now * cases_, excess) - cell(cases_ - x, then * cases_, -excess) -
           cell(trials_now_ - x, now * others, -excess) -
           cell(trials_then_ - cases_ + x, then * others, excess);
  }

  /// Sum of the probabilities of x, x + step, x + 2 step ..., relative to that of x.
  double sum_from(double x, double step) const {
    constexpr double kNothing = 1e-17;
    double sum = 1;
    double term = 1;
    while (true) {
      const double ratio = step > 0 ? upwards(x) : 1 / upwards(x - 1);
      x += step;
      if (x < least() || x > most()) return sum;
      term *= ratio;
      sum += term;
      // The ratios fall, so what is left is below a geometric series.
      if (ratio < 1 && term <= kNothing * sum * (1 - ratio)) return sum;
    }
  }

 private:
  /// Probability of x + 1 over that of x.
  double upwards(double x) const {
    return (trials_now_ - x) / (x + 1) * ((cases_ - x) / (trials_then_ - cases_ + x + 1));
  }

  /// log(count!) with what the sums of rows and columns fix taken out.
  static double cell(double count, double mean, double excess) {
    if (count <= 0) return mean;
    return deviance(count, mean, excess) + exact_log(kTwoPi * count) / 2 + log_gamma_correction(count);
  }

  double trials_now_, trials_then_, cases_;
};

/// Twice the smaller tail from x, at most 1.
double fisher_p_value(double x, const FourFold& table) {
  const double to_least = std::ceil(table.least() - x);
  const double to_most = std::floor(table.most() - x);
  const double to_mode = std::clamp(std::floor(table.mode() - x), to_least, to_most);
  const double mode = x + to_mode;
  // All relative to the probability of x; from the mode outwards the terms fall.
  const double all = exact_exp(table.log_probability(mode) - table.log_probability(x)) *
                     (table.sum_from(mode, 1) + table.sum_from(mode, -1) - 1);
  const double outer = table.sum_from(x, to_mode <= 0 ? 1 : -1);
  const double inner = all - outer + 1;
  return std::min(1.0, 2 * std::min(outer, inner) / all);
}

}  // namespace

ProportionDifference compare_proportions(double cases_now, double trials_now, double cases_then,
                                         double trials_then, double level) {
  const double sum = cases_now + trials_now + cases_then + trials_then;
  if (is_missing(sum)) return {kMissing, {kMissing, kMissing}, kMissing};
  const double now = cases_now / trials_now;
  const double then = cases_then / trials_then;
  const Interval interval = difference_interval(now, proportion_interval(cases_now, trials_now, level), then,
                                                proportion_interval(cases_then, trials_then, level));
  const FourFold table(trials_now, trials_then, cases_now + cases_then);
  return {now - then, interval, fisher_p_value(cases_now, table)};
}

Interval difference_interval(double now, const Interval& of_now, double then, const Interval& of_then) {
  const auto both = [](double a, double b) { return std::sqrt(a * a + b * b); };
  return {now - then - both(now - of_now.lower, of_then.upper - then),
          now - then + both(of_now.upper - now, then - of_then.lower)};
}

}  // namespace dajuan::stats
