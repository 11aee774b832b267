#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/decompose.h"
#include "index/engine.h"
#include "index/light.h"
#include "index/panel.h"
#include "index/scheme.h"
#include "region/regions.h"

namespace dajuan::index {

/// What a score is compared with.
enum class Comparison { previous, year_ago, base, whole, peers_mean, peers_median };
inline constexpr Comparison kComparisons[] = {Comparison::previous,   Comparison::year_ago,
                                              Comparison::base,       Comparison::whole,
                                              Comparison::peers_mean, Comparison::peers_median};
std::string_view comparison_name(Comparison comparison);

/// A series computed up to its newest period: scores, lights and what is needed to explain them. A value;
/// everything follows from the scheme, the regions and the panel.
class Series {
 public:
  /// `panel` holds members and wholes of every period (indicator_builder.h).
  Series(const Scheme& scheme, const region::Regions& regions, Model model, Panel panel);

  const Panel& panel() const { return panel_; }
  const Engine& engine() const { return engine_; }
  const Result& result() const { return result_; }
  const Structure& structure() const { return engine_.model().structure; }

  Period first() const { return panel_.units.front().period; }
  Period last() const { return panel_.units.back().period; }

  double score(std::size_t row, std::size_t node) const { return result_.scores(row, node); }
  const NodeLight& light(std::size_t row, std::size_t node) const {
    return lights_[node * panel_.units.size() + row];
  }

  /// Row of the same unit in another period, -1 when there is none.
  std::ptrdiff_t row_at(std::size_t row, Period period) const;
  /// The period that the whole series is compared with: as the scheme says, else the same period of the first
  /// year; nothing where that is not before the year before `period`.
  std::optional<Period> base_period(Period period) const;
  /// Row of the nearest whole above the unit in its period, -1 for a unit that is part of none.
  std::ptrdiff_t whole_of(std::size_t row) const;
  /// Units of the same region level in the same period, the unit itself included: a county is measured
  /// against all counties, a city against all cities. Empty when it has no other.
  std::vector<std::size_t> peers_of(std::size_t row) const;
  /// Members below a whole in its period.
  std::vector<std::size_t> members_of(std::size_t row) const;

  /// What a comparison compares with, one value per node; empty when it does not exist.
  std::vector<double> reference(std::size_t row, Comparison comparison) const;
  /// Why the score of a node differs from its reference.
  Decomposition explain(std::size_t row, std::size_t node, Comparison comparison) const;
  /// The scores when one figure of one unit were another, learned anew but for weights by
  /// components: one value per node.
  std::vector<double> what_if(std::size_t row, std::size_t indicator, double figure) const;

 private:
  std::ptrdiff_t base_row(std::size_t row) const;

  const region::Regions* regions_;
  std::optional<Period> base_;
  Panel panel_;
  Engine engine_;
  Result result_;
  std::vector<NodeLight> lights_;
};

}  // namespace dajuan::index
