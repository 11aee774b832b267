#include "index/figure_reader_fields.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/number_text.h"
#include "base/text.h"
#include "index/figure_reader_hints.h"

namespace dajuan::index {
namespace {

constexpr std::pair<std::string_view, Column> kHeaders[] = {
    {"region", Column::region},       {"region_code", Column::region},
    {"ref_area", Column::region},     {"code", Column::region},
    {"ucode", Column::region},        {"地区", Column::region},
    {"地区代码", Column::region},     {"区划代码", Column::region},
    {"行政区划代码", Column::region}, {"period", Column::period},
    {"time_period", Column::period},  {"time", Column::period},
    {"month", Column::period},        {"year", Column::period},
    {"报告期", Column::period},       {"时间", Column::period},
    {"月份", Column::period},         {"年份", Column::period},
    {"variable", Column::variable},   {"variable_code", Column::variable},
    {"indicator", Column::variable},  {"变量", Column::variable},
    {"变量代码", Column::variable},   {"指标", Column::variable},
    {"value", Column::value},         {"obs_value", Column::value},
    {"数值", Column::value},          {"值", Column::value},
    {"status", Column::status},       {"obs_status", Column::status},
    {"状态", Column::status},         {"数据状态", Column::status},
    {"note", Column::note},           {"notes", Column::note},
    {"comment", Column::note},        {"备注", Column::note},
    {"说明", Column::note},           {"name", Column::none},
    {"name_zh", Column::none},        {"name_en", Column::none},
    {"region_name", Column::none},    {"uname", Column::none},
    {"名称", Column::none},           {"地区名称", Column::none},
};

std::string found(const Cell& cell) { return std::string(cell.text); }

/// "87.3%" for the 0.873 that a workbook keeps of it; the point is moved, so that nothing is rounded.
std::string as_percentage(std::string_view kept) {
  const std::optional<double> moved = parse_number(std::string(kept) + "e2");
  return shortest(moved ? *moved : parse_number(kept).value_or(0) * 100) + "%";
}

/// Whether a text is what people write in the row or column of a total.
bool is_total(std::string_view text) {
  constexpr std::string_view kTotals[] = {"合计", "总计", "小计", "共计", "total", "sum"};
  const std::string small = lower(text);
  return std::find(std::begin(kTotals), std::end(kTotals), small) != std::end(kTotals);
}

}  // namespace

std::optional<Column> column_of(std::string_view header) {
  const std::string name = lower(trim(fold_full_width(trim(header))));
  for (const auto& [spelling, column] : kHeaders) {
    if (spelling == name) return column;
  }
  return std::nullopt;
}

Place FieldPlace::of(Column field) const {
  const auto i = static_cast<std::size_t>(field);
  Place place;
  place.file = file;
  place.sheet = sheet;
  place.row = row;
  place.column = column[i];
  place.column_name = header[i];
  return place;
}

FieldReader::FieldReader(const region::Regions& regions, const std::set<std::string>& percent_variables)
    : regions_(regions), percent_variables_(percent_variables) {}

int FieldReader::region(const Cell& cell, const FieldPlace& place, Diagnostics& diagnostics) const {
  const std::string_view text = trim(cell.text);
  if (const int index = regions_.find(text); index >= 0) return index;
  if (text.empty()) {
    diagnostics.error(place.of(Column::region), {"figures.region_empty"});
    return -1;
  }
  if (has_full_width(text)) {
    const std::string folded = fold_full_width(text);
    if (const int index = regions_.find(trim(folded)); index >= 0) {
      diagnostics.note(
          place.of(Column::region),
          {"figures.full_width", {{"found", std::string(text)}, {"read", regions_[index].code}}});
      return index;
    }
  }
  Message hint(is_total(text) ? "figures.total_hint" : "figures.unknown_region_hint");
  if (const int near = nearest_region(regions_, text); near >= 0) {
    const region::Region& region = regions_[near];
    const bool lost_zeros = region.code.size() > text.size() && region.code.ends_with(text) &&
                            region.code.find_first_not_of('0') == region.code.size() - text.size();
    hint = Message(lost_zeros ? "figures.lost_zeros_hint" : "figures.nearest_region_hint",
                   {{"code", region.code},
                    {"name_zh", region.name.in(Language::zh)},
                    {"name_en", region.name.in(Language::en)}});
  }
  diagnostics.error(place.of(Column::region), {"figures.unknown_region", {{"found", std::string(text)}}},
                    hint);
  return -1;
}

std::optional<Period> FieldReader::period(const Cell& cell, const FieldPlace& place,
                                          Diagnostics& diagnostics) const {
  const std::string_view text = trim(cell.text);
  if (cell.kind == CellKind::date && text.size() >= 7) {
    if (const auto month = Period::parse(text.substr(0, 7))) {
      diagnostics.note(place.of(Column::period),
                       {"figures.date_as_month", {{"found", std::string(text)}, {"read", month->text()}}});
      return month;
    }
  }
  if (const auto period = Period::parse(text)) return period;
  if (has_full_width(text)) {
    if (const auto period = Period::parse(trim(fold_full_width(text)))) {
      diagnostics.note(place.of(Column::period),
                       {"figures.full_width", {{"found", std::string(text)}, {"read", period->text()}}});
      return period;
    }
  }
  Message hint;
  if (const auto meant = meant_period(text)) hint = {"figures.period_hint", {{"right", meant->text()}}};
  diagnostics.error(place.of(Column::period), {"base.period.not_a_period", {{"found", std::string(text)}}},
                    hint);
  return std::nullopt;
}

bool FieldReader::valid(int index, Period period, const FieldPlace& place, Diagnostics& diagnostics) const {
  if (regions_.valid(index, period)) return true;
  const region::Region& region = regions_[index];
  const bool ended = region.valid_to && *region.valid_to < period.last_month();
  Message hint;
  if (ended && !region.successors.empty()) {
    std::string successors;
    for (const std::string& code : region.successors) successors += (successors.empty() ? "" : ", ") + code;
    hint = {"figures.successors_hint", {{"successors", successors}}};
  }
  Message message =
      ended ? Message("figures.region_ended",
                      {{"region", region.code}, {"to", region.valid_to->text()}, {"period", period.text()}})
            : Message(
                  "figures.region_not_yet",
                  {{"region", region.code}, {"from", region.valid_from->text()}, {"period", period.text()}});
  diagnostics.error(place.of(Column::region), std::move(message), std::move(hint));
  return false;
}

std::optional<double> FieldReader::number(const Cell& cell, std::string_view variable,
                                          const FieldPlace& place, Diagnostics& diagnostics) const {
  const Place at = place.of(Column::value);
  std::string text = cell.kind == CellKind::percent ? as_percentage(cell.text) : std::string(trim(cell.text));
  const std::string shown = text;
  if (cell.kind == CellKind::date || cell.kind == CellKind::error || cell.kind == CellKind::boolean) {
    diagnostics.error(at, {"figures.not_a_number", {{"found", found(cell)}}},
                      {cell.kind == CellKind::date ? "figures.date_as_value_hint" : "figures.cell_hint"});
    return std::nullopt;
  }
  if (has_full_width(text)) {
    const std::string folded(trim(fold_full_width(text)));
    diagnostics.note(at, {"figures.full_width", {{"found", text}, {"read", folded}}});
    text = folded;
  }
  const bool percent = text.ends_with('%');
  if (percent) text = trim(std::string_view(text).substr(0, text.size() - 1));
  std::optional<double> value = parse_number(text);
  if (!value) {
    if (const auto plain = without_separators(text)) {
      value = parse_number(*plain);
      diagnostics.note(at, {"figures.separators", {{"found", found(cell)}, {"read", *plain}}});
    }
  }
  if (value && percent && !percent_variables_.contains(std::string(variable))) {
    diagnostics.error(at, {"figures.percent", {{"found", shown}, {"variable", std::string(variable)}}},
                      {"figures.percent_hint", {{"variable", std::string(variable)}}});
    return std::nullopt;
  }
  if (value) return value;

  const std::size_t comma = text.find(',');
  std::string with_point = text;
  if (comma != std::string::npos) with_point[comma] = '.';
  const std::string small = lower(text);
  Message hint("figures.not_a_number_hint");
  if (comma != std::string::npos && text.find(',', comma + 1) == std::string::npos &&
      parse_number(with_point)) {
    std::string without = text;
    without.erase(comma, 1);
    hint = {"figures.comma_hint", {{"right", with_point}, {"without", without}}};
  } else if (text.find(',') != std::string::npos) {
    hint = Message("figures.separators_hint");
  } else if (small == "na" || small == "n/a" || small == "nan" || small == "null" || small == "." ||
             small == "-" || small == "—" || small == "…" || small == "..." || small == "无" ||
             small == "未报" || small == "缺") {
    hint = Message("figures.missing_hint");
  }
  diagnostics.error(at, {"figures.not_a_number", {{"found", found(cell)}}}, hint);
  return std::nullopt;
}

std::optional<FieldReader::Observed> FieldReader::observed(const Cell& value, const Cell& status,
                                                           std::string_view variable, const FieldPlace& place,
                                                           Diagnostics& diagnostics) const {
  Observed result;
  std::optional<ObsStatus> given;
  bool right = true;
  const std::string code = fold_full_width(trim(status.text));
  if (!code.empty()) {
    given = obs_status(code);
    if (!given) {
      diagnostics.error(place.of(Column::status), {"figures.status", {{"found", found(status)}}},
                        {"figures.status_hint"});
      right = false;
    }
  }
  if (trim(value.text).empty()) {
    if (given && !has_no_value(*given)) {
      diagnostics.error(place.of(Column::value), {"figures.value_expected", {{"status", code}}},
                        {"figures.value_expected_hint"});
      right = false;
    }
    if (given) result.status = *given;
  } else {
    const auto number_read = number(value, variable, place, diagnostics);
    if (number_read && given && has_no_value(*given)) {
      diagnostics.error(place.of(Column::value),
                        {"figures.value_not_expected", {{"found", found(value)}, {"status", code}}},
                        {"figures.value_not_expected_hint"});
      right = false;
    }
    if (!number_read) right = false;
    result.value = number_read.value_or(kMissing);
    result.status = given.value_or(ObsStatus::normal);
  }
  if (!right) return std::nullopt;
  return result;
}

}  // namespace dajuan::index
