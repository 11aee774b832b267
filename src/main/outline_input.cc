#include "main/outline_input.h"

#include <algorithm>
#include <filesystem>

#include "base/memory_map.h"
#include "region/outlines.h"

namespace dajuan {
namespace {

namespace fs = std::filesystem;

void compare_codes(const SeriesInput& input, const std::vector<region::Outline>& outlines,
                   const std::string& path, Diagnostics& diagnostics) {
  std::vector<std::string> missing;
  const std::vector<int> members = input.regions.at_level(input.scheme.members, input.period);
  for (const int member : members) {
    const std::string& code = input.regions[member].code;
    const auto place =
        std::lower_bound(outlines.begin(), outlines.end(), code,
                         [](const region::Outline& a, const std::string& b) { return a.code < b; });
    if (place == outlines.end() || place->code != code) missing.push_back(code);
  }
  std::vector<std::string> unknown;
  for (const region::Outline& outline : outlines)
    if (input.regions.find(outline.code) < 0) unknown.push_back(outline.code);
  if (!missing.empty())
    diagnostics.warning({path, "", 0, 0, ""}, {"region.outlines.missing",
                                               {{"count", std::to_string(missing.size())},
                                                {"members", std::to_string(members.size())},
                                                {"region", missing.front()}}});
  if (!unknown.empty())
    diagnostics.warning({path, "", 0, 0, ""},
                        {"region.outlines.unknown",
                         {{"count", std::to_string(unknown.size())}, {"region", unknown.front()}}});
}

}  // namespace

void add_outlines(const SeriesInput& input, const SeriesOptions& options, release::Files& files,
                  Diagnostics& diagnostics) {
  const std::optional<index::MapRule>& map = input.scheme.map;
  if (!map || !map->licensed) return;
  const std::string path = found_file(options, map->outlines);
  const region::OutlineLimits limits;
  const std::optional<MemoryMap> file = MemoryMap::open(path, limits.bytes, diagnostics);
  if (!file) return;
  const std::vector<region::Outline> outlines =
      region::parse_outlines(file->bytes(), path, map->property, diagnostics, limits);
  compare_codes(input, outlines, path, diagnostics);
  files["inputs/" + fs::path(path).filename().string()] = std::string(file->bytes());
}

}  // namespace dajuan
