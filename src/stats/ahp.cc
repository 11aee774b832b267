#include "stats/ahp.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/exact_math.h"
#include "base/observation.h"

namespace dajuan::stats {
namespace {

constexpr double kReciprocalTolerance = 1e-6;
constexpr double kAgreement = 1e-9;
constexpr int kMostSquarings = 64;
constexpr int kMostSteps = 1000;

constexpr std::array<double, kLargestRandomIndex> kSaaty1980 = {
    0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59};
constexpr std::array<double, kLargestRandomIndex> kSaaty2005 = {
    0, 0, 0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59};

void scale_to_one(std::vector<double>& weights) {
  double sum = 0;
  for (const double w : weights) sum += w;
  for (double& w : weights) w /= sum;
}

std::vector<double> row_sums(const Comparisons& a) {
  std::vector<double> sums;
  for (const auto& row : a) {
    double sum = 0;
    for (const double x : row) sum += x;
    sums.push_back(sum);
  }
  return sums;
}

std::vector<double> times(const Comparisons& a, const std::vector<double>& w) {
  std::vector<double> product;
  for (const auto& row : a) {
    double sum = 0;
    for (std::size_t j = 0; j < row.size(); ++j) sum += row[j] * w[j];
    product.push_back(sum);
  }
  return product;
}

/// a * a, divided by the sum of its entries.
Comparisons squared(const Comparisons& a) {
  const std::size_t n = a.size();
  Comparisons result(n, std::vector<double>(n));
  double total = 0;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = 0; k < n; ++k)
      for (std::size_t j = 0; j < n; ++j) result[i][j] += a[i][k] * a[k][j];
  for (const double sum : row_sums(result)) total += sum;
  for (auto& row : result)
    for (double& x : row) x /= total;
  return result;
}

double largest_change(const std::vector<double>& from, const std::vector<double>& to) {
  double change = 0;
  for (std::size_t i = 0; i < from.size(); ++i) change = std::max(change, std::fabs(to[i] - from[i]) / to[i]);
  return change;
}

double ratio(double index, std::size_t n, RandomIndex table) {
  return n <= 2 ? 0 : index / random_index(n, table);
}

}  // namespace

std::vector<ComparisonProblem> check_comparisons(const Comparisons& a) {
  using Kind = ComparisonProblem::Kind;
  std::vector<ComparisonProblem> problems;
  const std::size_t n = a.size();
  if (n == 0) problems.push_back({Kind::empty, 0, 0, 0, 1});
  for (std::size_t i = 0; i < n; ++i) {
    if (a[i].size() != n)
      problems.push_back({Kind::row_length, i, 0, static_cast<double>(a[i].size()), static_cast<double>(n)});
    for (std::size_t j = 0; j < std::min(n, a[i].size()); ++j) {
      const double found = a[i][j];
      if (!(found > 0) || std::isinf(found))
        problems.push_back({Kind::not_positive, i, j, found, 1});
      else if (i == j && found != 1)
        problems.push_back({Kind::diagonal, i, j, found, 1});
      else if (j < i && i < a[j].size() && a[j][i] > 0 &&
               !(std::fabs(found * a[j][i] - 1) <= kReciprocalTolerance))
        problems.push_back({Kind::not_reciprocal, j, i, found, 1 / a[j][i]});
    }
  }
  return problems;
}

std::vector<double> eigenvector_priorities(const Comparisons& a) {
  Comparisons power = a;
  std::vector<double> w = row_sums(a);
  scale_to_one(w);
  for (int squaring = 0; squaring < kMostSquarings; ++squaring) {
    power = squared(power);
    std::vector<double> next = row_sums(power);
    scale_to_one(next);
    const double change = largest_change(w, next);
    w = std::move(next);
    if (change < kAgreement) break;
  }
  double before = 1;
  for (int step = 0; step < kMostSteps; ++step) {
    std::vector<double> next = times(a, w);
    scale_to_one(next);
    const double change = largest_change(w, next);
    w = std::move(next);
    if (change == 0 || (step > 1 && change >= before)) break;
    before = change;
  }
  return w;
}

std::vector<double> geometric_mean_priorities(const Comparisons& a) {
  std::vector<double> w;
  for (const auto& row : a) {
    double logs = 0;
    for (const double x : row) logs += exact_log(x);
    w.push_back(exact_exp(logs / static_cast<double>(row.size())));
  }
  scale_to_one(w);
  return w;
}

std::vector<double> column_mean_priorities(const Comparisons& a) {
  const std::size_t n = a.size();
  std::vector<double> w(n);
  for (std::size_t j = 0; j < n; ++j) {
    double column = 0;
    for (std::size_t i = 0; i < n; ++i) column += a[i][j];
    for (std::size_t i = 0; i < n; ++i) w[i] += a[i][j] / column;
  }
  scale_to_one(w);
  return w;
}

double random_index(std::size_t n, RandomIndex table) {
  if (n < 1 || n > kLargestRandomIndex) return kMissing;
  return (table == RandomIndex::saaty_1980 ? kSaaty1980 : kSaaty2005)[n - 1];
}

Consistency consistency(const Comparisons& a, RandomIndex table) {
  Consistency result;
  const std::size_t n = a.size();
  const auto size = static_cast<double>(n);
  // The priorities add up to 1, so the sum of A w is the eigenvalue.
  for (const double x : times(a, eigenvector_priorities(a))) result.lambda_max += x;
  if (n > 1) result.index = (result.lambda_max - size) / (size - 1);
  result.ratio = ratio(result.index, n, table);
  return result;
}

std::vector<Offence> worst_comparisons(const Comparisons& a, std::size_t limit, RandomIndex table) {
  const std::vector<double> w = eigenvector_priorities(a);
  std::vector<Offence> offences;
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = i + 1; j < a.size(); ++j) {
      const double error = a[i][j] * w[j] / w[i];
      if (std::fabs(error - 1) > kAgreement) offences.push_back({i, j, a[i][j], w[i] / w[j], error, 0});
    }
  const auto size = [](const Offence& o) { return std::max(o.error, 1 / o.error); };
  std::stable_sort(offences.begin(), offences.end(),
                   [&size](const Offence& x, const Offence& y) { return size(x) > size(y); });
  if (offences.size() > limit) offences.resize(limit);
  for (Offence& o : offences) {
    Comparisons changed = a;
    changed[o.i][o.j] = o.consistent;
    changed[o.j][o.i] = 1 / o.consistent;
    o.ratio_if_changed = consistency(changed, table).ratio;
  }
  return offences;
}

}  // namespace dajuan::stats
