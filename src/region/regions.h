#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/names.h"
#include "base/period.h"
#include "base/table.h"

namespace dajuan::region {

/// A region as one code means it. Borders change by ending one code and starting others.
struct Region {
  std::string code;
  std::string level;  ///< as the file names it: country, province, state, city, county …
  Names name;
  int parent = -1;                   ///< index into Regions, -1 for a root
  std::optional<Period> valid_from;  ///< first month, nothing = always
  std::optional<Period> valid_to;    ///< last month, nothing = still
  std::vector<std::string> successors;
  std::string note;
  /// Further columns of the file, such as a coast or a size class: groups that figures can be imputed by.
  std::map<std::string, std::string> groups;
  std::vector<int> children;  ///< sorted by code, whatever their validity
  int depth = 0;              ///< 0 = root
};

/// The tree of regions over time. Immutable once read; indices follow the order of codes, so they do not
/// depend on the order of rows in the file.
class Regions {
 public:
  /// From a table `region,parent,level,name_zh,name_en[,valid_from,valid_to,successors,note]` (`;` between
  /// successors; further columns become groups). Tells of: a column that is missing, the same code twice,
  /// unknown parent, cycle, validity that ends before it begins, unknown successor, a child valid outside its
  /// parent.
  static Regions read(const Table& table, Diagnostics& diagnostics);

  std::size_t size() const { return regions_.size(); }
  const Region& operator[](int index) const { return regions_[static_cast<std::size_t>(index)]; }
  /// Index of a code, -1 when there is none.
  int find(std::string_view code) const;
  /// Whether the code holds in the period's last month.
  bool valid(int index, Period period) const;
  /// Regions of a level that are valid in a period, by code.
  std::vector<int> at_level(std::string_view level, Period period) const;
  /// Descendants (or the region itself) of a level below `ancestor` that are valid in a period, by code.
  std::vector<int> members(int ancestor, std::string_view level, Period period) const;
  bool is_within(int index, int ancestor) const;
  /// Level names from the root down, in order of depth.
  const std::vector<std::string>& levels() const { return levels_; }

 private:
  std::vector<Region> regions_;
  std::vector<std::string> levels_;
};

}  // namespace dajuan::region
