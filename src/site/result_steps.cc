#include "site/result_lookup.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

void read_figures(const ResultLookup& lookup) {
  ResultTable table(lookup.result().folder, "steps/figures.csv", {"region", "indicator", "status", "figure"},
                    lookup.diagnostics());
  while (table.next()) {
    const int at = lookup.indicator(table, 1);
    const std::optional<ObsStatus> status = obs_status(table.text(2));
    if (!status) table.error(2, "site.problem.word", "found");
    Unit* of = lookup.unit(table, 0);
    if (at < 0 || !status || of == nullptr) continue;
    of->status[static_cast<std::size_t>(at)] = *status;
    of->figures[static_cast<std::size_t>(at)] = table.number(3);
  }
}

void read_cell_changes(const ResultLookup& lookup) {
  ResultTable table(lookup.result().folder, "steps/changes.csv", {"indicator", "period", "region", "change"},
                    lookup.diagnostics());
  const std::string period = lookup.result().period.text();
  while (table.next()) {
    if (table.text(1) != period) continue;
    const int at = lookup.indicator(table, 0);
    const auto change = table.word(3, {"imputed", "winsorised_high", "winsorised_low", "limited"});
    Unit* of = lookup.unit(table, 2);
    if (at < 0 || !change || of == nullptr) continue;
    of->changes.emplace_back(at, static_cast<CellChange>(*change));
  }
}

void read_notes(const ResultLookup& lookup) {
  Result& result = lookup.result();
  ResultTable table(result.folder, "steps/notes.csv", {"node", "period", "region", "note_en", "note_zh"},
                    lookup.diagnostics());
  const std::string period = result.period.text();
  while (table.next()) {
    if (!table.text(1).empty() && table.text(1) != period) continue;
    Note note;
    if (!table.text(0).empty()) note.node = lookup.node(table, 0);
    if (!table.text(2).empty()) note.region = lookup.region(table, 2);
    note.words = {displayable(table.text(4)), displayable(table.text(3))};
    result.notes.push_back(std::move(note));
  }
}

void read_weights(const ResultLookup& lookup) {
  Result& result = lookup.result();
  ResultTable table(result.folder, "steps/weights.csv", {"node", "weight", "effective_weight"},
                    lookup.diagnostics());
  const std::vector<index::Node>& nodes = result.structure.nodes;
  result.weights.assign(nodes.size(), 0.0);
  result.effective_weights = result.weights;
  while (table.next()) {
    const int at = lookup.node(table, 0);
    if (at < 0) continue;
    result.weights[static_cast<std::size_t>(at)] = table.number(1);
    result.effective_weights[static_cast<std::size_t>(at)] = table.number(2);
  }
  for (const index::Node& parent : nodes) {
    double sum = 0;
    for (const int child : parent.children) sum += result.weights[static_cast<std::size_t>(child)];
    for (const int child : parent.children)
      if (sum > 0) result.weights[static_cast<std::size_t>(child)] /= sum;
  }
}

void read_zero_runs(const ResultLookup& lookup) {
  Result& result = lookup.result();
  ResultTable table(result.folder, "steps/zero_runs.csv",
                    {"variable", "region", "from", "to", "log10_probability", "set_aside"},
                    lookup.diagnostics());
  while (table.next()) {
    index::ZeroRun run;
    run.variable = displayable(table.text(0));
    run.region = lookup.region(table, 1);
    const std::optional<Period> from = table.period(2);
    const std::optional<Period> to = table.period(3);
    run.log10_probability = table.number(4);
    const auto set_aside = table.word(5, {"false", "true"});
    if (run.region < 0 || !from || !to || !set_aside) continue;
    run.from = *from;
    run.to = *to;
    run.set_aside = *set_aside == 1;
    result.zero_runs.push_back(std::move(run));
  }
}

}  // namespace

void read_steps(const ResultLookup& lookup) {
  read_figures(lookup);
  read_cell_changes(lookup);
  read_notes(lookup);
  read_weights(lookup);
  read_zero_runs(lookup);
}

}  // namespace dajuan::site
