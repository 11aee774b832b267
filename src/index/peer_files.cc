#include "index/peer_files.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "base/number_text.h"
#include "base/text.h"

namespace dajuan::index {
namespace {

class PeerReader {
 public:
  PeerReader(const Table& structure, const Table& data, std::string_view time_column,
             Diagnostics& diagnostics)
      : meta_(structure), data_(data), time_column_(time_column), diagnostics_(diagnostics) {}

  PeerFiles read() {
    PeerFiles files;
    const std::size_t errors = diagnostics_.errors();
    read_structure(files.structure);
    // What the tree is made of stands in the data even where the tree does not stand.
    if (diagnostics_.errors() == errors) {
      indicators_.clear();
      for (std::size_t i = 0; i < files.structure.indicators; ++i)
        indicators_.push_back(files.structure.nodes[i].code);
    }
    read_data(files);
    if (diagnostics_.errors() != errors) return {};
    return files;
  }

 private:
  /// The text of a column of codes, where NA is a code like any other (Namibia's); empty where the column is
  /// not there.
  std::string_view code(const Table& table, std::size_t row, std::string_view name) const {
    const auto column = table.column(name);
    return column ? table.at(row, *column).text : std::string_view();
  }

  /// The text of any other column; empty for NA too.
  std::string_view cell(const Table& table, std::size_t row, std::string_view name) const {
    const std::string_view text = code(table, row, name);
    return text == "NA" ? std::string_view() : text;
  }

  Place place(const Table& table, std::size_t row, std::string_view name) const {
    return table.place(row, table.column(name).value_or(0));
  }

  bool has_columns(const Table& table, std::initializer_list<std::string_view> names) {
    bool all = true;
    for (const std::string_view name : names) {
      if (table.column(name)) continue;
      Place at;
      at.file = table.file;
      at.sheet = table.sheet;
      at.row = 1;
      diagnostics_.error(at, {"figures.peer.column_missing", {{"column", std::string(name)}}});
      all = false;
    }
    return all;
  }

  std::optional<double> number(const Table& table, std::size_t row, std::string_view name) {
    const std::string_view text = cell(table, row, name);
    if (text.empty()) return std::nullopt;
    const auto value = parse_number(text);
    if (!value) {
      diagnostics_.error(place(table, row, name), {"figures.not_a_number", {{"found", std::string(text)}}},
                         {"figures.peer.missing_hint"});
    }
    return value;
  }

  void read_structure(Structure& structure) {
    if (!has_columns(meta_, {"iCode", "Type", "Level", "Parent", "Direction", "Weight"})) return;
    std::vector<NodeDraft> drafts;
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < meta_.rows(); ++row) {
      const std::string own(code(meta_, row, "iCode"));
      const std::string_view type = cell(meta_, row, "Type");
      if (own.empty()) {
        diagnostics_.error(place(meta_, row, "iCode"), {"figures.peer.code_missing"});
      } else if (type == "Group") {
        groups_.insert(own);
      } else if (type == "Denominator") {
        denominators_.insert(own);
      } else if (type == "Indicator" || type == "Aggregate") {
        drafts.push_back(draft(row, own));
        rows.push_back(row);
        if (type == "Indicator") indicators_.push_back(own);
      } else if (type != "Other") {
        diagnostics_.error(place(meta_, row, "Type"), {"figures.peer.type", {{"found", std::string(type)}}});
      }
    }
    std::vector<StructureProblem> problems;
    structure = build_structure(drafts, problems);
    for (const StructureProblem& problem : problems) {
      constexpr const char* kFaults[] = {"duplicate_code",      "unknown_parent", "cycle",
                                         "several_tops",        "no_top",         "level_not_below_parent",
                                         "childless_aggregate", "negative_weight"};
      const bool known = problem.draft < rows.size();
      Place at;
      at.file = meta_.file;
      if (known) at = place(meta_, rows[problem.draft], "iCode");
      diagnostics_.error(
          at, {std::string("figures.peer.") + kFaults[static_cast<int>(problem.fault)],
               {{"code", known ? drafts[problem.draft].node.code : ""}, {"found", problem.found}}});
    }
  }

  NodeDraft draft(std::size_t row, const std::string& own) {
    NodeDraft result;
    Node& node = result.node;
    node.code = own;
    node.name.en = cell(meta_, row, "iName");
    node.unit.en = cell(meta_, row, "Unit");
    node.denominator = cell(meta_, row, "Denominator");
    node.weight = number(meta_, row, "Weight").value_or(1);
    node.target = number(meta_, row, "Target");
    node.order = static_cast<int>(row);
    node.level = 0;
    if (const auto level = number(meta_, row, "Level")) {
      constexpr double kMostLevels = 100;
      if (*level >= 1 && *level <= kMostLevels && *level == static_cast<int>(*level)) {
        node.level = static_cast<int>(*level);
      } else {
        diagnostics_.error(place(meta_, row, "Level"),
                           {"figures.peer.level", {{"found", std::string(cell(meta_, row, "Level"))}}});
      }
    }
    const std::string_view direction = cell(meta_, row, "Direction");
    if (direction == "-1") {
      node.direction = Direction::lower_is_better;
    } else if (direction != "1" && !direction.empty()) {
      diagnostics_.error(place(meta_, row, "Direction"),
                         {"figures.peer.direction", {{"found", std::string(direction)}}});
    }
    if (!node.denominator.empty()) denominators_.insert(node.denominator);
    result.parent_code = cell(meta_, row, "Parent");
    return result;
  }

  struct Row {
    Unit unit;
    std::size_t row = 0;
  };

  std::vector<Row> read_units() {
    std::vector<Row> rows;
    for (std::size_t row = 0; row < data_.rows(); ++row) {
      Row next{{std::string(code(data_, row, "uCode")), Period::year(1), true}, row};
      if (next.unit.code.empty())
        diagnostics_.error(place(data_, row, "uCode"), {"figures.peer.code_missing"});
      if (!time_column_.empty()) {
        const std::string_view text = cell(data_, row, time_column_);
        if (const auto period = Period::parse(text)) {
          next.unit.period = *period;
        } else {
          diagnostics_.error(place(data_, row, time_column_),
                             {"base.period.not_a_period", {{"found", std::string(text)}}});
        }
      }
      rows.push_back(std::move(next));
    }
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
      if (a.unit.period != b.unit.period) return a.unit.period < b.unit.period;
      return a.unit.code != b.unit.code ? a.unit.code < b.unit.code : a.row < b.row;
    });
    for (std::size_t i = 1; i < rows.size(); ++i) {
      if (rows[i].unit.code != rows[i - 1].unit.code || rows[i].unit.period != rows[i - 1].unit.period)
        continue;
      diagnostics_.error(
          place(data_, rows[i].row, "uCode"),
          {"figures.peer.unit_twice",
           {{"code", rows[i].unit.code}, {"row", std::to_string(data_.row_numbers[rows[i - 1].row])}}});
    }
    return rows;
  }

  void read_data(PeerFiles& files) {
    if (!has_columns(data_, {"uCode"})) return;
    if (!time_column_.empty() && !has_columns(data_, {time_column_})) return;
    const std::vector<Row> rows = read_units();
    Panel& panel = files.panel;
    panel.values.reshape(rows.size(), indicators_.size());
    for (const Row& row : rows) {
      panel.units.push_back(row.unit);
      files.rows.push_back(row.row);
    }
    for (std::size_t i = 0; i < indicators_.size(); ++i) {
      if (!has_columns(data_, {indicators_[i]})) continue;
      for (std::size_t row = 0; row < rows.size(); ++row)
        panel.values(row, i) = number(data_, rows[row].row, indicators_[i]).value_or(kMissing);
    }
    for (const std::string& name : denominators_) {
      if (!has_columns(data_, {name})) continue;
      for (const Row& row : rows)
        panel.denominators[name].push_back(number(data_, row.row, name).value_or(kMissing));
    }
    for (const std::string& name : groups_) {
      if (!has_columns(data_, {name})) continue;
      for (const Row& row : rows) panel.groups[name].emplace_back(cell(data_, row.row, name));
    }
  }

  const Table& meta_;
  const Table& data_;
  const std::string_view time_column_;
  Diagnostics& diagnostics_;
  std::vector<std::string> indicators_;  ///< in the order of the panel's columns
  std::set<std::string> groups_;
  std::set<std::string> denominators_;
};

}  // namespace

PeerFiles read_peer_tables(const Table& structure, const Table& data, std::string_view time_column,
                           Diagnostics& diagnostics) {
  return PeerReader(structure, data, time_column, diagnostics).read();
}

PeerFiles read_peer_files(const std::string& structure_path, const std::string& data_path,
                          std::string_view time_column, Diagnostics& diagnostics) {
  const std::vector<Table> structure = read_tables(structure_path, {}, diagnostics);
  const std::vector<Table> data = read_tables(data_path, {}, diagnostics);
  if (structure.empty() || data.empty()) return {};
  return read_peer_tables(structure[0], data[0], time_column, diagnostics);
}

}  // namespace dajuan::index
