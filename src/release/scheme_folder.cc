#include "release/scheme_folder.h"

#include <filesystem>
#include <optional>

#include "base/table.h"
#include "base/toml.h"
#include "index/scheme_file.h"

namespace dajuan::release {
namespace {

/// structure.csv, or structure.xlsx where an office prefers a workbook.
std::optional<Table> read_structure_file(const std::filesystem::path& folder, Diagnostics& diagnostics) {
  const std::filesystem::path csv = folder / "structure.csv";
  const std::filesystem::path workbook = folder / "structure.xlsx";
  const bool has_workbook = std::filesystem::exists(workbook);
  if (has_workbook && std::filesystem::exists(csv)) {
    diagnostics.error({workbook.string(), {}, 0, 0, {}}, {"scheme.two_structures"});
  }
  constexpr TableLimits kLimits{.bytes = 64u << 20, .rows = 100'000, .columns = 200, .cell_bytes = 32'768};
  std::vector<Table> tables = read_tables((has_workbook ? workbook : csv).string(), kLimits, diagnostics);
  if (tables.empty()) return std::nullopt;
  return std::move(tables.front());
}

}  // namespace

index::Scheme read_scheme(const std::string& folder, Diagnostics& diagnostics) {
  const std::filesystem::path path(folder);
  const std::string file = (path / "scheme.toml").string();
  const std::optional<TomlValue> document = read_toml(file, diagnostics);
  const std::optional<Table> structure = read_structure_file(path, diagnostics);
  if (!document || !structure) return {};
  return index::parse_scheme(*document, *structure, file, diagnostics);
}

}  // namespace dajuan::release
