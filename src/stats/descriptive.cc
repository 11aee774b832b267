#include "stats/descriptive.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace dajuan::stats {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kLanes = 8;
using Lanes = std::array<double, kLanes>;

double merge(const Lanes& s) { return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7])); }

struct SumAndRange {
  Lanes sum{};
  Lanes min;
  Lanes max;
  std::size_t n = 0;

  SumAndRange() {
    min.fill(std::numeric_limits<double>::infinity());
    max.fill(-std::numeric_limits<double>::infinity());
  }

  void add(double x, std::size_t lane) {
    sum[lane] += x;
    min[lane] = x < min[lane] ? x : min[lane];
    max[lane] = x > max[lane] ? x : max[lane];
  }
  double lowest() const { return n == 0 ? kNaN : *std::min_element(min.begin(), min.end()); }
  double highest() const { return n == 0 ? kNaN : *std::max_element(max.begin(), max.end()); }
};

/// Sums of powers of the distance to a first mean.
struct Powers {
  double centre = 0;
  Lanes first{}, second{}, third{}, fourth{};
  std::size_t n = 0;

  void add(double x, std::size_t lane) {
    const double d = x - centre;
    const double d2 = d * d;
    first[lane] += d;
    second[lane] += d2;
    third[lane] += d2 * d;
    fourth[lane] += d2 * d2;
  }
};

/// Adds complete values; all calls but the last bring a multiple of kLanes, so lanes keep their place.
template <class Accumulator>
void accumulate(std::span<const double> values, Accumulator& total) {
  Accumulator local = total;
  const double* x = values.data();
  const std::size_t whole = values.size() / kLanes * kLanes;
  for (std::size_t i = 0; i < whole; i += kLanes)
    for (std::size_t lane = 0; lane < kLanes; ++lane) local.add(x[i + lane], lane);
  for (std::size_t i = whole; i < values.size(); ++i) local.add(x[i], i - whole);
  local.n += values.size();
  total = local;
}

bool complete(std::span<const double> values) {
  std::size_t missing = 0;
  for (const double x : values) missing += x != x;
  return missing == 0;
}

/// The same with missing values left out. Blocks without one go as they are, others are packed on the way.
template <class Accumulator>
void accumulate_present(std::span<const double> values, Accumulator& total) {
  constexpr std::size_t kBlock = 64 * kLanes;
  std::array<double, kBlock> packed;
  while (!values.empty()) {
    const std::span<const double> block = values.first(std::min(kBlock, values.size()));
    if (complete(block)) {
      accumulate(block, total);
      values = values.subspan(block.size());
      continue;
    }
    std::size_t filled = 0;
    std::size_t used = 0;
    for (; used < values.size() && filled < kBlock; ++used) {
      packed[filled] = values[used];
      filled += values[used] == values[used];
    }
    accumulate(std::span<const double>(packed).first(filled), total);
    values = values.subspan(used);
  }
}

Moments finish(const SumAndRange& range, const Powers& powers) {
  Moments m{range.n, kNaN, kNaN, kNaN, kNaN, range.lowest(), range.highest()};
  if (range.n == 0) return m;
  if (m.min == m.max) {
    m.mean = m.min;
    if (m.n > 1) m.sd = 0;
    return m;
  }
  const double n = static_cast<double>(range.n);
  // What the first mean missed; moments about it become moments about the mean.
  const double e = merge(powers.first) / n;
  const double s2 = merge(powers.second) / n;
  const double s3 = merge(powers.third) / n;
  const double s4 = merge(powers.fourth) / n;
  const double m2 = s2 - e * e;
  const double m3 = s3 - 3 * e * s2 + 2 * e * e * e;
  const double m4 = s4 - 4 * e * s3 + 6 * e * e * s2 - 3 * e * e * e * e;
  m.mean = powers.centre + e;
  m.sd = std::sqrt(m2 * n / (n - 1));
  if (m.n > 2) m.skewness = m3 / (m2 * std::sqrt(m2)) * std::sqrt(n * (n - 1)) / (n - 2);
  if (m.n > 3) m.kurtosis = ((n + 1) * (m4 / (m2 * m2) - 3) + 6) * (n - 1) / ((n - 2) * (n - 3));
  return m;
}

std::vector<double> present(std::span<const double> values) {
  std::vector<double> result;
  result.reserve(values.size());
  for (const double x : values)
    if (!std::isnan(x)) result.push_back(x);
  return result;
}

struct Ranked {
  double value;
  std::size_t place;
};

std::vector<Ranked> order(std::span<const double> values, bool highest_first) {
  std::vector<Ranked> items;
  items.reserve(values.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!std::isnan(values[i])) items.push_back({values[i], i});
  std::sort(items.begin(), items.end(), [highest_first](const Ranked& a, const Ranked& b) {
    if (a.value != b.value) return highest_first ? a.value > b.value : a.value < b.value;
    return a.place < b.place;
  });
  return items;
}

/// Two passes, each made by `add`.
template <typename Add>
Moments moments_by(std::span<const double> values, const Add& add) {
  SumAndRange range;
  add(values, range);
  Powers powers;
  powers.centre = merge(range.sum) / static_cast<double>(range.n);
  add(values, powers);
  return finish(range, powers);
}

}  // namespace

Moments moments(std::span<const double> values) {
  return moments_by(values, [](auto present, auto& sums) { accumulate_present(present, sums); });
}

Moments moments_of_complete(std::span<const double> values) {
  return moments_by(values, [](auto complete, auto& sums) { accumulate(complete, sums); });
}

std::size_t count(std::span<const double> values) {
  std::size_t n = 0;
  for (const double x : values) n += x == x;
  return n;
}

std::size_t count_zeros(std::span<const double> values) {
  std::size_t n = 0;
  for (const double x : values) n += x == 0.0;
  return n;
}

double sum(std::span<const double> values) {
  SumAndRange range;
  accumulate_present(values, range);
  return merge(range.sum);
}

double mean(std::span<const double> values) { return moments(values).mean; }
double sd(std::span<const double> values) { return moments(values).sd; }

double minimum(std::span<const double> values) {
  SumAndRange range;
  accumulate_present(values, range);
  return range.lowest();
}

double maximum(std::span<const double> values) {
  SumAndRange range;
  accumulate_present(values, range);
  return range.highest();
}

double quantile_sorted(std::span<const double> ascending, double p) {
  if (ascending.empty()) return kNaN;
  const double h = static_cast<double>(ascending.size() - 1) * p;
  const double whole = std::floor(h);
  const auto below = static_cast<std::size_t>(whole);
  if (h == whole) return ascending[below];
  return ascending[below] + (h - whole) * (ascending[below + 1] - ascending[below]);
}

double quantile(std::span<const double> values, double p) { return quantile_sorted(sorted(values), p); }

double median(std::span<const double> values) {
  std::vector<double> x = present(values);
  return median_of_complete(x);
}

double median_of_complete(std::span<double> x) {
  if (x.empty()) return kNaN;
  const auto middle = x.begin() + static_cast<std::ptrdiff_t>(x.size() / 2);
  std::nth_element(x.begin(), middle, x.end());
  if (x.size() % 2 == 1) return *middle;
  const double below = *std::max_element(x.begin(), middle);
  return below + 0.5 * (*middle - below);
}

std::vector<double> sorted(std::span<const double> values) {
  std::vector<double> ascending = present(values);
  std::sort(ascending.begin(), ascending.end());
  return ascending;
}

Distinct distinct(std::span<const double> values) {
  const std::vector<double> ascending = sorted(values);
  Distinct d;
  d.n = ascending.size();
  for (std::size_t first = 0, next = 0; first < ascending.size(); first = next) {
    while (next < ascending.size() && ascending[next] == ascending[first]) ++next;
    ++d.unique;
    d.largest_tie = std::max(d.largest_tie, next - first);
  }
  return d;
}

std::vector<double> ranks(std::span<const double> values, Ties ties) {
  std::vector<double> result(values.size(), kNaN);
  const std::vector<Ranked> items = order(values, false);
  for (std::size_t first = 0, next = 0; first < items.size(); first = next) {
    while (next < items.size() && items[next].value == items[first].value) ++next;
    const auto lowest = static_cast<double>(first + 1);
    const auto highest = static_cast<double>(next);
    const double rank = ties == Ties::min ? lowest : ties == Ties::max ? highest : (lowest + highest) / 2;
    for (std::size_t i = first; i < next; ++i) result[items[i].place] = rank;
  }
  return result;
}

std::vector<double> score_ranks(std::span<const double> scores, double tolerance) {
  std::vector<double> result(scores.size(), kNaN);
  const std::vector<Ranked> items = order(scores, true);
  for (std::size_t first = 0, next = 0; first < items.size(); first = next) {
    const double top = items[first].value;
    while (next < items.size()) {
      const double other = items[next].value;
      const double scale = std::max(std::fabs(top), std::fabs(other));
      if (top != other && (std::isinf(scale) || !(top - other <= tolerance * scale))) break;
      result[items[next++].place] = static_cast<double>(first + 1);
    }
  }
  return result;
}

}  // namespace dajuan::stats
