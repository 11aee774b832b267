#include "region/regions.h"

#include <algorithm>
#include <map>

namespace dajuan::region {
namespace {

constexpr std::string_view kColumns[] = {"region",     "parent",   "level",      "name_zh", "name_en",
                                         "valid_from", "valid_to", "successors", "note"};
enum Column { kCode, kParent, kLevel, kNameZh, kNameEn, kValidFrom, kValidTo, kSuccessors, kNote, kCount };
constexpr int kRequired = kLevel;  // columns up to here must be there

/// A row before the tree stands.
struct Draft {
  Region region;
  std::string parent;
  std::size_t row = 0;
};

class Reader {
 public:
  Reader(const Table& table, Diagnostics& diagnostics) : table_(table), diagnostics_(diagnostics) {}

  std::vector<Region> read() {
    if (!find_columns()) return {};
    for (std::size_t row = 0; row < table_.rows(); ++row) add_row(row);
    std::sort(drafts_.begin(), drafts_.end(),
              [](const Draft& a, const Draft& b) { return a.region.code < b.region.code; });
    for (std::size_t i = 0; i < drafts_.size(); ++i) places_[drafts_[i].region.code] = static_cast<int>(i);
    link_parents();
    break_cycles();
    set_depths();
    for (const Draft& draft : drafts_) check(draft);

    std::vector<Region> regions;
    regions.reserve(drafts_.size());
    for (Draft& draft : drafts_) regions.push_back(std::move(draft.region));
    return regions;
  }

 private:
  Region& region(int index) { return drafts_[static_cast<std::size_t>(index)].region; }

  Place place(std::size_t row, Column column) const {
    return columns_[column] ? table_.place(row, *columns_[column]) : table_.place(row, 0);
  }

  std::string_view cell(std::size_t row, Column column) const {
    return columns_[column] ? table_.at(row, *columns_[column]).text : std::string_view();
  }

  bool find_columns() {
    bool complete = true;
    for (int column = 0; column < kCount; ++column) {
      columns_[column] = table_.column(kColumns[column]);
      if (columns_[column] || column > kRequired) continue;
      complete = false;
      Place header;
      header.file = table_.file;
      header.sheet = table_.sheet;
      header.row = 1;
      diagnostics_.error(header, {"region.column_missing", {{"column", std::string(kColumns[column])}}},
                         {"region.column_missing_hint"});
    }
    return complete;
  }

  void add_row(std::size_t row) {
    Draft draft;
    draft.row = row;
    draft.parent = cell(row, kParent);
    draft.region.code = cell(row, kCode);
    draft.region.level = cell(row, kLevel);
    draft.region.name = {std::string(cell(row, kNameZh)), std::string(cell(row, kNameEn))};
    draft.region.note = cell(row, kNote);
    for (std::size_t column = 0; column < table_.header.size(); ++column)
      if (std::find(std::begin(kColumns), std::end(kColumns), table_.header[column]) == std::end(kColumns))
        draft.region.groups[table_.header[column]] = table_.at(row, column).text;
    draft.region.valid_from = month(row, kValidFrom);
    draft.region.valid_to = month(row, kValidTo);
    const std::string& code = draft.region.code;
    if (code.empty()) {
      diagnostics_.error(place(row, kCode), {"region.code_missing"});
      return;
    }
    if (draft.region.level.empty())
      diagnostics_.error(place(row, kLevel), {"region.level_missing", {{"region", code}}});
    if (const auto [first, is_new] = rows_.emplace(code, row); !is_new) {
      diagnostics_.error(place(row, kCode),
                         {"region.duplicate",
                          {{"region", code}, {"row", std::to_string(table_.row_numbers[first->second])}}},
                         {"region.duplicate_hint"});
      return;
    }
    std::string_view rest = cell(row, kSuccessors);
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(';'), rest.size());
      std::string_view successor = rest.substr(0, end);
      while (successor.starts_with(' ')) successor.remove_prefix(1);
      while (successor.ends_with(' ')) successor.remove_suffix(1);
      if (!successor.empty()) draft.region.successors.emplace_back(successor);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    drafts_.push_back(std::move(draft));
  }

  /// Validity is told by months; a quarter or a year stands for its first or last month.
  std::optional<Period> month(std::size_t row, Column column) {
    const std::string_view text = cell(row, column);
    if (text.empty()) return std::nullopt;
    const auto period = Period::parse(text);
    if (!period) {
      diagnostics_.error(place(row, column), {"base.period.not_a_period", {{"found", std::string(text)}}});
      return std::nullopt;
    }
    return column == kValidFrom ? period->first_month() : period->last_month();
  }

  void link_parents() {
    for (Draft& draft : drafts_) {
      if (draft.parent.empty()) continue;
      if (const auto found = places_.find(draft.parent); found != places_.end()) {
        draft.region.parent = found->second;
      } else {
        diagnostics_.error(
            place(draft.row, kParent),
            {"region.unknown_parent", {{"region", draft.region.code}, {"parent", draft.parent}}},
            {"region.unknown_parent_hint"});
      }
    }
  }

  /// A region that is its own ancestor becomes a root, so that what follows can walk the tree.
  void break_cycles() {
    std::vector<int> seen_from(drafts_.size(), -1);
    for (int start = 0; start < static_cast<int>(drafts_.size()); ++start) {
      for (int at = start; at >= 0 && (seen_from[static_cast<std::size_t>(at)] < 0 ||
                                       seen_from[static_cast<std::size_t>(at)] == start);
           at = region(at).parent) {
        if (seen_from[static_cast<std::size_t>(at)] == start) {
          diagnostics_.error(place(drafts_[static_cast<std::size_t>(at)].row, kParent),
                             {"region.cycle", {{"region", region(at).code}}});
          region(at).parent = -1;
          break;
        }
        seen_from[static_cast<std::size_t>(at)] = start;
      }
    }
  }

  void set_depths() {
    for (int index = 0; index < static_cast<int>(drafts_.size()); ++index) {
      for (int at = region(index).parent; at >= 0; at = region(at).parent) ++region(index).depth;
      if (region(index).parent >= 0) region(region(index).parent).children.push_back(index);
    }
  }

  void check(const Draft& draft) {
    const Region& child = draft.region;
    if (child.valid_from && child.valid_to && *child.valid_to < *child.valid_from) {
      diagnostics_.error(
          place(draft.row, kValidTo),
          {"region.ends_before_it_begins",
           {{"region", child.code}, {"from", child.valid_from->text()}, {"to", child.valid_to->text()}}});
    }
    for (const std::string& successor : child.successors) {
      if (places_.contains(successor)) continue;
      diagnostics_.error(place(draft.row, kSuccessors),
                         {"region.unknown_successor", {{"region", child.code}, {"successor", successor}}});
    }
    if (child.parent < 0) return;
    const Region& parent = region(child.parent);
    const bool begins_before =
        parent.valid_from && (!child.valid_from || *child.valid_from < *parent.valid_from);
    const bool ends_after = parent.valid_to && (!child.valid_to || *parent.valid_to < *child.valid_to);
    if (begins_before || ends_after) {
      diagnostics_.error(place(draft.row, begins_before ? kValidFrom : kValidTo),
                         {"region.outside_parent",
                          {{"region", child.code},
                           {"parent", parent.code},
                           {"from", parent.valid_from ? parent.valid_from->text() : "…"},
                           {"to", parent.valid_to ? parent.valid_to->text() : "…"}}});
    }
  }

  const Table& table_;
  Diagnostics& diagnostics_;
  std::optional<std::size_t> columns_[kCount];
  std::vector<Draft> drafts_;
  std::map<std::string, std::size_t, std::less<>> rows_;  ///< first data row of each code
  std::map<std::string, int, std::less<>> places_;
};

}  // namespace

Regions Regions::read(const Table& table, Diagnostics& diagnostics) {
  Regions result;
  result.regions_ = Reader(table, diagnostics).read();

  std::vector<std::pair<int, std::string>> levels;
  for (const Region& region : result.regions_) {
    const std::pair<int, std::string> level{region.depth, region.level};
    const auto known = std::find_if(levels.begin(), levels.end(),
                                    [&](const auto& other) { return other.second == region.level; });
    if (known == levels.end()) {
      levels.push_back(level);
    } else {
      known->first = std::min(known->first, level.first);
    }
  }
  std::sort(levels.begin(), levels.end());
  for (auto& [depth, name] : levels) result.levels_.push_back(std::move(name));
  return result;
}

int Regions::find(std::string_view code) const {
  const auto found =
      std::lower_bound(regions_.begin(), regions_.end(), code,
                       [](const Region& region, std::string_view wanted) { return region.code < wanted; });
  return found == regions_.end() || found->code != code ? -1 : static_cast<int>(found - regions_.begin());
}

bool Regions::valid(int index, Period period) const {
  const Region& region = (*this)[index];
  const Period month = period.last_month();
  return !(region.valid_from && month < *region.valid_from) && !(region.valid_to && *region.valid_to < month);
}

std::vector<int> Regions::at_level(std::string_view level, Period period) const {
  std::vector<int> result;
  for (int i = 0; i < static_cast<int>(regions_.size()); ++i) {
    if ((*this)[i].level == level && valid(i, period)) result.push_back(i);
  }
  return result;
}

std::vector<int> Regions::members(int ancestor, std::string_view level, Period period) const {
  std::vector<int> result = at_level(level, period);
  std::erase_if(result, [&](int index) { return !is_within(index, ancestor); });
  return result;
}

bool Regions::is_within(int index, int ancestor) const {
  while (index >= 0 && index != ancestor) index = (*this)[index].parent;
  return index >= 0;
}

}  // namespace dajuan::region
