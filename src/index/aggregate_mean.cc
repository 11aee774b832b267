#include "index/aggregate_mean.h"

#include <algorithm>
#include <array>

#include "index/row_score.h"
#include "stats/mazziotta_pareto.h"

namespace dajuan::index {
namespace {

/// So many rows at a time that their sums stay in the nearest cache.
constexpr std::size_t kBlock = 256;

class MeanOfChildren {
 public:
  MeanOfChildren(const AggregateWork& work, std::size_t node)
      : work_(work), node_(node), level_(work.levels[node]), children_(work.memory.children) {}

  void run() {
    for (first_ = 0; first_ < work_.scores.rows; first_ += kBlock) {
      n_ = std::min(kBlock, work_.scores.rows - first_);
      std::fill_n(sums_.begin(), n_, 0.0);
      std::fill_n(weights_.begin(), n_, 0.0);
      std::fill_n(counts_.begin(), n_, 0.0);
      std::fill_n(outside_.begin(), n_, std::uint8_t{0});
      for (std::size_t c = 0; c < children_.columns.size(); ++c)
        add(children_.weights[c], children_.columns[c].data() + first_);
      finish(work_.scores.column(node_).subspan(first_, n_));
      if (work_.record) tell_outside();
    }
  }

 private:
  void add(double weight, const double* x) {
    if (level_.method == AggregateMethod::arithmetic) return add_as_they_are(weight, x, n_);
    generator(level_, {x, n_}, std::span(values_).first(n_));
    for (std::size_t i = 0; i < n_; ++i) {
      if (is_missing(x[i])) continue;
      weights_[i] += weight;
      counts_[i] += 1;
      if (generator_defined(level_, x[i]))
        sums_[i] += weight * values_[i];
      else
        outside_[i] = std::max<std::uint8_t>(outside_[i], x[i] < 0 ? kUndefined : kTendsToZero);
    }
  }

  /// One comparison a loop: with more, compilers make branches of them instead of taking several rows at a
  /// time.
  void add_as_they_are(double weight, const double* x, std::size_t n) {
    double* const there = values_.data();
    for (std::size_t i = 0; i < n; ++i) there[i] = is_missing(x[i]) ? 0.0 : 1.0;
    for (std::size_t i = 0; i < n; ++i) sums_[i] += weight * (is_missing(x[i]) ? 0.0 : x[i]);
    for (std::size_t i = 0; i < n; ++i) weights_[i] += weight * there[i];
    for (std::size_t i = 0; i < n; ++i) counts_[i] += there[i];
  }

  void finish(std::span<double> y) {
    for (std::size_t i = 0; i < n_; ++i) values_[i] = sums_[i] / weights_[i];
    if (level_.method != AggregateMethod::arithmetic) {
      generator_inverse(level_, std::span(values_).first(n_));
      const double limit = level_.zero_outside_domain ? 0.0 : kMissing;
      for (std::size_t i = 0; i < n_; ++i)
        if (outside_[i] != 0) values_[i] = outside_[i] == kTendsToZero ? limit : kMissing;
    }
    const double children = static_cast<double>(children_.columns.size());
    if (level_.min_availability <= 0)
      for (std::size_t i = 0; i < n_; ++i) y[i] = counts_[i] == 0 ? kMissing : values_[i];
    else
      for (std::size_t i = 0; i < n_; ++i)
        y[i] = enough_children(level_, counts_[i], children, weights_[i]) ? values_[i] : kMissing;
    if (work_.included.empty()) return;
    const std::uint8_t* const included = work_.included.data() + first_;
    for (std::size_t i = 0; i < n_; ++i) y[i] = included[i] != 0 ? y[i] : kMissing;
  }

  void tell_outside() const {
    for (std::size_t i = 0; i < n_; ++i) {
      if (outside_[i] == 0) continue;
      const bool tends_to_zero = outside_[i] == kTendsToZero;
      for (const int child : work_.structure.nodes[node_].children) {
        const double x = work_.scores.column(static_cast<std::size_t>(child))[first_ + i];
        if (x < 0 || (x == 0 && tends_to_zero))
          note_outside_domain(*work_.record, first_ + i, child, static_cast<int>(node_),
                              level_.zero_outside_domain && tends_to_zero);
      }
    }
  }

  static constexpr std::uint8_t kTendsToZero = 1;
  static constexpr std::uint8_t kUndefined = 2;

  const AggregateWork& work_;
  std::size_t node_;
  const AggregateLevel& level_;
  const Children& children_;
  std::size_t first_ = 0;  ///< row that the block begins with
  std::size_t n_ = 0;
  std::array<double, kBlock> sums_;
  std::array<double, kBlock> weights_;
  std::array<double, kBlock> counts_;
  std::array<double, kBlock> values_;
  std::array<std::uint8_t, kBlock> outside_;
};

}  // namespace

void aggregate_mean(const AggregateWork& work, std::size_t node) { MeanOfChildren(work, node).run(); }

void aggregate_mazziotta_pareto(const AggregateWork& work, std::size_t node) {
  const AggregateLevel& level = work.levels[node];
  const Children& children = work.memory.children;
  const std::span<double> y = work.scores.column(node);
  std::vector<double>& x = work.memory.values;
  x.resize(children.columns.size());
  for (std::size_t r = 0; r < y.size(); ++r) {
    y[r] = kMissing;
    if (!work.is_included(r) || !is_available(level, children, r)) continue;
    for (std::size_t c = 0; c < x.size(); ++c) x[c] = children.columns[c][r];
    y[r] = stats::mazziotta_pareto(x, children.weights, phenomenon(level));
    if (is_missing(y[r]) && work.record) work.record->note_cell(r, node, Message("engine.mean_not_positive"));
  }
}

}  // namespace dajuan::index
