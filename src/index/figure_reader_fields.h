#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/observation.h"
#include "base/period.h"
#include "base/table.h"
#include "region/regions.h"

namespace dajuan::index {

/// What the columns of a table of figures mean. `none` = not used.
enum class Column : std::uint8_t { region, period, variable, value, status, note, none };
inline constexpr int kColumns = 6;

/// The meaning of a header, in any of the spellings that people use: region, 地区, 行政区划代码 …; nothing
/// for a header that names none of them (in a wide table: a variable).
std::optional<Column> column_of(std::string_view header);

/// The file's fields as a person wrote them. `place` makes the place of one of them, only when it is needed.
struct FieldPlace {
  std::string file;
  std::string sheet;
  std::uint32_t row = 0;
  std::uint32_t column[kColumns] = {};  ///< from 1; 0 = there is no such column
  std::string header[kColumns];

  Place of(Column field) const;
};

/// Reads single fields, strictly: what is not exactly right is an error with the right writing as its hint,
/// and what is read although it was written oddly (full-width digits, thousands separators) is told in a
/// note.
class FieldReader {
 public:
  FieldReader(const region::Regions& regions, const std::set<std::string>& percent_variables);

  /// Index of the region, -1 after an error.
  int region(const Cell& cell, const FieldPlace& place, Diagnostics& diagnostics) const;
  /// A period at all; a date cell of a workbook becomes its month.
  std::optional<Period> period(const Cell& cell, const FieldPlace& place, Diagnostics& diagnostics) const;
  /// Whether the region is valid in the period, else tells where it went.
  bool valid(int region, Period period, const FieldPlace& place, Diagnostics& diagnostics) const;
  /// Value and status together; nothing after an error. An empty value is missing.
  struct Observed {
    double value = kMissing;
    ObsStatus status = ObsStatus::missing;
  };
  std::optional<Observed> observed(const Cell& value, const Cell& status, std::string_view variable,
                                   const FieldPlace& place, Diagnostics& diagnostics) const;

  const region::Regions& regions() const { return regions_; }

 private:
  std::optional<double> number(const Cell& cell, std::string_view variable, const FieldPlace& place,
                               Diagnostics& diagnostics) const;

  const region::Regions& regions_;
  const std::set<std::string>& percent_variables_;
};

}  // namespace dajuan::index
