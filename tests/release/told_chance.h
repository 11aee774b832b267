#pragma once
#include "../index/chance_world.h"
#include "made_up_series.h"

namespace dajuan::release {

using index::chance_world::World;

/// The files of a world of chance, and what they were made from.
struct Told {
  World world;
  index::Uncertainty chance =
      index::estimate_uncertainty(world.sources(), index::chance_world::kLast, {"", 500});
  std::vector<index::Limits> limits = index::series_limits(world.sources());
  std::vector<index::ZeroRun> none;
  Files files;

  explicit Told(index::Scheme scheme = index::chance_world::scheme()) : world(std::move(scheme)) {
    add_result_files(
        {world.scheme, world.tree, world.series, none, index::chance_world::kLast, "0.1.0", chance, limits},
        files);
  }
  std::size_t row(const Table& table, std::size_t r) const {
    return world.row(made_up::cell(table, r, "region"), index::chance_world::kLast);
  }
  std::size_t node(const Table& table, std::size_t r, const char* column) const {
    return static_cast<std::size_t>(world.scheme.structure.find(made_up::cell(table, r, column)));
  }
};

}  // namespace dajuan::release
