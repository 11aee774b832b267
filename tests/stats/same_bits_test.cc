// Published figures have the same bits whatever compiler, optimisation or processor made them. The digest
// below was printed by g++ 12 -O3 and by clang 14 -O2, each with and without -march=haswell. It may only
// change together with a definition in a header of src/stats, and then every published figure that rests on
// it changes too.
#include <doctest/doctest.h>

#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <span>

#include "made_up.h"
#include "stats/ahp.h"
#include "stats/benefit_of_the_doubt.h"
#include "stats/beta_distribution.h"
#include "stats/correlation.h"
#include "stats/count_interval.h"
#include "stats/count_probability.h"
#include "stats/descriptive.h"
#include "stats/dispersion.h"
#include "stats/gamma_distribution.h"
#include "stats/log_gamma.h"
#include "stats/mazziotta_pareto.h"
#include "stats/pca.h"
#include "stats/rate_ratio.h"
#include "stats/trend.h"

namespace stats = dajuan::stats;
using dajuan::Matrix;

namespace {

/// FNV-1a over the bits of the values.
class Digest {
 public:
  void add(double value) {
    std::uint64_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    for (int byte = 0; byte < 8; ++byte) hash_ = (hash_ ^ ((bits >> (8 * byte)) & 0xff)) * 1099511628211u;
  }
  void add(std::span<const double> values) {
    for (const double value : values) add(value);
  }
  std::uint64_t hash() const { return hash_; }

 private:
  std::uint64_t hash_ = 14695981039346656037u;
};

Matrix made_up(std::size_t rows, std::size_t columns) {
  stats::tests::MadeUp random(2024);
  Matrix data(rows, columns);
  for (std::size_t r = 0; r < rows; ++r) {
    const double factor = random.next();
    for (std::size_t c = 0; c < columns; ++c) data(r, c) = 1 + 50 * random.next() + 30 * factor;
  }
  return data;
}

stats::Comparisons judgements() {
  stats::Comparisons a(6, std::vector<double>(6, 1.0));
  for (std::size_t i = 0; i < 6; ++i)
    for (std::size_t j = i + 1; j < 6; ++j) {
      a[i][j] = static_cast<double>(1 + (7 * i + 3 * j) % 9);
      a[j][i] = 1 / a[i][j];
    }
  return a;
}

}  // namespace

TEST_CASE("the same bits everywhere") {
  Digest digest;
  const Matrix data = made_up(61, 9);
  for (std::size_t c = 0; c < data.columns(); ++c) {
    const auto m = stats::moments(data.column(c));
    for (const double x : {m.mean, m.sd, m.skewness, m.kurtosis, stats::sum(data.column(c)),
                           stats::quantile(data.column(c), 0.3)})
      digest.add(x);
    digest.add(stats::pearson(data.column(c), data.column(0)));
    digest.add(stats::spearman(data.column(c), data.column(0)));
    digest.add(stats::kendall_tau_b(data.column(c), data.column(0)));
    digest.add(stats::mazziotta_pareto(data.column(c), {}, stats::Phenomenon::positive));
    const auto trend = stats::trend(data.column(8), data.column(c));
    digest.add(trend.percent_change);
    digest.add(stats::compound_growth(data(0, c), data(1, c), 3));
  }
  const auto pc = stats::principal_components(data);
  digest.add(pc.sdev);
  digest.add(pc.loadings.all());
  digest.add(stats::eigenvector_priorities(judgements()));
  digest.add(stats::geometric_mean_priorities(judgements()));
  digest.add(stats::column_mean_priorities(judgements()));
  for (const auto& offence : stats::worst_comparisons(judgements(), 15)) digest.add(offence.ratio_if_changed);
  const auto bod = stats::benefit_of_the_doubt(data, {0.02, 0.4});
  REQUIRE(bod);
  digest.add(bod->scores);
  digest.add(bod->weights.all());
  for (double x = 0.01; x < 1e6; x *= 3) {
    digest.add(stats::log_gamma(x));
    digest.add(stats::log_probability_of_zero_here(10 * x, 5, 2, 1 + x));
    digest.add(stats::log_probability_of_zeros(data.column(1), 1 + x));
  }
  CHECK(digest.hash() == 5710056144699748542u);
}

TEST_CASE("the same bits everywhere: what chance does to counts and proportions") {
  Digest digest;
  stats::tests::MadeUp random(2025);
  for (int i = 0; i < 400; ++i) {
    double scale = 0.3;
    for (int k = i % 20; k > 0; --k) scale *= 2.5;
    const double now = scale * random.next();
    const double then = scale * random.next();
    const double p = random.next() * 0.998 + 0.001;
    digest.add(stats::gamma_lower_tail(now, then));
    digest.add(stats::gamma_quantile(p, now));
    digest.add(stats::beta_upper_tail(p, now, then));
    digest.add(stats::beta_odds_quantile(p, now, then));
    digest.add(stats::normal_upper_tail(12 * p));
    const auto tails = i % 2 == 0 ? stats::TailCount::exact : stats::TailCount::mid_p;
    const auto ratio = stats::compare_rates({now, 3, 1 + p}, {then, 2, 1 + p}, 0.95, tails);
    const auto share = stats::compare_proportions(now, scale + 1, then, 2 * scale + 1, 0.95);
    const auto count = stats::count_interval(now, 1 + p, 0.95);
    for (const double x : {ratio.ratio, ratio.interval.lower, ratio.interval.upper, ratio.p, count.lower,
                           count.upper, share.interval.lower, share.interval.upper, share.p})
      digest.add(x);
  }
  const Matrix data = made_up(50, 3);
  for (std::size_t c = 0; c < data.columns(); ++c)
    digest.add(stats::local_dispersion(data.column(c)).value().estimate);
  CHECK(digest.hash() == 6171504301320255589u);
}
