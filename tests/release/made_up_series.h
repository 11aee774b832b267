#pragma once
// A series of made-up figures with everything a result folder is made from, and its CSV files read back.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "../index/made_up.h"
#include "base/number_text.h"
#include "base/table.h"
#include "index/series_limits.h"
#include "release/result_files.h"

namespace dajuan::release::made_up {

using namespace dajuan::index;

/// Twelve regions and the whole that they are part of.
inline region::Regions regions() {
  std::string text = "region,parent,level,name_zh,name_en\nall,,country,全国,All\n";
  for (int i = 100; i < 112; ++i) {
    const std::string number = std::to_string(i);
    text += "r" + number + ",all,state,区" + number + ",Region " + number + "\n";
  }
  Diagnostics diagnostics;
  const std::optional<Table> table = read_csv_table(text, "regions.csv", {}, diagnostics);
  region::Regions result = region::Regions::read(table.value(), diagnostics);
  REQUIRE_FALSE(diagnostics.has_errors());
  return result;
}

/// Regions of 14 months, one figure in ten missing, and the whole with the mean of its members' figures.
inline Panel panel(const Structure& structure) {
  const Panel members = index::made_up::panel(structure, 12, 14, 0.1, 7);
  Panel result;
  std::vector<std::size_t> source;
  for (const Panel::Block& block : members.blocks()) {
    result.units.push_back({"all", block.period, false});
    for (std::size_t r = block.begin; r < block.end; ++r) result.units.push_back(members.units[r]);
  }
  result.values.reshape(result.units.size(), structure.indicators);
  for (std::size_t c = 0; c < structure.indicators; ++c) {
    std::size_t row = 0;
    for (const Panel::Block& block : members.blocks()) {
      double sum = 0;
      double count = 0;
      const std::size_t whole = row++;
      for (std::size_t r = block.begin; r < block.end; ++r, ++row) {
        const double value = members.values(r, c);
        result.values(row, c) = value;
        if (is_missing(value)) continue;
        sum += value;
        ++count;
      }
      result.values(whole, c) = count > 0 ? sum / count : kMissing;
    }
  }
  return result;
}

inline Scheme scheme(bool simulated) {
  Scheme result;
  result.id = "made-up";
  result.version = "3";
  result.title = {"试\"算\"", "A \"trial\",\nquoted"};
  result.summary = {"两句。", "Two sentences."};
  result.caution = {"注意", "Careful"};
  result.source = {"无", "None"};
  result.members = "state";
  result.regions_file = "regions.csv";
  result.map =
      index::MapRule{"../../outlines.geojson", "code", {"某局", "Office"}, {"审图号", "Number"}, true};
  result.simulated = simulated;
  result.lights.general.level_falls_short = 50;
  result.lights.general.level_solve_now = 30;
  result.lights.general.past_falls_short = 10;
  result.lights.general.peers_falls_short = 1;
  return result;
}

/// Imputes over nothing, treats, normalises from 1 to 100 and aggregates by `method`.
inline Model model(AggregateMethod method) {
  AggregateLevel level;
  level.method = method;
  level.power = 0.5;
  Normalisation normalisation;
  normalisation.lower = 1;
  return index::made_up::model(index::made_up::build(index::made_up::drafts()), level, normalisation);
}

/// Not movable: parts point at each other.
struct Made {
  explicit Made(AggregateMethod method = AggregateMethod::arithmetic, bool simulated = false,
                Model made_model = {})
      : scheme_(scheme(simulated)),
        regions_(regions()),
        model_(made_model.steps.empty() ? model(method) : std::move(made_model)),
        series(scheme_, regions_, model_, panel(model_.structure)) {
    for (const bool set_aside : {false, true}) {
      ZeroRun run;
      run.variable = "thefts";
      run.region = set_aside ? 3 : 1;
      run.from = Period::month(2020, 2);
      run.to = Period::month(2020, 5);
      run.periods = 4;
      run.mean = 6.25;
      run.log10_probability = -10.857;
      run.set_aside = set_aside;
      zero_runs_.push_back(run);
    }
    // The panel has no figures behind it, so nothing is known of chance.
    scheme_.structure = model_.structure;
    scheme_.rules.resize(scheme_.structure.indicators);
    const Figures none;
    const IndicatorBuilder builder(scheme_, regions_, none);
    const SeriesSources sources{scheme_, regions_, none, builder, series};
    const Uncertainty chance = estimate_uncertainty(sources, series.last(), {"", 100});
    const std::vector<Limits> limits = series_limits(sources);
    add_result_files({scheme_, regions_, series, zero_runs_, series.last(), "0.1.0", chance, limits}, files);
  }
  Made(const Made&) = delete;
  Made& operator=(const Made&) = delete;

 private:
  Scheme scheme_;
  region::Regions regions_;
  Model model_;
  std::vector<ZeroRun> zero_runs_;

 public:
  Series series;
  Files files;
};

/// A CSV read back.
inline Table read(const Files& files, const std::string& path) {
  INFO(path);
  REQUIRE(files.contains(path));
  Diagnostics diagnostics;
  std::optional<Table> table = read_csv_table(files.at(path), path, {}, diagnostics);
  REQUIRE_FALSE(diagnostics.has_errors());
  return std::move(table.value());
}

inline std::string cell(const Table& table, std::size_t row, std::string_view column) {
  return std::string(table.at(row, table.column(column).value()).text);
}

/// A number as a reader gets it; an empty field is missing.
inline double number(const Table& table, std::size_t row, std::string_view column) {
  const std::string text = cell(table, row, column);
  return text.empty() ? kMissing : parse_number(text).value();
}

inline bool same(double a, double b) { return a == b || (is_missing(a) && is_missing(b)); }

}  // namespace dajuan::release::made_up
