#pragma once
// Made-up worlds in memory: one province of many counties, monthly counts, a scheme over them.
#include <functional>
#include <stdexcept>
#include <string>

#include "index/indicator_builder.h"
#include "index/series.h"
#include "index/uncertainty.h"

namespace dajuan::bench {

struct WorldPlan {
  std::size_t regions = 12;
  std::size_t indicators = 4;
  int window = 1;  ///< months of each indicator
  int months = 60;
  int base_months = 24;  ///< min-max is learned from these
  index::ErrorModel error;
};

/// Province P of regions K0000, K0001 …; level `county`.
inline region::Regions world_regions(std::size_t number) {
  std::string text = "region,parent,level,name_zh,name_en\nP,,province,P,P\n";
  for (std::size_t r = 0; r < number; ++r)
    text += "K" + std::to_string(10000 + r).substr(1) + ",P,county,K,K\n";
  Diagnostics diagnostics;
  const auto table = read_csv_table(text, "regions.csv", {}, diagnostics);
  if (!table) throw std::runtime_error("regions");
  return region::Regions::read(*table, diagnostics);
}

inline index::Scheme world_scheme(const WorldPlan& plan) {
  index::Scheme scheme;
  scheme.id = "bench";
  scheme.version = "1";
  scheme.members = "county";
  std::vector<index::NodeDraft> drafts(1 + plan.indicators);
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    index::NodeDraft& draft = drafts[i];
    draft.node.code = i == 0 ? "top" : "i" + std::to_string(100 + i);
    draft.node.level = 0;
    draft.node.weight = i == 1 ? 2 : 1;
    draft.node.direction = i == 0 ? index::Direction::higher_is_better : index::Direction::lower_is_better;
    if (i > 0) draft.parent_code = "top";
  }
  std::vector<index::StructureProblem> problems;
  scheme.structure = index::build_structure(drafts, problems);
  if (!problems.empty()) throw std::runtime_error("structure");
  scheme.rules.resize(plan.indicators);
  for (std::size_t i = 0; i < plan.indicators; ++i) {
    index::IndicatorRule& rule = scheme.rules[i];
    rule.terms = {{"n" + std::to_string(100 + i), 1}};
    rule.denominator = {{"people", 1}};
    rule.window = plan.window;
    rule.error = plan.error;
  }
  scheme.steps = {index::NormaliseStep{}, index::AggregateStep{}};
  const Period first = Period::month(2019, 1);
  scheme.scope = {index::FitScope::Kind::window, first, first.plus(plan.base_months - 1)};
  return scheme;
}

/// What was counted in a region and month for an indicator.
using Counted = std::function<double(std::size_t region, int month, std::size_t indicator)>;

struct World {
  index::Scheme scheme;
  const region::Regions& regions;
  index::Figures figures;
  index::IndicatorBuilder builder;
  index::Series series;

  World(const WorldPlan& plan, const region::Regions& tree, const Counted& counted)
      : scheme(world_scheme(plan)),
        regions(tree),
        figures(made(plan, tree, counted)),
        builder(scheme, regions, figures),
        series(scheme, regions, index::Model{scheme.structure, scheme.steps, scheme.scope},
               builder.build(builder.periods())) {}
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  index::SeriesSources sources() const { return {scheme, regions, figures, builder, series}; }
  static Period month(int m) { return Period::month(2019, 1).plus(m); }

 private:
  static index::Figures made(const WorldPlan& plan, const region::Regions& tree, const Counted& counted) {
    index::Figures result;
    result.regions = tree.size();
    result.files = {"made up"};
    for (std::size_t v = 0; v <= plan.indicators; ++v) {
      index::VariableSeries series;
      series.code = v < plan.indicators ? "n" + std::to_string(100 + v) : "people";
      series.first = month(0).ordinal();
      series.periods = plan.months;
      series.cells.resize(static_cast<std::size_t>(plan.months) * tree.size());
      for (int m = 0; m < plan.months; ++m)
        for (std::size_t region = 0; region < plan.regions; ++region) {  // codes K… come before P
          index::Figure& figure = series.cells[static_cast<std::size_t>(m) * tree.size() + region];
          figure.value = v < plan.indicators ? counted(region, m, v) : 1000;
          figure.row = 1;
          figure.status = ObsStatus::normal;
        }
      result.variables.push_back(std::move(series));
    }
    return result;
  }
};

}  // namespace dajuan::bench
