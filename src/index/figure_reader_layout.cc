#include "index/figure_reader_layout.h"

#include <algorithm>
#include <map>

#include "base/text.h"

namespace dajuan::index {
namespace {

/// The period that a sheet ("2025-06") or a file ("figures-2025-06.csv") bears in its name.
std::optional<Period> named_period(const FieldPlace& place) {
  if (const auto period = Period::parse(place.sheet)) return period;
  std::string_view stem = place.file;
  stem.remove_prefix(std::min(stem.rfind('/') + 1, stem.size()));
  stem = stem.substr(0, stem.rfind('.'));
  for (const std::size_t length : {std::size_t{7}, std::size_t{4}}) {
    if (stem.size() < length) continue;
    const std::size_t begin = stem.size() - length;
    if (begin > 0 && stem[begin - 1] >= '0' && stem[begin - 1] <= '9') continue;
    if (const auto period = Period::parse(stem.substr(begin))) return period;
  }
  return std::nullopt;
}

class Recogniser {
 public:
  Recogniser(const std::vector<std::string>& header, const FieldPlace& place, Diagnostics& diagnostics)
      : header_(header), diagnostics_(diagnostics) {
    layout_.place = place;
    layout_.place.row = 1;
    layout_.columns = static_cast<std::uint32_t>(header.size());
    std::fill(layout_.field, layout_.field + kColumns, layout_.columns);
    layout_.meaning.assign(header.size(), Column::none);
  }

  std::optional<Layout> recognise(std::optional<Period> default_period) {
    if (std::all_of(header_.begin(), header_.end(),
                    [](const std::string& name) { return trim(name).empty(); })) {
      diagnostics_.error(file_place(), {"figures.empty"});
      return std::nullopt;
    }
    for (std::uint32_t i = 0; i < layout_.columns; ++i) look_at(i);
    const bool has_value = layout_.has(Column::value);
    const bool has_variable = layout_.has(Column::variable);
    std::string lacking = layout_.has(Column::region) ? "" : "region";
    const auto lack = [&](Column column) {
      constexpr const char* kNames[] = {"region", "period", "variable", "value"};
      lacking += (lacking.empty() ? "" : ", ") + std::string(kNames[static_cast<std::size_t>(column)]);
    };
    layout_.wide = !has_value && !has_variable;
    if (layout_.wide) {
      if (layout_.variables.empty()) fail("figures.no_variables", {});
      if (!layout_.has(Column::period)) {
        layout_.period = named_period(layout_.place);
        if (!layout_.period) layout_.period = default_period;
        if (!layout_.period) lack(Column::period);
      }
    } else {
      for (const Column column : {Column::period, Column::variable, Column::value}) {
        if (!layout_.has(column)) lack(column);
      }
      for (const Layout::Variable& unused : layout_.variables) {
        diagnostics_.note(at(unused.column), {"figures.column_unused", {{"column", unused.code}}});
      }
      layout_.variables.clear();
    }
    if (!lacking.empty()) fail("figures.column_missing", {{"column", lacking}});
    if (failed_) return std::nullopt;
    return std::move(layout_);
  }

 private:
  Place at(std::uint32_t column) const {
    Place place = layout_.place.of(Column::region);
    place.column = column + 1;
    place.column_name = header_[column];
    return place;
  }

  void look_at(std::uint32_t i) {
    const std::string name(trim(fold_full_width(trim(header_[i]))));
    if (name.empty()) return;
    const auto meaning = column_of(name);
    if (!meaning) {
      if (const auto [first, is_new] = variables_.emplace(name, i); !is_new) {
        duplicate(i, first->second);
      } else {
        layout_.variables.push_back({i, i + 1, name});
      }
      return;
    }
    layout_.meaning[i] = *meaning;
    if (*meaning == Column::none) return;
    const auto place = static_cast<std::size_t>(*meaning);
    if (layout_.has(*meaning)) {
      duplicate(i, layout_.field[place]);
      return;
    }
    layout_.field[place] = i;
    layout_.place.column[place] = i + 1;
    layout_.place.header[place] = header_[i];
  }

  void duplicate(std::uint32_t second, std::uint32_t first) {
    diagnostics_.error(at(second), {"figures.column_twice",
                                    {{"column", header_[second]}, {"first", std::to_string(first + 1)}}});
    failed_ = true;
  }

  Place file_place() const {
    Place place;
    place.file = layout_.place.file;
    place.sheet = layout_.place.sheet;
    return place;
  }

  /// The first names of the header, for a message.
  std::string header_names() const {
    constexpr std::size_t kListed = 12;
    std::string names;
    std::size_t listed = 0;
    for (const std::string& name : header_) {
      if (trim(name).empty()) continue;
      if (listed == kListed) return names + " …";
      names += (listed++ == 0 ? "" : ", ") + name;
    }
    return names;
  }

  void fail(std::string_view message, std::vector<std::pair<std::string, std::string>> arguments) {
    Place place = file_place();
    place.row = 1;
    arguments.emplace_back("found", header_names());
    const bool is_sheet_of_something_else = !place.sheet.empty() && !layout_.has(Column::region);
    diagnostics_.error(place, {message, std::move(arguments)},
                       {is_sheet_of_something_else ? "figures.sheet_hint" : "figures.layout_hint"});
    failed_ = true;
  }

  const std::vector<std::string>& header_;
  Diagnostics& diagnostics_;
  Layout layout_;
  std::map<std::string, std::uint32_t> variables_;
  bool failed_ = false;
};

}  // namespace

std::optional<Layout> recognise(const std::vector<std::string>& header, const FieldPlace& place,
                                std::optional<Period> default_period, Diagnostics& diagnostics) {
  return Recogniser(header, place, diagnostics).recognise(default_period);
}

}  // namespace dajuan::index
