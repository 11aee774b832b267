#include "index/structure_table.h"

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <string_view>

#include "index/error_model_file.h"
#include "index/section.h"
#include "index/structure_row.h"
#include "index/words.h"

namespace dajuan::index {
namespace {

constexpr std::string_view kRequired[] = {"code", "parent", "name_zh", "name_en", "direction", "variable"};
/// A column of the author's own begins with this.
constexpr char kOwnColumn = '#';
constexpr int kMonthsAYear = 12;

class Reader {
 public:
  Reader(const Table& table, const StructureContext& context, Diagnostics& diagnostics)
      : table_(table), context_(context), diagnostics_(diagnostics), errors_(context) {}

  StructureTable read() {
    if (!check_header()) return {};
    std::set<std::string> parents;
    for (std::size_t r = 0; r < table_.rows(); ++r) {
      const StructureRow row(table_, r, diagnostics_);
      if (row.is_blank()) continue;
      rows_.push_back(r);
      if (const std::string parent = row.text("parent"); !parent.empty()) parents.insert(parent);
    }
    StructureTable result;
    for (const std::size_t r : rows_) {
      StructureRow row(table_, r, diagnostics_);
      // The top is no indicator, even where every row below it misspells its code.
      const bool is_leaf = !parents.contains(row.text("code")) && !row.text("parent").empty();
      drafts_.push_back(draft(row, is_leaf));
      rules_.push_back(is_leaf ? rule(row, drafts_.back().node) : IndicatorRule());
      (is_leaf ? result.indicators : result.aggregates).push_back(drafts_.back().node.code);
    }
    build(result);
    return result;
  }

 private:
  bool check_header() {
    const std::vector<std::string>& known = structure_columns();
    for (std::size_t c = 0; c < table_.header.size(); ++c) {
      const std::string& name = table_.header[c];
      if (name.empty() || name[0] == kOwnColumn || std::count(known.begin(), known.end(), name) > 0) continue;
      const std::string near = nearest(name, known);
      diagnostics_.error(
          {table_.file, table_.sheet, 1, static_cast<std::uint32_t>(c + 1), name},
          {"scheme.unknown_column", {{"found", name}}},
          near.empty() ? Message("scheme.own_column") : Message("scheme.did_you_mean", {{"nearest", near}}));
    }
    bool complete = true;
    for (const std::string_view name : kRequired) {
      if (table_.column(name)) continue;
      complete = false;
      diagnostics_.error({table_.file, table_.sheet, 1, 0, std::string(name)},
                         {"scheme.missing_column", {{"column", std::string(name)}}});
    }
    return complete;
  }

  NodeDraft draft(StructureRow& row, bool is_leaf) {
    NodeDraft draft;
    Node& node = draft.node;
    node.code = row.code("code");
    if (node.code.empty()) row.error("code", {"scheme.empty_cell"});
    draft.parent_code = row.code("parent");
    node.level = level(row);
    node.name = names(row, "name_zh", "name_en");
    if (node.name.zh.empty() && node.name.en.empty()) row.error("name_zh", {"scheme.no_name"});
    node.weight = row.number("weight").value_or(1);
    node.direction = direction(row, is_leaf);
    node.unit = {row.text("unit_zh"), row.text("unit_en")};
    if (node.unit.zh.empty()) node.unit.zh = row.text("unit");
    if (node.unit.en.empty()) node.unit.en = row.text("unit");
    node.target = row.number("target");
    node.lower_post = row.number("lower_post");
    node.upper_post = row.number("upper_post");
    if (node.lower_post && node.upper_post && !(*node.lower_post < *node.upper_post)) {
      row.error("lower_post", {"scheme.posts_order",
                               {{"lower", row.text("lower_post")}, {"upper", row.text("upper_post")}}});
    }
    node.basis = row.text("basis");
    node.note = names(row, "note_zh", "note_en");
    node.order = static_cast<int>(drafts_.size());
    return draft;
  }

  int level(StructureRow& row) {
    const std::string found = row.text("level");
    if (found.empty()) return 0;
    const auto& known = context_.level_names;
    const auto at = std::find(known.begin(), known.end(), found);
    if (at != known.end()) return static_cast<int>(at - known.begin()) + 1;
    row.wrong("level", known.empty() ? "@scheme.expect.no_level" : joined(known));
    return 0;
  }

  Names names(StructureRow& row, std::string_view zh, std::string_view en) {
    Names names{row.text(zh), row.text(en)};
    if (names.zh.empty() == names.en.empty()) return names;
    const bool without_zh = names.zh.empty();
    row.warning(without_zh ? zh : en, {"scheme.one_language", {{"language", without_zh ? "zh" : "en"}}});
    return names;
  }

  Direction direction(StructureRow& row, bool is_leaf) {
    if (row.text("direction").empty()) {
      if (is_leaf) row.error("direction", {"scheme.no_direction"});
      return Direction::higher_is_better;
    }
    const auto found = row.word("direction", Words<Direction>(kDirections));
    if (found == Direction::lower_is_better && !is_leaf) {
      row.error("direction", {"scheme.direction_of_aggregate"});
    }
    return found.value_or(Direction::higher_is_better);
  }

  IndicatorRule rule(StructureRow& row, Node& node) {
    IndicatorRule rule = context_.defaults;
    if (row.text("variable").empty()) {
      row.error("variable", {"scheme.no_variable", {{"code", node.code}}});
    } else {
      rule.terms = row.formula("variable");
    }
    rule.window = row.months("window", 1).value_or(rule.window);
    if (rule.window % static_cast<int>(context_.frequency) != 0) {
      row.error("window", {"scheme.window_not_multiple",
                           {{"window", std::to_string(rule.window)},
                            {"months", std::to_string(static_cast<int>(context_.frequency))}}});
    }
    rule.reduce = row.word("reduce", Words<Reduce>(kReduces)).value_or(rule.reduce);
    rule.annualise = row.word("annualise", Words<bool>(kFlags)).value_or(rule.annualise);
    if (rule.annualise && rule.reduce != Reduce::sum && !row.text("annualise").empty()) {
      row.error("annualise", {"scheme.annualise_not_sum"});
    }
    if (rule.reduce != Reduce::sum) rule.annualise = false;
    rule.bridging = row.word("bridging", Words<Bridging>(kBridgings)).value_or(rule.bridging);
    if (context_.released && rule.bridging != Bridging::last_known) {
      row.error("bridging", {"scheme.bridging_ahead", {{"found", row.text("bridging")}}},
                {"scheme.bridging_ahead_hint"});
    }
    rule.max_age = row.months("max_age", 0).value_or(rule.max_age);
    denominator(row, rule);
    rule.error = errors_.read(row, node.code, rule);
    rule.seasonal = row.word("seasonal", Words<bool>(kFlags)).value_or(rule.window < kMonthsAYear);
    if (context_.denominate_step && !rule.denominator.empty()) move_denominator(row, node, rule);
    if (const std::string pool = row.text("pool"); !pool.empty()) {
      rule.pool_mean = pool == "mean";
      rule.pool_weight = pool == "mean" || pool == "sum" ? std::string() : pool;
    }
    return rule;
  }

  static void denominator(StructureRow& row, IndicatorRule& rule) {
    const std::string found = row.text("denominator");
    if (found == "none") {
      rule.denominator.clear();
      rule.factor = 1;
    } else if (!found.empty()) {
      rule.denominator = row.formula("denominator");
    }
    rule.denominator_over_window =
        row.word("denominator_over", Words<bool>(kDenominatorOver)).value_or(false);
    if (rule.denominator_over_window && rule.denominator.empty())
      row.error("denominator_over", {"scheme.denominator_over_nothing"});
    const std::optional<double> factor = row.number("factor");
    if (factor && !(*factor > 0)) row.wrong("factor", "@scheme.expect.positive");
    rule.factor = factor.value_or(rule.factor);
  }

  static void move_denominator(StructureRow& row, Node& node, IndicatorRule& rule) {
    if (rule.denominator.size() > 1 || rule.denominator[0].coefficient != 1) {
      row.error("denominator", {"scheme.denominate_needs_variable"});
    }
    node.denominator = rule.denominator[0].variable;
    node.factor = rule.factor;
    rule.denominator.clear();
    rule.factor = 1;
  }

  void build(StructureTable& result) {
    std::vector<StructureProblem> problems;
    result.structure = build_structure(drafts_, problems);
    for (const StructureProblem& problem : problems) tell(problem);
    if (!problems.empty()) {
      result.structure = {};
      return;
    }
    result.structure.level_names = context_.level_names;
    if (!context_.level_names.empty() &&
        static_cast<int>(context_.level_names.size()) != result.structure.levels()) {
      diagnostics_.error({table_.file, table_.sheet, 0, 0, "level"},
                         {"scheme.level_count",
                          {{"tree", std::to_string(result.structure.levels())},
                           {"names", std::to_string(context_.level_names.size())}}});
    }
    check_groups(result.structure);
    for (std::size_t i = 0; i < result.structure.indicators; ++i) {
      result.rules.push_back(rules_[static_cast<std::size_t>(result.structure.nodes[i].order)]);
    }
  }

  StructureRow row_of(const Node& node) {
    return StructureRow(table_, rows_[static_cast<std::size_t>(node.order)], diagnostics_);
  }

  void check_groups(const Structure& structure) {
    for (const Node& parent : structure.nodes) {
      if (parent.children.empty()) continue;
      double sum = 0;
      const Node& first = structure.nodes[static_cast<std::size_t>(parent.children[0])];
      bool told = false;
      for (const int c : parent.children) {
        const Node& child = structure.nodes[static_cast<std::size_t>(c)];
        sum += child.weight;
        if (child.level != first.level && !told) {
          row_of(child).error(
              "level",
              {"scheme.mixed_levels", {{"parent", parent.code}, {"one", first.code}, {"other", child.code}}});
          told = true;
        }
      }
      if (sum == 0) row_of(first).error("weight", {"scheme.weights_sum_zero", {{"parent", parent.code}}});
    }
  }

  void tell(const StructureProblem& problem) {
    constexpr struct {
      const char* message;
      const char* column;
    } kTexts[] = {{"scheme.duplicate_code", "code"},
                  {"scheme.unknown_parent", "parent"},
                  {"scheme.cycle", "parent"},
                  {"scheme.several_tops", "parent"},
                  {"scheme.no_top", "parent"},
                  {"scheme.level_not_below", "level"},
                  {"scheme.childless_aggregate", "level"},
                  {"scheme.negative_weight", "weight"}};
    const auto& text = kTexts[static_cast<std::size_t>(problem.fault)];
    Message message(text.message, {{"found", problem.found}});
    if (problem.draft >= rows_.size()) {
      diagnostics_.error({table_.file, table_.sheet, 0, 0, text.column}, std::move(message));
      return;
    }
    Message hint;
    if (problem.fault == StructureFault::unknown_parent) {
      std::vector<std::string> codes;
      for (const NodeDraft& draft : drafts_) codes.push_back(draft.node.code);
      if (const std::string near = nearest(problem.found, codes); !near.empty()) {
        hint = {"scheme.did_you_mean", {{"nearest", near}}};
      }
    }
    StructureRow(table_, rows_[problem.draft], diagnostics_)
        .error(text.column, std::move(message), std::move(hint));
  }

  const Table& table_;
  const StructureContext& context_;
  Diagnostics& diagnostics_;
  ErrorModelReader errors_;
  std::vector<std::size_t> rows_;  ///< of the table, for each draft
  std::vector<NodeDraft> drafts_;
  std::vector<IndicatorRule> rules_;
};

}  // namespace

const std::vector<std::string>& structure_columns() {
  static const std::vector<std::string> columns = {
      "code",        "parent",           "level",          "name_zh",  "name_en", "direction",  "weight",
      "unit",        "unit_zh",          "unit_en",        "variable", "window",  "reduce",     "annualise",
      "denominator", "denominator_over", "factor",         "bridging", "max_age", "pool",       "error",
      "dispersion",  "sample_size",      "standard_error", "seasonal", "target",  "lower_post", "upper_post",
      "basis",       "note_zh",          "note_en"};
  return columns;
}

StructureTable read_structure(const Table& table, const StructureContext& context, Diagnostics& diagnostics) {
  return Reader(table, context, diagnostics).read();
}

}  // namespace dajuan::index
