// Simulation studies of what docs/method/chance.md claims, through the whole path: how often limits, rank
// sets and groups hold the truth, how often a change is told where nothing moved. Prints tables; one
// argument: the worlds of each case of the whole path (1000, some eight minutes).
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <optional>

#include "chance_world.h"
#include "stats/count_interval.h"
#include "stats/dispersion.h"

namespace {

using namespace dajuan;
using namespace dajuan::index;
using bench::World;
using bench::WorldPlan;

constexpr double kLevel = 0.95;

double counted(Philox& random, double mean, double dispersion) {
  return static_cast<double>(dispersion > 1 ? random.negative_binomial(mean, mean / (dispersion - 1))
                                            : random.poisson(mean));
}

double wald_width(double variance) { return -2 * normal_quantile((1 - kLevel) / 2) * std::sqrt(variance); }

// ---- Raw figures
// -------------------------------------------------------------------------------------------

struct Exact {
  double coverage = 0;
  double width = 0;  ///< mean width of the limits
};

/// Sums the probabilities of all counts whose limits hold the mean; Poisson, or NB1 above a dispersion of 1.
Exact exact_coverage(double mean, double dispersion) {
  Exact result;
  const double size = mean / (dispersion - 1);
  double p = dispersion > 1 ? std::exp(-size * std::log(dispersion)) : std::exp(-mean);
  double sum = 0;
  for (int k = 0; k <= mean || sum < 1 - 1e-10; ++k) {
    const stats::Interval limits = stats::count_interval(k, dispersion, kLevel);
    if (limits.lower <= mean && mean <= limits.upper) result.coverage += p;
    result.width += p * (limits.upper - limits.lower);
    sum += p;
    p *= dispersion > 1 ? (size + k) / (k + 1) * (dispersion - 1) / dispersion : mean / (k + 1);
  }
  return result;
}

void counts_of_known_dispersion() {
  std::puts("\nCounts, dispersion known: least, mean and greatest coverage over means; width / Wald's");
  constexpr double kBounds[] = {0.5, 1, 3, 10, 30, 100, 300};
  for (const double dispersion : {1.0, 1.5, 2.0, 3.0, 5.0})
    for (std::size_t b = 0; b + 1 < std::size(kBounds); ++b) {
      double least = 1, most = 0, sum = 0, width = 0, n = 0;
      for (double mean = kBounds[b]; mean < kBounds[b + 1]; mean *= 1.01) {
        const Exact exact = exact_coverage(mean, dispersion);
        least = std::min(least, exact.coverage);
        most = std::max(most, exact.coverage);
        sum += exact.coverage;
        width += exact.width / wald_width(dispersion * mean);
        n += 1;
      }
      std::printf("| %g | %g to %g | %.3f | %.3f | %.3f | %.2f |\n", dispersion, kBounds[b], kBounds[b + 1],
                  least, sum / n, most, width / n);
    }
}

void counts_of_estimated_dispersion() {
  std::puts(
      "\nCounts, dispersion estimated from 60 months of 12 regions, 2,000 worlds: coverage, width / Wald's");
  for (const double dispersion : {1.0, 1.5, 3.0, 5.0})
    for (const double mean : {1.0, 3.0, 10.0, 30.0, 100.0}) {
      double covered = 0, width = 0, n = 0;
      for (std::uint32_t draw = 0; draw < 2000; ++draw) {
        Philox random(philox_key("estimated dispersion"),
                      static_cast<std::uint32_t>(mean * 100 + dispersion * 10), draw);
        std::vector<std::optional<stats::Dispersion>> own;
        std::vector<double> last;
        for (int region = 0; region < 12; ++region) {
          std::vector<double> series(60);
          for (double& count : series) count = counted(random, mean, dispersion);
          last.push_back(series.back());
          own.push_back(stats::local_dispersion(series));
        }
        const std::vector<double> used = stats::shrunken_dispersions(own);
        for (std::size_t r = 0; r < last.size(); ++r) {
          const stats::Interval limits = stats::count_interval(last[r], used[r], kLevel);
          covered += limits.lower <= mean && mean <= limits.upper;
          width += limits.upper - limits.lower;
          n += 1;
        }
      }
      std::printf("| %g | %g | %.3f | %.2f |\n", dispersion, mean, covered / n,
                  width / n / wald_width(dispersion * mean));
    }
}

void proportions() {
  std::puts("\nProportions: trials, least and mean coverage over shares 0.02 to 0.98; width / Wald's at 0.2");
  for (const int trials : {20, 50, 100, 400}) {
    std::vector<stats::Interval> limits;
    for (int k = 0; k <= trials; ++k) limits.push_back(stats::proportion_interval(k, trials, kLevel));
    const auto expected = [&](double share, const auto& value) {
      double sum = 0;
      for (int k = 0; k <= trials; ++k)
        sum += std::exp(std::lgamma(trials + 1.0) - std::lgamma(k + 1.0) - std::lgamma(trials - k + 1.0) +
                        k * std::log(share) + (trials - k) * std::log(1 - share)) *
               value(limits[static_cast<std::size_t>(k)]);
      return sum;
    };
    double least = 1, sum = 0, n = 0;
    for (double share = 0.02; share < 0.98; share += 0.0013) {
      const double covered = expected(share, [&](const stats::Interval& interval) {
        return interval.lower <= share && share <= interval.upper ? 1.0 : 0.0;
      });
      least = std::min(least, covered);
      sum += covered;
      n += 1;
    }
    const double width =
        expected(0.2, [](const stats::Interval& interval) { return interval.upper - interval.lower; });
    std::printf("| %d | %.3f | %.3f | %.2f |\n", trials, least, sum / n, width / wald_width(0.16 / trials));
  }
}

// ---- The whole path
// ----------------------------------------------------------------------------------------

constexpr int kMonths = 60;  ///< of figures; then one of the true means now and one of those a year ago

using Factor = double (*)(std::size_t region);
double flat(std::size_t) { return 1; }
double half(std::size_t region) { return region < 6 ? 1.0 : 1 + 0.3 * static_cast<double>(region - 5); }
double apart(std::size_t region) { return 1 + 0.6 * static_cast<double>(region); }
double some(std::size_t region) { return region < 4 ? 1.8 : 1.0; }

struct Case {
  const char* name;
  double mean;    ///< of the first indicator
  double spread;  ///< of each further one, times that of the one before
  double dispersion;
  bool known;
  std::size_t indicators;
  Factor level;  ///< of a region's means
  Factor moved;  ///< of its means in the last months
};

constexpr Case kCases[] = {
    {"Poisson, mean 1", 1, 1, 1, true, 4, flat, flat},
    {"Poisson, mean 3", 3, 1, 1, true, 3, flat, flat},
    {"Poisson, mean 10", 10, 1, 1, true, 4, flat, flat},
    {"Poisson, mean 50", 50, 1, 1, true, 6, flat, flat},
    {"Poisson, means 1 to 64", 1, 4, 1, true, 4, flat, flat},
    {"NB1 3, mean 5, known", 5, 1, 3, true, 4, flat, flat},
    {"NB1 3, mean 40, known", 40, 1, 3, true, 4, flat, flat},
    {"NB1 1.5, mean 10, estimated", 10, 1, 1.5, false, 4, flat, flat},
    {"NB1 3, mean 5, estimated", 5, 1, 3, false, 4, flat, flat},
    {"NB1 3, mean 40, estimated", 40, 1, 3, false, 4, flat, flat},
    {"Poisson, mean 10, half tied", 10, 1, 1, true, 4, half, flat},
    {"NB1 3, mean 40, estimated, half tied", 40, 1, 3, false, 4, half, flat},
    {"Poisson, mean 50, apart", 50, 1, 1, true, 4, apart, flat},
    {"Poisson, mean 50, 4 of 12 moved", 50, 1, 1, true, 4, flat, some},
    {"NB1 3, mean 40, known, 4 moved", 40, 1, 3, true, 4, flat, some},
    {"NB1 3, mean 40, estimated, 4 moved", 40, 1, 3, false, 4, flat, some},
};

struct Share {
  double hits = 0;
  double of = 0;
  void add(bool hit) { hits += hit, of += 1; }
  double percent() const { return of > 0 ? 100 * hits / of : 0; }
};

struct Tally {
  Share single, aggregate, whole, since, beside;   ///< limits of scores and differences
  Share rank_sets, rank_marginal, group_families;  ///< at the top
  Share worlds_with_change, found;
  double false_share = 0;  ///< sum over worlds of false words / words
};

constexpr double kRounding = 1e-9;

bool holds(const Estimate& estimate, double truth) {
  return estimate.limits.lower <= truth + kRounding && truth - kRounding <= estimate.limits.upper;
}

class Study {
 public:
  explicit Study(const Case& plan) : plan_(plan), tree_(bench::world_regions(kRegions)) {}

  Tally run(std::size_t worlds) {
    for (std::uint32_t w = 0; w < worlds; ++w) one(w);
    return tally_;
  }

 private:
  static constexpr std::size_t kRegions = 12;
  static constexpr std::size_t kYearAgo = 1;  ///< in kChanges
  static constexpr std::size_t kDraws = 400;

  double mean(std::size_t region, int month, std::size_t indicator) const {
    const bool now = month >= kMonths - 6 && month <= kMonths;
    return plan_.mean * std::pow(plan_.spread, static_cast<double>(indicator)) * plan_.level(region) *
           (now ? plan_.moved(region) : 1);
  }

  void one(std::uint32_t w) {
    WorldPlan made;
    made.regions = kRegions;
    made.indicators = plan_.indicators;
    made.months = kMonths + 2;
    made.error.kind = plan_.dispersion > 1 ? ErrorKind::overdispersed : ErrorKind::poisson;
    if (plan_.dispersion > 1 && plan_.known) made.error.dispersion = plan_.dispersion;
    Philox random(philox_key(plan_.name), 1, w);
    const World world(made, tree_, [&](std::size_t region, int month, std::size_t indicator) {
      const double expected = mean(region, month, indicator);
      return month < kMonths ? counted(random, expected, plan_.dispersion) : expected;
    });
    const Uncertainty told = estimate_uncertainty(world.sources(), World::month(kMonths - 1),
                                                  {"study " + std::to_string(w), kDraws});
    limits(world, told);
    places(world, told);
    words(world, told);
  }

  /// The score that the true means have, in the last month or a year before.
  static double truth(const World& world, std::size_t row, std::size_t node, bool now) {
    const std::ptrdiff_t at = world.series.row_at(row, World::month(kMonths + (now ? 0 : 1)));
    return world.series.score(static_cast<std::size_t>(at), node);
  }

  void limits(const World& world, const Uncertainty& told) {
    const std::size_t top = world.series.structure().top();
    for (std::size_t row = told.first_row; row < told.first_row + told.units; ++row) {
      const std::ptrdiff_t whole = world.series.whole_of(row);
      for (std::size_t n = 0; n < told.nodes; ++n) {
        const double now = truth(world, row, n, true);
        const bool held = holds(told.scores[told.at(row, n)], now);
        if (whole < 0) {
          if (n == top) tally_.whole.add(held);
          continue;
        }
        (n == top ? tally_.aggregate : tally_.single).add(held);
        if (n != top) continue;
        tally_.since.add(
            holds(told.changes[kYearAgo][told.at(row, n)].difference, now - truth(world, row, n, false)));
        tally_.beside.add(holds(told.beside_whole[told.at(row, n)],
                                now - truth(world, static_cast<std::size_t>(whole), n, true)));
      }
    }
  }

  void places(const World& world, const Uncertainty& told) {
    const std::size_t top = world.series.structure().top();
    const std::size_t end = told.first_row + told.units;
    bool all = true;
    bool right = true;
    for (std::size_t row = told.first_row; row < end; ++row) {
      const std::ptrdiff_t whole = world.series.whole_of(row);
      if (whole < 0) continue;
      const double own = truth(world, row, top, true);
      std::size_t rank = 1;
      for (std::size_t other = told.first_row; other < end; ++other)
        rank += world.series.whole_of(other) >= 0 && truth(world, other, top, true) > own + kRounding;
      const auto in = [&](const stats::RankSet& set) { return set.lower <= rank && rank <= set.upper; };
      const Places& found = told.places[told.at(row, top)];
      all = all && in(found.simultaneous);
      tally_.rank_marginal.add(in(found.marginal));
      const double beside = own - truth(world, static_cast<std::size_t>(whole), top, true);
      const stats::BesideWhole group = told.groups[told.at(row, top)];
      right = right && (group != stats::BesideWhole::above || beside > kRounding) &&
              (group != stats::BesideWhole::below || beside < -kRounding);
    }
    tally_.rank_sets.add(all);
    tally_.group_families.add(right);
  }

  void words(const World& world, const Uncertainty& told) {
    double said = 0, wrong = 0;
    for (std::size_t row = told.first_row; row < told.first_row + told.units; ++row)
      for (std::size_t n = 0; n < told.nodes; ++n) {
        const ChangeWord word = told.changes[kYearAgo][told.at(row, n)].word;
        const double moved = truth(world, row, n, true) - truth(world, row, n, false);
        const bool told_so = word == ChangeWord::rose || word == ChangeWord::fell;
        if (std::fabs(moved) > kRounding) tally_.found.add(told_so);
        if (!told_so) continue;
        said += 1;
        wrong += word == ChangeWord::rose ? moved < kRounding : moved > -kRounding;
      }
    tally_.worlds_with_change.add(said > 0);
    if (said > 0) tally_.false_share += wrong / said;
  }

  const Case& plan_;
  region::Regions tree_;
  Tally tally_;
};

void whole_path(std::size_t worlds) {
  std::printf("\nThe whole path: 12 regions, %zu worlds each, 400 draws, per cent\n", worlds);
  std::puts(
      "| case | score of one | aggregate | whole | year on year | beside whole | rank sets | marginal | "
      "groups | any change told | false of told | found |");
  for (const Case& each : kCases) {
    const Tally t = Study(each).run(worlds);
    std::printf("| %s |", each.name);
    for (const Share& share : {t.single, t.aggregate, t.whole, t.since, t.beside, t.rank_sets,
                               t.rank_marginal, t.group_families, t.worlds_with_change})
      std::printf(" %.1f |", share.percent());
    std::printf(" %.1f | %.0f |\n", 100 * t.false_share / t.worlds_with_change.of, t.found.percent());
    std::fflush(stdout);
  }
}

}  // namespace

int main(int argc, char** argv) {
  counts_of_known_dispersion();
  counts_of_estimated_dispersion();
  proportions();
  whole_path(argc > 1 ? static_cast<std::size_t>(std::atoi(argv[1])) : 1000);
}
