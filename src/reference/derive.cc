#include "reference/derive.h"

#include <algorithm>
#include <array>
#include <map>

#include "stats/descriptive.h"

namespace dajuan::reference {
namespace {

using index::Change;
using index::TreatmentRow;
using Method = index::Treatment::Method;

std::string stem(const std::string& file_name) { return file_name.substr(0, file_name.rfind('.')); }

/// Builds tables whose rows are units (of periods) and whose columns are nodes.
class Tables {
 public:
  explicit Tables(const Run& run)
      : run_(run), structure_(run.model.structure), units_(run.panel.units), steps_(run.model.steps) {}

  Frame unit_rows(const std::string& name) const {
    Frame frame;
    frame.name = name;
    if (run_.by_period) frame.columns.push_back(run_.time_column);
    frame.columns.push_back("uCode");
    frame.keys = frame.columns.size();
    return frame;
  }

  std::vector<std::string> unit_key(std::size_t row) const {
    if (!run_.by_period) return {units_[row].code};
    return {units_[row].period.text(), units_[row].code};
  }

  /// Position of the last step of a kind, or nothing.
  template <typename Step>
  std::optional<std::size_t> last_step() const {
    for (std::size_t s = steps_.size(); s-- > 0;)
      if (std::holds_alternative<Step>(steps_[s])) return s;
    return std::nullopt;
  }

  /// Figures before a step.
  const Matrix& before(std::size_t step) const {
    int stage = -1;
    for (std::size_t s = 0; s < step; ++s) stage = std::max(stage, run_.result.stage_of_step[s]);
    return stage < 0 ? run_.panel.values : run_.result.stages[static_cast<std::size_t>(stage)];
  }
  const Matrix& after(std::size_t step) const {
    return run_.result.stages[static_cast<std::size_t>(run_.result.stage_of_step[step])];
  }

  /// Which units are still there when a step begins: what only the first steps dropped is gone.
  std::vector<std::uint8_t> present_at(std::size_t step) const {
    return run_first(step, [](index::Step&) {}).included;
  }

  /// The result of the first steps alone, each of them changed by `edit`.
  template <typename Edit>
  index::Result run_first(std::size_t count, Edit edit) const {
    index::Model first = run_.model;
    first.steps.resize(count);
    for (index::Step& step : first.steps) edit(step);
    index::Result result;
    index::Engine(std::move(first)).run(run_.panel, result);
    return result;
  }

  /// Units × the nodes that `wanted` picks.
  template <typename Wanted>
  Frame wide(const std::string& name, const Matrix& figures, const std::vector<std::uint8_t>& present,
             Wanted wanted) const {
    Frame frame = unit_rows(name);
    std::vector<std::size_t> nodes;
    for (std::size_t n = 0; n < figures.columns(); ++n)
      if (wanted(n)) nodes.push_back(n);
    for (const std::size_t n : nodes) frame.columns.push_back(structure_.nodes[n].code);
    for (std::size_t r = 0; r < units_.size(); ++r) {
      if (!present[r]) continue;
      std::vector<Value> values;
      for (const std::size_t n : nodes) values.push_back(Value::figure(figures(r, n)));
      frame.add(unit_key(r), std::move(values));
    }
    return frame;
  }

  template <typename Step, typename Wanted>
  Frame stage(const std::string& name, Wanted wanted) const {
    const auto step = last_step<Step>();
    if (!step) return unit_rows(name);
    return wide(name, after(*step), present_at(*step), wanted);
  }

  Frame scores(const std::string& name) const {
    return wide(name, run_.result.scores, run_.result.included,
                [&](std::size_t n) { return n >= structure_.indicators; });
  }

  /// Every cell that was missing before the first imputation, with what the last one made of it.
  Frame imputed_cells(const std::string& name) const {
    Frame frame = unit_rows(name);
    frame.columns.insert(frame.columns.end(), {"iCode", "value"});
    ++frame.keys;
    const auto imputes = [](const index::Step& step) {
      return std::holds_alternative<index::ImputeStep>(step) ||
             std::holds_alternative<index::ImputeOverTimeStep>(step);
    };
    const auto first = std::find_if(steps_.begin(), steps_.end(), imputes);
    if (first == steps_.end()) return frame;
    const auto last = std::find_if(steps_.rbegin(), steps_.rend(), imputes);
    const auto begin = static_cast<std::size_t>(first - steps_.begin());
    const auto end = static_cast<std::size_t>(steps_.rend() - last) - 1;
    const std::vector<std::uint8_t> present = present_at(begin);
    for (std::size_t r = 0; r < units_.size(); ++r) {
      for (std::size_t c = 0; c < structure_.indicators; ++c) {
        if (!present[r] || !is_missing(before(begin)(r, c))) continue;
        std::vector<std::string> key = unit_key(r);
        key.push_back(structure_.nodes[c].code);
        frame.add(std::move(key), {Value::figure(after(end)(r, c))});
      }
    }
    return frame;
  }

  Frame screened_units(const std::string& name) const {
    Frame frame = unit_rows(name);
    frame.columns.insert(frame.columns.end(), {"n_missing", "n_zero", "availability", "nonzero", "included"});
    const auto step = last_step<index::ScreenStep>();
    if (!step) return frame;
    const std::vector<std::uint8_t> present = present_at(*step);
    for (std::size_t r = 0; r < units_.size(); ++r) {
      if (!present[r]) continue;
      const index::ScreenRow& row = run_.result.screens[r];
      frame.add(
          unit_key(r),
          {Value::computed(static_cast<double>(row.missing)), Value::computed(static_cast<double>(row.zeros)),
           Value::figure(row.availability), Value::figure(row.nonzero), Value::flag(row.included)});
    }
    return frame;
  }

  Frame treatment_table(const std::string& name) const {
    Frame frame;
    frame.name = name;
    const auto step = last_step<index::TreatStep>();
    const bool by_period = step && treats_each_period(*step);
    if (by_period) frame.columns.push_back(run_.time_column);
    frame.columns.push_back("iCode");
    frame.keys = frame.columns.size();
    for (const char* column : {"skew_0", "kurt_0", "pass_0", "n_winsorised", "skew_1", "kurt_1", "pass_1",
                               "skew_2", "kurt_2", "pass_2"})
      frame.columns.emplace_back(column);
    if (!step) return frame;
    const std::vector<index::Panel::Block> blocks = run_.panel.blocks();
    for (const TreatmentRow& row : run_.result.treatments) {
      if (row.step != *step) continue;
      std::vector<std::string> key;
      if (by_period) key.push_back(blocks[row.group].period.text());
      key.push_back(structure_.nodes[row.column].code);
      std::vector<Value> values;
      for (std::size_t stage = 0; stage < 3; ++stage) {
        if (stage == 1) values.push_back(row.winsorised < 0 ? Value() : Value::computed(row.winsorised));
        values.push_back(Value::figure(row.skew[stage]));
        values.push_back(Value::figure(row.kurt[stage]));
        values.push_back(row.passed[stage] < 0 ? Value() : Value::flag(row.passed[stage] == 1));
      }
      frame.add(std::move(key), std::move(values));
    }
    return frame;
  }

  /// Every cell that the last treatment changed, tagged with what changed it.
  Frame treated_points(const std::string& name) const {
    Frame frame = unit_rows(name);
    frame.columns.insert(frame.columns.end(), {"iCode", "before", "after", "tag"});
    ++frame.keys;
    const auto step = last_step<index::TreatStep>();
    if (!step) return frame;
    const std::map<std::pair<std::size_t, std::size_t>, const char*> cut = cut_by_first(*step);
    const std::vector<index::Panel::Block> blocks = run_.panel.blocks();
    const Matrix& original = before(*step);
    for (const TreatmentRow& row : run_.result.treatments) {
      if (row.step != *step) continue;
      const bool whole = !treats_each_period(*step);
      const std::size_t begin = whole ? 0 : blocks[row.group].begin;
      const std::size_t end = whole ? units_.size() : blocks[row.group].end;
      for (std::size_t r = begin; r < end; ++r) {
        const double from = original(r, row.column);
        const double to = after(*step)(r, row.column);
        if (!run_.result.included[r] || is_missing(from) || from == to) continue;
        const auto tail = cut.find({r, row.column});
        std::string tag = tail == cut.end() ? log_tag(row, 0) : tail->second;
        if (const std::string second = log_tag(row, 1); !second.empty()) tag += "+" + second;
        std::vector<std::string> key = unit_key(r);
        key.push_back(structure_.nodes[row.column].code);
        frame.add(std::move(key), {Value::figure(from), Value::figure(to), Value::text(tag)});
      }
    }
    return frame;
  }

 private:
  bool treats_each_period(std::size_t step) const {
    const auto& own = std::get<index::TreatStep>(steps_[step]).scope;
    return own.value_or(run_.model.scope).kind == index::FitScope::Kind::per_period && run_.by_period;
  }

  /// Cells that the first treatment alone cuts, also where the second then began anew from the original.
  std::map<std::pair<std::size_t, std::size_t>, const char*> cut_by_first(std::size_t step) const {
    const index::Result first = run_first(step + 1, [](index::Step& each) {
      auto* treat = std::get_if<index::TreatStep>(&each);
      if (!treat) return;
      treat->plan.second.reset();
      for (auto& [code, plan] : treat->overrides) plan.second.reset();
    });
    std::map<std::pair<std::size_t, std::size_t>, const char*> cut;
    for (const index::CellChange& change : first.changes) {
      if (change.step != step) continue;
      if (change.change == Change::winsorised_high) cut[{change.row, change.column}] = "winhi";
      if (change.change == Change::winsorised_low) cut[{change.row, change.column}] = "winlo";
    }
    return cut;
  }

  /// The tag of a logarithm that was the first (0) or second (1) treatment of a column; else empty.
  std::string log_tag(const TreatmentRow& row, std::size_t place) const {
    switch (row.applied[place]) {
      case Method::log_shift:
        return "log_CT";
      case Method::log_unit_shift:
        return "log_CT_orig";
      case Method::log_shift_signed: {
        const bool on_first = place == 1 && plan(row).combine;
        return row.skew[on_first ? 1 : 0] > 0 ? "log_CT" : "log_CT_neg";
      }
      default:
        return "";
    }
  }

  const index::TreatmentPlan& plan(const TreatmentRow& row) const {
    const auto& step = std::get<index::TreatStep>(steps_[row.step]);
    const auto own = step.overrides.find(structure_.nodes[row.column].code);
    return own == step.overrides.end() ? step.plan : own->second;
  }

  const Run& run_;
  const index::Structure& structure_;
  const std::vector<index::Unit>& units_;
  const std::vector<index::Step>& steps_;
};

constexpr std::array<const char*, 11> kDerived = {
    "denominated",         "imputed",       "treated",        "normalised",
    "normalised_positive", "imputed_cells", "screened_units", "treatment_table",
    "treated_points",      "scores",        "ranks"};

bool is_ranks(const std::string& table) {
  return table == "ranks" || table == "ranks_with_tie_tolerance" || table == "ranks_by_year";
}

}  // namespace

bool is_derived(const std::string& file_name) {
  const std::string table = stem(file_name);
  return is_ranks(table) || std::find(kDerived.begin(), kDerived.end(), table) != kDerived.end();
}

Frame derive(const Run& run, const std::string& file_name) {
  const Tables tables(run);
  const index::Structure& structure = run.model.structure;
  const std::string table = stem(file_name);
  const auto all = [](std::size_t) { return true; };
  if (table == "denominated")
    return tables.stage<index::DenominateStep>(
        file_name, [&](std::size_t n) { return !structure.nodes[n].denominator.empty(); });
  if (table == "imputed") return tables.stage<index::ImputeStep>(file_name, all);
  if (table == "treated") return tables.stage<index::TreatStep>(file_name, all);
  if (table == "normalised") return tables.stage<index::NormaliseStep>(file_name, all);
  if (table == "normalised_positive")
    return tables.stage<index::NormaliseStep>(file_name, [&](std::size_t n) {
      return structure.nodes[n].direction == index::Direction::higher_is_better;
    });
  if (table == "imputed_cells") return tables.imputed_cells(file_name);
  if (table == "screened_units") return tables.screened_units(file_name);
  if (table == "treatment_table") return tables.treatment_table(file_name);
  if (table == "treated_points") return tables.treated_points(file_name);
  if (table == "scores") return tables.scores(file_name);
  return ranks(run, file_name);
}

Frame ranks(const Run& run, const std::string& file_name) {
  Frame frame = Tables(run).scores(file_name);
  std::map<std::string, std::vector<std::size_t>> periods;
  for (std::size_t r = 0; r < frame.rows.size(); ++r)
    periods[run.by_period ? frame.row_keys[r].front() : ""].push_back(r);
  for (const auto& [period, rows] : periods) {
    for (std::size_t c = 0; c < frame.columns.size() - frame.keys; ++c) {
      std::vector<double> scores;
      for (const std::size_t r : rows) {
        const Value& value = frame.rows[r][c];
        scores.push_back(value.kind == Value::Kind::missing ? kMissing : value.number);
      }
      const std::vector<double> ranked = stats::score_ranks(scores);
      for (std::size_t i = 0; i < rows.size(); ++i) frame.rows[rows[i]][c] = Value::figure(ranked[i]);
    }
  }
  return frame;
}

}  // namespace dajuan::reference
