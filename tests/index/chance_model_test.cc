#include "index/chance_model.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "chance_world.h"
#include "index/chance_figure.h"

namespace dajuan::index {
namespace {

using namespace chance_world;

const World& world() {
  static const World made;
  return made;
}

double value_of(const ChanceModel& model, std::size_t place, std::size_t indicator) {
  double sum = 0;
  for (const ChanceEffect& effect : model.effects(place, indicator))
    sum += effect.per_unit * model.sources()[effect.source].observed;
  return sum;
}

TEST_CASE("Every value is the sum of its sources times their effects, in members and wholes") {
  std::vector<std::size_t> rows;
  for (std::size_t r = 0; r < world().panel.units.size(); ++r) rows.push_back(r);
  const ChanceModel model = world().model(rows);
  std::size_t compared = 0;
  for (std::size_t place = 0; place < rows.size(); ++place)
    for (std::size_t c = 0; c < 4; ++c) {
      const double value = world().panel.values(rows[place], c);
      if (is_missing(value)) {
        CHECK(model.effects(place, c).empty());
        continue;
      }
      CHECK(value_of(model, place, c) == doctest::Approx(value).epsilon(1e-12));
      CHECK(model.observed()(place, c) == value);
      ++compared;
    }
  CHECK(compared > 700);
}

TEST_CASE("Months that two windows share are one source of both; formulas and indicators share variables") {
  const std::size_t now = world().row("K2", kLast);
  const std::size_t before = world().row("K2", kLast.previous());
  const ChanceModel model = world().model({before, now});
  const auto sources = [&](std::size_t place, std::size_t indicator) {
    std::set<std::uint32_t> result;
    for (const ChanceEffect& effect : model.effects(place, indicator)) result.insert(effect.source);
    return result;
  };
  // Of theft: the month that left; the one shared by both windows but by no month alone; the last two months,
  // each of which is also a month of b.
  const std::set<std::uint32_t> a_now = sources(1, 0);
  const std::set<std::uint32_t> a_before = sources(0, 0);
  CHECK(a_now.size() == 3);
  CHECK(a_before.size() == 3);
  std::set<std::uint32_t> both;
  for (const std::uint32_t source : a_now)
    if (a_before.count(source) > 0) both.insert(source);
  CHECK(both.size() == 2);
  // b is the last month's theft, which a knows too, and its robberies, which count double.
  const std::set<std::uint32_t> b_now = sources(1, 1);
  CHECK(b_now.size() == 2);
  std::size_t shared = 0;
  for (const std::uint32_t source : b_now) shared += a_now.count(source);
  CHECK(shared == 1);
  for (const ChanceEffect& effect : model.effects(1, 1))
    CHECK(effect.per_unit == doctest::Approx(a_now.count(effect.source) > 0 ? 0.5 : 1.0));
}

TEST_CASE("Draws scatter about what was observed as the models say") {
  const std::size_t row = world().row("K1", kLast);
  const ChanceModel model = world().model({row});
  constexpr std::size_t kDraws = 40000;
  Matrix low;
  Matrix high;
  ChanceModel::Scratch scratch;
  const std::size_t place = 0;
  model.draw(philox_key("scatter"), 0, kDraws, place, {&place, 1}, low, high, scratch);
  const double n = kDraws;
  for (std::size_t c = 0; c < 4; ++c) {
    double sum_low = 0;
    double sum_high = 0;
    double squares = 0;
    for (std::size_t d = 0; d < kDraws; ++d) {
      REQUIRE(low(d, c) <= high(d, c));
      sum_low += low(d, c);
      sum_high += high(d, c);
    }
    const double middle = (sum_low + sum_high) / 2 / n;
    for (std::size_t d = 0; d < kDraws; ++d) squares += std::pow((low(d, c) + high(d, c)) / 2 - middle, 2);
    // The ends part by one source of each cell, here the one with the larger effect.
    double mean_low = 0;
    double mean_high = 0;
    double variance = 0;
    double largest = 0;
    for (const ChanceEffect& effect : model.effects(0, c)) largest = std::max(largest, effect.per_unit);
    bool led = false;
    for (const ChanceEffect& effect : model.effects(0, c)) {
      const ChanceSource& source = model.sources()[effect.source];
      const double e = effect.per_unit;
      if (source.kind == ChanceSource::Kind::count) {
        mean_low += e * source.observed;
        mean_high += e * source.observed;
        variance += e * e * source.observed;
        if (e != largest || led) continue;
        led = true;
        mean_low += e * 0.25;
        mean_high += e * 0.75;
        variance += e * e * (0.25 + 0.5 / 4);  // gamma 1/4 and half of a gamma 1/2
      } else {
        // Beta(x + 1/4, n - x + 3/4) and (x + 3/4, n - x + 1/4): means (x + 1/4) / (n + 1), (x + 3/4) / (n +
        // 1).
        const double trials = source.trials;
        mean_low += e * trials * (source.observed + 0.25) / (trials + 1);
        mean_high += e * trials * (source.observed + 0.75) / (trials + 1);
        const double share = (source.observed + 0.5) / (trials + 1);
        variance += e * e * trials * trials * share * (1 - share) / (trials + 2);
      }
    }
    const double error = std::sqrt(variance / n);
    CHECK(std::abs(sum_low / n - mean_low) < 5 * error);
    CHECK(std::abs(sum_high / n - mean_high) < 5 * error);
    CHECK(squares / n == doctest::Approx(variance).epsilon(0.03));
  }
}

TEST_CASE("A whole moves with its members, and many small counts do not add up to a bias") {
  std::vector<std::size_t> rows;
  for (const char* code : {"P", "K1", "K2", "K3", "K4"}) rows.push_back(world().row(code, kLast));
  std::sort(rows.begin(), rows.end());
  const ChanceModel model = world().model(rows);
  std::vector<std::size_t> places;
  std::size_t whole = 0;
  for (std::size_t p = 0; p < rows.size(); ++p) {
    places.push_back(p);
    if (!world().panel.units[rows[p]].fits) whole = p;
  }
  Matrix low;
  Matrix high;
  ChanceModel::Scratch scratch;
  constexpr std::size_t kDraws = 4000;
  model.draw(philox_key("pooled"), 7, kDraws, whole, places, low, high, scratch);
  for (std::size_t c = 0; c < 4; ++c) {
    double middle = 0;
    double step = 0;
    for (const ChanceEffect& effect : model.effects(whole, c)) step = std::max(step, effect.per_unit);
    for (std::size_t d = 0; d < kDraws; ++d)
      middle += (low(whole * kDraws + d, c) + high(whole * kDraws + d, c)) / 2;
    const double error = figure_interval(model, whole, c, 0.95).standard_error / std::sqrt(kDraws * 1.0);
    CHECK(std::abs(middle / kDraws - model.observed()(whole, c)) < step + 5 * error);
  }
  // Shares of 50 checked each: the whole's is the mean of its members', but for the source that leads.
  double squares = 0;
  for (std::size_t d = 0; d < kDraws; ++d) {
    double mean = 0;
    for (const std::size_t p : places)
      if (p != whole) mean += low(p * kDraws + d, 2) / 4;
    squares += std::pow(low(whole * kDraws + d, 2) - mean, 2);
  }
  CHECK(squares / kDraws < 1e-3);
}

TEST_CASE("Draws do not depend on how they are made; what is compared stands at the opposite end") {
  const std::size_t before = world().row("K3", kLast.previous());
  const std::size_t now = world().row("K3", kLast);
  const ChanceModel model = world().model({before, now});
  const std::vector<std::size_t> both{0, 1};
  ChanceModel::Scratch scratch;
  const auto draw = [&](std::uint32_t first, std::size_t draws, std::size_t of,
                        std::vector<std::size_t> places) {
    std::pair<Matrix, Matrix> ends;
    model.draw(philox_key("same"), first, draws, of, places, ends.first, ends.second, scratch);
    return ends;
  };
  const auto all = draw(0, 60, 1, both);
  const auto later = draw(50, 10, 1, both);
  const auto alone = draw(0, 60, 0, {0});
  for (std::size_t c = 0; c < 4; ++c)
    for (std::size_t d = 0; d < 10; ++d) {
      CHECK(all.first(50 + d, c) == later.first(d, c));
      CHECK(all.first(60 + 50 + d, c) == later.first(10 + d, c));
      // c and d rest on one month each: as compared its ends are those of its own, the other way round.
      if (c >= 2) CHECK(all.first(50 + d, c) == alone.second(50 + d, c));
    }
  // a shares two of three months, which keep their end.
  for (std::size_t d = 0; d < 60; ++d) {
    CHECK(all.first(d, 0) >= alone.first(d, 0));
    CHECK(all.first(d, 0) <= alone.second(d, 0));
  }
}

TEST_CASE("Intervals of raw values: exact for counts and shares, pooled for wholes, none without a model") {
  std::vector<std::size_t> rows{world().row("C1", kLast), world().row("K1", kLast)};
  const ChanceModel model = world().model(rows);
  const FigureInterval theft = figure_interval(model, 1, 0, 0.95);
  CHECK(theft.method == FigureMethod::count);
  const double events = world().panel.values(rows[1], 0);  // of 1,000 people, per 1,000
  const stats::Interval exact = stats::count_interval(events, 1, 0.95);
  CHECK(theft.limits.lower == doctest::Approx(exact.lower));
  CHECK(theft.limits.upper == doctest::Approx(exact.upper));
  CHECK(theft.standard_error == doctest::Approx(std::sqrt(events)));
  const FigureInterval pooled = figure_interval(model, 0, 0, 0.95);
  const double both = world().panel.values(rows[0], 0) * 3;
  CHECK(pooled.limits.upper == doctest::Approx(stats::count_interval(both, 1, 0.95).upper / 3));
  const FigureInterval share = figure_interval(model, 1, 2, 0.95);
  CHECK(share.method == FigureMethod::proportion);
  const double passed = world().panel.values(rows[1], 2) * 50;
  CHECK(share.limits.lower == doctest::Approx(stats::proportion_interval(passed, 50, 0.95).lower));
  const FigureInterval safe = figure_interval(model, 1, 3, 0.95);
  const double yes = world().panel.values(rows[1], 3) * 4;
  CHECK(safe.limits.upper == doctest::Approx(100 * stats::proportion_interval(yes, 400, 0.95).upper));

  Scheme silent = scheme();
  silent.rules[0].error.kind = ErrorKind::unsaid;
  silent.rules[1].error.kind = ErrorKind::exact;
  silent.rules[3].error.kind = ErrorKind::normal;
  silent.rules[3].error.sample_size.clear();
  silent.rules[3].error.fixed_standard_error = 2;
  const World other(silent);
  const ChanceModel partly = other.model({other.row("K1", kLast)});
  CHECK(figure_interval(partly, 0, 0, 0.95).method == FigureMethod::none);
  CHECK(figure_interval(partly, 0, 1, 0.95).method == FigureMethod::none);
  const FigureInterval normal = figure_interval(partly, 0, 3, 0.95);
  CHECK(normal.method == FigureMethod::normal);
  CHECK(normal.limits.upper - normal.limits.lower == doctest::Approx(2 * 1.959963984540054 * 2));
}

TEST_CASE("Over-dispersion: estimated for each region, shown, and wider") {
  Scheme wide = scheme();
  for (std::size_t i : {0, 1}) wide.rules[i].error.kind = ErrorKind::overdispersed;
  const World estimated(wide);
  for (std::size_t i : {0, 1}) wide.rules[i].error.dispersion = 4;
  const World given(wide);
  const std::size_t row = given.row("K1", kLast);
  const FigureInterval poisson = figure_interval(world().model({row}), 0, 0, 0.95);
  const FigureInterval four = figure_interval(given.model({row}), 0, 0, 0.95);
  CHECK(four.standard_error == doctest::Approx(2 * poisson.standard_error));
  const ChanceModel model = estimated.model({row});
  REQUIRE(model.dispersions().size() == 8);  // two variables, four counties
  for (const DispersionUsed& used : model.dispersions()) {
    CHECK(used.dispersion >= 1);
    CHECK(used.dispersion < 2.5);
    CHECK(used.periods > 10);
  }
  CHECK(given.model({row}).dispersions().front().periods == 0);
}

TEST_CASE("Two values are compared by what they do not share") {
  const std::size_t year_ago = world().row("K4", kLast.year_ago());
  const std::size_t before = world().row("K4", kLast.previous());
  const std::size_t now = world().row("K4", kLast);
  const ChanceModel model = world().model({year_ago, before, now});
  const auto theft = [&](Period period) {
    return world().reading.value("theft", world().tree.find("K4"), period.text());
  };
  const FigureComparison rolling = compare_figures(model, 2, 1, 0, 0.95);
  CHECK(rolling.overlap);
  CHECK(rolling.method == FigureMethod::count);
  const stats::RateRatio months =
      stats::compare_rates({theft(kLast), 4, 1}, {theft(kLast.plus(-3)), 4, 1}, 0.95);
  CHECK(rolling.p == doctest::Approx(months.p));
  const FigureComparison year = compare_figures(model, 2, 0, 0, 0.95);
  CHECK_FALSE(year.overlap);
  CHECK(year.ratio == doctest::Approx(world().panel.values(now, 0) / world().panel.values(year_ago, 0)));
  CHECK(year.ratio_limits.lower < year.ratio);
  CHECK(year.ratio < year.ratio_limits.upper);
  CHECK(compare_figures(model, 2, 2, 0, 0.95).same_figures);
  CHECK(compare_figures(model, 2, 0, 2, 0.95).method == FigureMethod::proportion);
}

}  // namespace
}  // namespace dajuan::index
