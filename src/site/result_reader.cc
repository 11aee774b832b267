#include "site/result_reader.h"

#include <algorithm>
#include <filesystem>

#include "base/hash.h"
#include "base/memory_map.h"
#include "base/table.h"
#include "release/scheme_folder.h"
#include "site/result_head.h"
#include "site/result_lookup.h"

namespace dajuan::site {
namespace {

void read_scheme(Result& result, Diagnostics& diagnostics) {
  // What its author was told when the index was computed need not be told again.
  Diagnostics told;
  index::Scheme scheme = release::read_scheme(result.folder + "/scheme", told);
  if (told.has_errors()) diagnostics.append(told);
  result.structure = std::move(scheme.structure);
  result.rules = std::move(scheme.rules);
  result.fit = scheme.scope;
}

void read_regions(Result& result, Diagnostics& diagnostics) {
  const std::string name = std::filesystem::path(result.regions_file).filename().string();
  const std::vector<Table> tables = read_tables(result.folder + "/inputs/" + name, {}, diagnostics);
  if (!tables.empty()) result.regions = region::Regions::read(tables.front(), diagnostics);
}

void read_outlines(Result& result, Diagnostics& diagnostics) {
  if (!result.map) return;
  const std::string name = std::filesystem::path(result.map->file).filename().string();
  const std::string path = result.folder + "/inputs/" + name;
  const std::optional<MemoryMap> file = MemoryMap::open(path, region::OutlineLimits().bytes, diagnostics);
  if (!file) return;
  result.outlines = region::parse_outlines(file->bytes(), path, result.map->property, diagnostics);
  result.outlines_hash = hex(sha256(file->bytes()));
}

}  // namespace

int Result::unit_of(int region) const {
  const auto found = std::lower_bound(units.begin(), units.end(), region,
                                      [](const Unit& unit, int wanted) { return unit.region < wanted; });
  return found != units.end() && found->region == region ? static_cast<int>(found - units.begin()) : -1;
}

std::optional<Result> read_result(const std::string& folder, Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.errors();
  const auto failed = [&] { return diagnostics.errors() > before; };
  std::optional<ResultHead> head = read_head(folder, diagnostics);
  if (!head) return std::nullopt;
  Result result;
  static_cast<ResultHead&>(result) = std::move(*head);
  read_scheme(result, diagnostics);
  read_regions(result, diagnostics);
  read_outlines(result, diagnostics);
  if (failed()) return std::nullopt;
  const ResultLookup lookup(result, diagnostics);
  read_scores(lookup);
  read_history(lookup);
  read_contributions(lookup);
  read_lights(lookup);
  read_steps(lookup);
  read_chance(lookup);
  if (!failed()) check_sums(lookup);
  if (failed()) return std::nullopt;
  return result;
}

}  // namespace dajuan::site
