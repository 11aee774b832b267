#include "release/result_steps.h"

#include <algorithm>
#include <tuple>

#include "release/result_table.h"

namespace dajuan::release {
namespace {

using namespace dajuan::index;

std::string step_label(const Model& model, std::size_t step) {
  // Padded, so that the order of steps is also the order of bytes.
  const std::string number = std::to_string(step + 1);
  const std::string padding = model.steps.size() > 9 && number.size() < 2 ? "0" : "";
  return padding + number + "_" + std::string(step_name(model.steps[step]));
}

/// Which period a scope group stands for; empty where a step learned once for all.
std::string group_period(const Series& series, std::size_t step, std::size_t group) {
  const Model& model = series.engine().model();
  const auto scope = [&](const auto& spec) { return spec.scope.value_or(model.scope); };
  FitScope::Kind kind = model.scope.kind;
  if (const auto* impute = std::get_if<ImputeStep>(&model.steps[step])) kind = scope(*impute).kind;
  if (const auto* treat = std::get_if<TreatStep>(&model.steps[step])) kind = scope(*treat).kind;
  if (const auto* normalise = std::get_if<NormaliseStep>(&model.steps[step])) kind = scope(*normalise).kind;
  if (kind != FitScope::Kind::per_period) return "";
  return series.panel().blocks()[group].period.text();
}

class StepFiles {
 public:
  StepFiles(const ResultParts& parts, const std::vector<std::size_t>& rows)
      : parts_(parts), series_(parts.series), model_(parts.series.engine().model()), rows_(rows) {}

  std::string figures() const {
    std::string out;
    ResultTable table(out, parts_.scheme.simulated, {});
    for (const char* column : {"region", "indicator", "status", "figure"}) table.text(column);
    const Result& result = series_.result();
    for (std::size_t s = 0; s < model_.steps.size(); ++s)
      if (result.stage_of_step[s] >= 0) table.text(step_label(model_, s));
    table.end_header();
    const Panel& panel = series_.panel();
    for (const std::size_t r : rows_) {
      for (std::size_t c = 0; c < structure().indicators; ++c) {
        const double figure = panel.values(r, c);
        table.text(panel.units[r].code).text(structure().nodes[c].code).text(status(r, c)).number(figure);
        for (std::size_t s = 0; s < model_.steps.size(); ++s)
          if (const int stage = result.stage_of_step[s]; stage >= 0)
            table.number(result.stages[static_cast<std::size_t>(stage)](r, c));
        table.end_row();
      }
    }
    return out;
  }

  std::string changes() const {
    constexpr std::string_view kChanges[] = {"imputed", "winsorised_high", "winsorised_low", "limited"};
    const Panel& panel = series_.panel();
    std::string out;
    ResultTable table(out, parts_.scheme.simulated,
                      {"step", "indicator", "period", "region", "change", "before", "after"});
    // By step, column and row is by step, indicator code, period and region code.
    std::vector<CellChange> sorted = series_.result().changes;
    std::sort(sorted.begin(), sorted.end(), [](const CellChange& a, const CellChange& b) {
      return std::tie(a.step, a.column, a.row, a.change) < std::tie(b.step, b.column, b.row, b.change);
    });
    for (const CellChange& change : sorted) {
      const Unit& unit = panel.units[change.row];
      table.text(step_label(model_, change.step)).text(structure().nodes[change.column].code);
      table.text(unit.period.text()).text(unit.code).text(kChanges[static_cast<std::size_t>(change.change)]);
      table.number(change.before).number(change.after).end_row();
    }
    return out;
  }

  std::string learned() const {
    std::string out;
    ResultTable table(out, parts_.scheme.simulated, {"step", "indicator", "period", "name", "value"});
    std::vector<Learned> sorted = series_.result().learned;
    std::stable_sort(sorted.begin(), sorted.end(), [](const Learned& a, const Learned& b) {
      const std::string_view name_a = a.name;
      const std::string_view name_b = b.name;
      return std::tie(a.step, a.column, a.group, name_a) < std::tie(b.step, b.column, b.group, name_b);
    });
    for (const Learned& item : sorted) {
      table.text(step_label(model_, item.step)).text(structure().nodes[item.column].code);
      table.text(group_period(series_, item.step, item.group)).text(item.name).number(item.value).end_row();
    }
    return out;
  }

  std::string treatments() const {
    constexpr std::string_view kMethods[] = {
        "", "winsorise", "log_shift", "log_unit_shift", "log_shift_signed", "log_gii", "boxcox"};
    std::string out;
    ResultTable table(out, parts_.scheme.simulated,
                      {"step", "indicator", "period", "skew_0", "kurt_0", "pass_0", "winsorised", "skew_1",
                       "kurt_1", "pass_1", "skew_2", "kurt_2", "pass_2", "applied_1", "applied_2"});
    for (const TreatmentRow& row : series_.result().treatments) {
      table.text(step_label(model_, row.step)).text(structure().nodes[row.column].code);
      table.text(group_period(series_, row.step, row.group));
      for (std::size_t stage = 0; stage < 3; ++stage) {
        table.number(row.skew[stage]).number(row.kurt[stage]);
        table.text(row.passed[stage] < 0 ? "" : row.passed[stage] == 1 ? "true" : "false");
        if (stage > 0) continue;
        if (row.winsorised < 0)
          table.text("");
        else
          table.count(row.winsorised);
      }
      table.text(kMethods[static_cast<std::size_t>(row.applied[0])]);
      table.text(kMethods[static_cast<std::size_t>(row.applied[1])]).end_row();
    }
    return out;
  }

  std::string notes() const {
    struct Line {
      std::string step, node, period, region, en, zh;
      auto key() const { return std::tie(step, node, period, region, en); }
    };
    std::vector<Line> lines;
    for (const StepNote& note : series_.result().notes) {
      Line line;
      line.step = step_label(model_, note.step);
      if (note.node >= 0) line.node = structure().nodes[static_cast<std::size_t>(note.node)].code;
      if (note.row >= 0) {
        const Unit& unit = series_.panel().units[static_cast<std::size_t>(note.row)];
        line.period = unit.period.text();
        line.region = unit.code;
      }
      line.en = text(Language::en, note.message);
      line.zh = text(Language::zh, note.message);
      lines.push_back(std::move(line));
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const Line& a, const Line& b) { return a.key() < b.key(); });
    std::string out;
    ResultTable table(out, parts_.scheme.simulated,
                      {"step", "node", "period", "region", "note_en", "note_zh"});
    for (const Line& line : lines) {
      table.text(line.step).text(line.node).text(line.period).text(line.region);
      table.text(line.en).text(line.zh).end_row();
    }
    return out;
  }

  std::string zero_runs() const {
    std::string out;
    ResultTable table(out, parts_.scheme.simulated,
                      {"variable", "region", "from", "to", "periods", "log10_probability", "mean",
                       "mean_from", "set_aside"});
    for (const ZeroRun& run : parts_.zero_runs) {
      table.text(run.variable)
          .text(parts_.regions[run.region].code)
          .text(run.from.text())
          .text(run.to.text());
      table.count(run.periods).number(run.log10_probability).number(run.mean);
      table.text(zero_basis_code(run.basis)).text(run.set_aside ? "true" : "false").end_row();
    }
    return out;
  }

  std::string weights() const {
    const std::vector<double>& weights = series_.engine().weights();
    const std::vector<double> effective = structure().effective_weights(weights);
    std::string out;
    ResultTable table(out, parts_.scheme.simulated, {"node", "parent", "weight", "effective_weight"});
    for (const std::size_t n : nodes_by_code(structure())) {
      const Node& node = structure().nodes[n];
      table.text(node.code);
      table.text(node.parent < 0 ? "" : structure().nodes[static_cast<std::size_t>(node.parent)].code);
      table.number(weights[n]).number(effective[n]).end_row();
    }
    return out;
  }

 private:
  const Structure& structure() const { return model_.structure; }
  std::string status(std::size_t row, std::size_t column) const {
    const Panel& panel = series_.panel();
    const std::size_t place = column * panel.units.size() + row;
    if (place < panel.status.size()) return std::string(1, static_cast<char>(panel.status[place]));
    return is_missing(panel.values(row, column)) ? "O" : "A";
  }

  const ResultParts& parts_;
  const Series& series_;
  const Model& model_;
  const std::vector<std::size_t>& rows_;
};

}  // namespace

void add_step_files(const ResultParts& parts, const std::vector<std::size_t>& rows, Files& files) {
  const StepFiles steps(parts, rows);
  files["steps/figures.csv"] = steps.figures();
  files["steps/changes.csv"] = steps.changes();
  files["steps/learned.csv"] = steps.learned();
  files["steps/treatments.csv"] = steps.treatments();
  files["steps/notes.csv"] = steps.notes();
  files["steps/weights.csv"] = steps.weights();
  files["steps/zero_runs.csv"] = steps.zero_runs();
}

}  // namespace dajuan::release
