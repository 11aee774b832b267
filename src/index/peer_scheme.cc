#include "index/peer_scheme.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "base/csv_writer.h"
#include "base/json.h"
#include "base/toml.h"
#include "index/formula.h"
#include "index/peer_files.h"
#include "index/scheme_file.h"
#include "region/regions.h"

namespace dajuan::index {
namespace {

constexpr std::string_view kTime = "Time";
constexpr std::string_view kUnit = "unit";  // the levels of regions.csv
constexpr std::string_view kWhole = "whole";
constexpr std::string_view kRegionColumns[] = {"region",   "parent",     "level",      "name_zh", "name_en",
                                               "valid_to", "valid_from", "successors", "note"};

/// JSON's text in quotes is TOML's too.
std::string quoted(const std::string& text) { return canonical_json(JsonValue(text)); }

class Importer {
 public:
  Importer(const Table& structure, const Table& data, const PeerSchemeOptions& options,
           Diagnostics& diagnostics)
      : meta_(structure), data_(data), options_(options), diagnostics_(diagnostics) {}

  PeerScheme run() {
    const std::size_t errors = diagnostics_.errors();
    const std::string time = time_column();
    check_codes();
    check_years(time);
    files_ = read_peer_tables(meta_, data_, time, diagnostics_);
    if (diagnostics_.errors() != errors) return {};
    if (year_)
      for (Unit& unit : files_.panel.units) unit.period = *year_;
    PeerScheme made;
    made.files = {{"scheme.toml", scheme()},
                  {"structure.csv", structure()},
                  {"regions.csv", regions()},
                  {"figures.csv", figures()}};
    made.indicators = files_.structure.indicators;
    made.units = units_;
    made.years = files_.panel.blocks().size();
    read_back(made.files);
    if (diagnostics_.errors() != errors) return {};
    diagnostics_.note({meta_.file, meta_.sheet, 0, 0, "iName"}, {"import.one_name"});
    return made;
  }

 private:
  std::string say(const std::string& id, Language language) const {
    return text(language, Message("import." + id));
  }

  std::string time_column() {
    const std::string asked = options_.time.empty() ? std::string(kTime) : options_.time;
    if (data_.column(asked)) return asked;
    if (options_.time.empty()) {
      diagnostics_.warning({data_.file, data_.sheet, 1, 0, asked}, {"import.no_year"},
                           {"import.no_year_hint"});
      return {};
    }
    const std::optional<Period> year = Period::parse(asked);
    if (!year || year->frequency() != Frequency::year) return asked;  // the reader misses the column
    year_ = year;
    return {};
  }

  std::string_view cell(const Table& table, std::size_t row, std::string_view name) const {
    const auto column = table.column(name);
    return column ? table.at(row, *column).text : std::string_view();
  }

  /// Codes become variables of formulas, groups become columns of regions.csv.
  void check_codes() {
    for (std::size_t row = 0; row < meta_.rows(); ++row) {
      const std::string_view type = cell(meta_, row, "Type");
      if (type == "Indicator" || type == "Aggregate") node_rows_.push_back(row);
      if (type == "Indicator" || type == "Denominator") check_variable(row, "iCode");
      if (type == "Indicator" && cell(meta_, row, "Denominator") != "NA") check_variable(row, "Denominator");
      const std::string_view code = cell(meta_, row, "iCode");
      if (type == "Group" && std::count(std::begin(kRegionColumns), std::end(kRegionColumns), code) > 0)
        diagnostics_.error(meta_.place(row, *meta_.column("iCode")),
                           {"import.group_name", {{"code", std::string(code)}}});
    }
  }

  void check_variable(std::size_t row, std::string_view column) {
    const std::string code(cell(meta_, row, column));
    if (code.empty()) return;
    std::optional<FormulaProblem> problem;
    const std::vector<Term> terms = parse_formula(code, problem);
    if (!problem && terms.size() == 1 && terms[0].variable == code && code != "none") return;
    diagnostics_.error(meta_.place(row, *meta_.column(column)), {"import.not_a_variable", {{"code", code}}},
                       {"import.not_a_variable_hint"});
  }

  void check_years(const std::string& column) {
    if (column.empty() || !data_.column(column)) return;
    for (std::size_t row = 0; row < data_.rows(); ++row) {
      const std::string found(cell(data_, row, column));
      if (const auto period = Period::parse(found); period && period->frequency() != Frequency::year)
        diagnostics_.error(data_.place(row, *data_.column(column)),
                           {"import.not_a_year", {{"found", found}}});
    }
  }

  const std::vector<Node>& nodes() const { return files_.structure.nodes; }
  static const std::string& name(const Node& node) { return node.name.en.empty() ? node.code : node.name.en; }

  /// The peer counts levels from the indicators up.
  std::string level_code(int level) const {
    if (level == 1) return "indicator";
    return level == files_.structure.levels() ? "index" : "level-" + std::to_string(level);
  }

  std::string level_name(int level, Language language) const {
    const std::string code = level_code(level);
    if (code == "index" || code == "indicator") return text(language, Message("import.level." + code));
    return text(language, {"import.level.between", {{"level", std::to_string(level)}}});
  }

  void comment(std::string& out, const std::string& id) const {
    out += "# ";
    for (const char c : text(options_.comments, Message("import.comment." + id)))
      out += c == '\n' ? "\n# " : std::string(1, c);
    out += "\n";
  }

  std::string scheme() const {
    std::string out;
    const auto part = [&](const std::string& id, const std::string& lines) {
      if (!out.empty()) out += "\n";
      comment(out, id);
      out += lines;
    };
    std::string identity = "\n[scheme]\nid = " + quoted(options_.id) + "\nversion = \"1\"\n";
    for (const std::string key : {"title", "summary", "method", "source"})
      for (const Language language : {Language::en, Language::zh}) {
        const std::string value = key == "title" ? name(nodes().back()) : say(key, language);
        identity.append(key).append(".").append(language_code(language));
        identity.append(" = ").append(quoted(value)).append("\n");
      }
    part("head", identity);
    part("series", "[series]\nfrequency = \"year\"\nmembers = " + quoted(std::string(kUnit)) +
                       "\nreleased = false\nfit = \"pooled\"\n");
    part("figures", "[figures]\nregions = \"regions.csv\"\nfiles = [\"figures.csv\"]\n");
    std::string levels = "[levels]\nnames = [\n";
    for (int level = files_.structure.levels(); level >= 1; --level)
      levels += "  { code = " + quoted(level_code(level)) +
                ", zh = " + quoted(level_name(level, Language::zh)) +
                ", en = " + quoted(level_name(level, Language::en)) + " },\n";
    part("levels", levels + "]\n");
    part("defaults", "[defaults]\nreduce = \"last\"\n");
    part("weights", "[weights]\nsource = \"given\"\n");
    if (std::any_of(nodes().begin(), nodes().end(), [](const Node& n) { return !n.denominator.empty(); }))
      part("denominate", "[[steps]]\nstep = \"denominate\"\n");
    part("normalise", "[[steps]]\nstep = \"normalise\"\nmethod = \"minmax\"\nrange = [0, 100]\n");
    part("aggregate", "[[steps]]\nstep = \"aggregate\"\nmethod = \"arithmetic\"\n");
    return out;
  }

  std::string structure() const {
    std::vector<const Node*> in_order;
    for (const Node& node : nodes()) in_order.push_back(&node);
    std::sort(in_order.begin(), in_order.end(),
              [](const Node* a, const Node* b) { return a->order < b->order; });
    std::string out;
    CsvWriter writer(out);
    writer.row({"code", "parent", "level", "name_zh", "name_en", "direction", "weight", "unit", "variable",
                "denominator", "pool", "target"});
    for (const Node* node : in_order) {
      const bool is_top = node->parent < 0;
      writer.text(node->code).text(is_top ? "" : nodes()[static_cast<std::size_t>(node->parent)].code);
      writer.text(level_code(node->level)).text(name(*node)).text(name(*node));
      const bool is_leaf = node->children.empty();
      const bool lower = node->direction == Direction::lower_is_better;
      writer.text(!is_leaf ? "" : lower ? "lower" : "higher").number(is_top ? kMissing : node->weight);
      writer.text(is_leaf ? node->unit.en : "").text(is_leaf ? node->code : "");
      writer.text(is_leaf ? node->denominator : "");
      writer.text(!is_leaf ? "" : node->denominator.empty() ? "mean" : "sum");
      writer.number(is_leaf ? node->target.value_or(kMissing) : kMissing).end_row();
    }
    return out;
  }

  /// A unit as its newest row has it.
  std::string regions() {
    const Panel& panel = files_.panel;
    std::map<std::string, std::size_t> newest;
    std::set<std::pair<std::string, std::string>> told;
    for (std::size_t row = 0; row < panel.units.size(); ++row) {
      const std::string& code = panel.units[row].code;
      const auto [before, is_new] = newest.try_emplace(code, row);
      for (const auto& [group, members] : panel.groups)
        if (!is_new && members[row] != members[before->second] && told.insert({code, group}).second)
          diagnostics_.warning(data_.place(files_.rows[row], *data_.column(group)),
                               {"import.group_changes", {{"code", code}, {"group", group}}});
      before->second = row;
    }
    units_ = newest.size();
    std::string whole(kWhole);
    while (newest.contains(whole)) whole += '_';

    std::string out;
    CsvWriter writer(out);
    for (const std::string_view column : {"region", "parent", "level", "name_zh", "name_en"})
      writer.text(column);
    for (const auto& [group, members] : panel.groups) writer.text(group);
    writer.end_row();
    writer.text(whole).empty().text(kWhole);
    writer.text(say("whole", Language::zh)).text(say("whole", Language::en));
    for (std::size_t i = 0; i < panel.groups.size(); ++i) writer.empty();
    writer.end_row();
    for (const auto& [code, row] : newest) {
      std::string_view called = cell(data_, files_.rows[row], "uName");
      if (called.empty() || called == "NA") called = code;
      writer.text(code).text(whole).text(kUnit).text(called).text(called);
      for (const auto& [group, members] : panel.groups) writer.text(members[row]);
      writer.end_row();
    }
    return out;
  }

  std::string figures() const {
    const Panel& panel = files_.panel;
    std::string out;
    CsvWriter writer(out);
    writer.row({"region", "period", "variable", "value"});
    const auto figure = [&](std::size_t row, const std::string& variable, double value) {
      writer.text(panel.units[row].code).text(panel.units[row].period.text()).text(variable);
      writer.number(value).end_row();
    };
    for (std::size_t i = 0; i < files_.structure.indicators; ++i)
      for (std::size_t row = 0; row < panel.units.size(); ++row)
        figure(row, nodes()[i].code, panel.values(row, i));
    for (const auto& [code, values] : panel.denominators) {
      const int node = files_.structure.find(code);
      if (node >= 0 && nodes()[static_cast<std::size_t>(node)].children.empty())
        continue;  // is there already
      for (std::size_t row = 0; row < panel.units.size(); ++row) figure(row, code, values[row]);
    }
    return out;
  }

  /// What is still wrong, told where the analyst can mend it.
  void read_back(const std::map<std::string, std::string>& files) {
    Diagnostics found;
    const auto document = parse_toml(files.at("scheme.toml"), "scheme.toml", found);
    const auto structure = read_csv_table(files.at("structure.csv"), "structure.csv", {}, found);
    const auto regions = read_csv_table(files.at("regions.csv"), "regions.csv", {}, found);
    if (regions) region::Regions::read(*regions, found);
    if (document && structure) parse_scheme(*document, *structure, "scheme.toml", found);
    for (Diagnostic item : found.items()) {
      if (item.place.file == "structure.csv" && structure) {
        const auto& rows = structure->row_numbers;
        const auto row = std::find(rows.begin(), rows.end(), item.place.row);
        if (row != rows.end())
          item.place =
              meta_.place(node_rows_[static_cast<std::size_t>(row - rows.begin())], *meta_.column("iCode"));
      } else if (item.place.column_name.ends_with(".id")) {
        item.place = {"--id", "", 0, 0, ""};
      }
      diagnostics_.add(std::move(item));
    }
  }

  const Table& meta_;
  const Table& data_;
  const PeerSchemeOptions& options_;
  Diagnostics& diagnostics_;
  PeerFiles files_;
  std::optional<Period> year_;
  std::size_t units_ = 0;
  std::vector<std::size_t> node_rows_;  ///< of the structure table, for each row of structure.csv
};

}  // namespace

PeerScheme scheme_from_peer(const Table& structure, const Table& data, const PeerSchemeOptions& options,
                            Diagnostics& diagnostics) {
  return Importer(structure, data, options, diagnostics).run();
}

}  // namespace dajuan::index
