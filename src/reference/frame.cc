#include "reference/frame.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/number_text.h"
#include "base/observation.h"
#include "base/table.h"

namespace dajuan::reference {
namespace {

std::optional<double> read_decimal(std::string_view cell) {
  if (cell.starts_with('+')) cell.remove_prefix(1);
  return parse_number(cell);
}

std::optional<std::size_t> find_column(const std::vector<std::string>& columns, std::string_view wanted) {
  const auto at = std::find(columns.begin(), columns.end(), wanted);
  if (at == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(at - columns.begin());
}

}  // namespace

std::optional<double> read_number(std::string_view cell) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (cell == "NaN") return std::numeric_limits<double>::quiet_NaN();
  if (cell == "Inf") return kInfinity;
  if (cell == "-Inf") return -kInfinity;
  const std::size_t slash = cell.find('/');
  if (slash == std::string_view::npos) return read_decimal(cell);
  const std::optional<double> above = read_decimal(cell.substr(0, slash));
  const std::optional<double> below = read_decimal(cell.substr(slash + 1));
  if (!above || !below || *below == 0) return std::nullopt;
  return *above / *below;
}

Value Value::figure(double x) { return is_missing(x) ? Value() : computed(x); }

Value Value::computed(double x) {
  Value value;
  value.kind = Kind::number;
  value.number = x;
  return value;
}

Value Value::text(std::string_view w) {
  Value value;
  value.kind = Kind::word;
  value.word = w;
  return value;
}

Value Value::read(std::string_view cell) {
  if (cell == "NA") return {};
  if (cell.find('/') != std::string_view::npos) return text(cell);
  if (const std::optional<double> x = read_number(cell)) return computed(*x);
  return text(cell);
}

std::string Value::shown() const {
  if (kind == Kind::missing) return "NA";
  if (kind == Kind::word) return word.empty() ? "\"\"" : word;
  if (std::isnan(number)) return "NaN";
  return fmt::format("{:.17g}", number);
}

std::optional<std::size_t> Frame::column(std::string_view wanted) const {
  return find_column(columns, wanted);
}

std::optional<std::size_t> RawTable::column(std::string_view wanted) const {
  return find_column(header, wanted);
}

RawTable read_raw(const std::string& path, Diagnostics& diagnostics) {
  RawTable raw;
  const std::vector<Table> tables = read_tables(path, {}, diagnostics);
  if (tables.empty()) return raw;
  const Table& table = tables.front();
  raw.header = table.header;
  raw.rows.resize(table.rows());
  for (std::size_t r = 0; r < table.rows(); ++r) {
    raw.rows[r].reserve(table.header.size());
    for (std::size_t c = 0; c < table.header.size(); ++c) raw.rows[r].emplace_back(table.at(r, c).text);
  }
  return raw;
}

}  // namespace dajuan::reference
