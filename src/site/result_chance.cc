#include "site/result_lookup.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

/// In the order of index::ChangeWord; what was not compared has no row.
std::optional<index::ChangeWord> change_word(ResultTable& table, std::size_t column) {
  const auto word = table.word(
      column, {"rose", "fell", "no_clear_change", "same_figures", "other_season", "no_error_model"});
  if (!word) return std::nullopt;
  return static_cast<index::ChangeWord>(*word + 1);
}

std::optional<std::size_t> comparison(ResultTable& table, std::size_t column) {
  return table.word(column, {"previous", "year_ago", "base"});
}

void read_score_limits(const ResultLookup& lookup) {
  ResultTable table(lookup.result().folder, "uncertainty/scores.csv", {"region", "node", "lower", "upper"},
                    lookup.diagnostics());
  while (table.next()) {
    const int at = lookup.node(table, 1);
    Unit* of = lookup.unit(table, 0);
    if (at < 0 || of == nullptr) continue;
    of->chance.scores[static_cast<std::size_t>(at)] = table.limits(2, 3);
  }
}

void read_figure_limits(const ResultLookup& lookup) {
  ResultTable table(lookup.result().folder, "uncertainty/figures.csv",
                    {"region", "indicator", "method", "lower", "upper"}, lookup.diagnostics());
  while (table.next()) {
    const int at = lookup.indicator(table, 1);
    const auto method = table.word(2, {"count", "proportion", "normal", "simulation"});
    Unit* of = lookup.unit(table, 0);
    if (at < 0 || !method || of == nullptr) continue;
    of->chance.figures[static_cast<std::size_t>(at)] = {static_cast<index::FigureMethod>(*method + 1),
                                                        table.limits(3, 4)};
  }
}

void read_moves(const ResultLookup& lookup) {
  ResultTable table(lookup.result().folder, "uncertainty/changes.csv",
                    {"region", "node", "comparison", "difference", "lower", "upper", "word"},
                    lookup.diagnostics());
  while (table.next()) {
    const int at = lookup.node(table, 1);
    const auto against = comparison(table, 2);
    const auto word = change_word(table, 6);
    Unit* of = lookup.unit(table, 0);
    if (at < 0 || !against || !word || of == nullptr) continue;
    const double difference = table.number(3);
    of->chance.moves[*against][static_cast<std::size_t>(at)] = {difference, table.limits(4, 5), *word};
  }
}

void read_figure_moves(const ResultLookup& lookup) {
  ResultTable table(lookup.result().folder, "uncertainty/figure_changes.csv",
                    {"region", "indicator", "comparison", "difference", "lower", "upper", "ratio",
                     "ratio_lower", "ratio_upper", "overlap", "word"},
                    lookup.diagnostics());
  while (table.next()) {
    const int at = lookup.indicator(table, 1);
    const auto against = comparison(table, 2);
    const auto overlap = table.word(9, {"no", "yes"});
    const auto word = change_word(table, 10);
    Unit* of = lookup.unit(table, 0);
    if (at < 0 || !against || !overlap || !word || of == nullptr) continue;
    FigureMove& move = of->chance.figure_moves[*against][static_cast<std::size_t>(at)];
    move.difference = table.number(3);
    move.limits = table.limits(4, 5);
    move.word = *word;
    move.ratio = table.number(6);
    move.ratio_limits = table.limits(7, 8);
    move.overlap = *overlap == 1;
  }
}

void read_places(const ResultLookup& lookup) {
  ResultTable table(
      lookup.result().folder, "uncertainty/ranks.csv",
      {"region", "node", "of", "lower", "upper", "marginal_lower", "marginal_upper", "beside_whole"},
      lookup.diagnostics());
  while (table.next()) {
    const int at = lookup.node(table, 1);
    Places places;
    places.of = table.place(2, 1, ResultTable::kMostPlaces);
    places.lower = table.place(3, 1, places.of);
    places.upper = table.place(4, places.lower, places.of);
    places.marginal_lower = table.place(5, 1, places.of);
    places.marginal_upper = table.place(6, places.marginal_lower, places.of);
    const auto group = table.word(7, {"better", "not_apart", "worse", ""});
    Unit* of = lookup.unit(table, 0);
    if (at < 0 || !group || of == nullptr) continue;
    of->chance.places[static_cast<std::size_t>(at)] = places;
    of->chance.groups[static_cast<std::size_t>(at)] = static_cast<Group>(*group);
  }
}

void read_beside(const ResultLookup& lookup) {
  ResultTable table(lookup.result().folder, "uncertainty/beside.csv",
                    {"region", "node", "beside", "difference", "lower", "upper"}, lookup.diagnostics());
  while (table.next()) {
    const int at = lookup.node(table, 1);
    const auto beside = table.word(2, {"whole", "peers_mean"});
    Unit* of = lookup.unit(table, 0);
    if (at < 0 || !beside || of == nullptr) continue;
    std::vector<Beside>& list = *beside == 0 ? of->chance.whole : of->chance.peers;
    const double difference = table.number(3);
    list[static_cast<std::size_t>(at)] = {difference, table.limits(4, 5)};
  }
}

void read_models(const ResultLookup& lookup) {
  Result& result = lookup.result();
  ResultTable table(result.folder, "uncertainty/models.csv", {"indicator", "model"}, lookup.diagnostics());
  result.models.assign(result.structure.indicators, index::ErrorKind::unsaid);
  while (table.next()) {
    const int at = lookup.indicator(table, 0);
    const auto kind = table.word(1, {"", "exact", "poisson", "overdispersed", "proportion", "normal"});
    if (at < 0 || !kind) continue;
    result.models[static_cast<std::size_t>(at)] = static_cast<index::ErrorKind>(*kind);
  }
}

void read_dispersions(const ResultLookup& lookup) {
  Result& result = lookup.result();
  ResultTable table(result.folder, "uncertainty/dispersions.csv",
                    {"variable", "region", "dispersion", "terms"}, lookup.diagnostics());
  while (table.next()) {
    // Figures of regions that no longer are, or are not scored, have one too.
    const int place = lookup.region(table, 1);
    const int of = place < 0 ? -1 : result.unit_of(place);
    Dispersion dispersion{displayable(table.text(0)), table.number(2),
                          table.place(3, 0, ResultTable::kMostPlaces)};
    if (of >= 0)
      result.units[static_cast<std::size_t>(of)].chance.dispersions.push_back(std::move(dispersion));
  }
}

}  // namespace

void read_chance(const ResultLookup& lookup) {
  read_score_limits(lookup);
  read_figure_limits(lookup);
  read_moves(lookup);
  read_figure_moves(lookup);
  read_places(lookup);
  read_beside(lookup);
  read_models(lookup);
  read_dispersions(lookup);
}

}  // namespace dajuan::site
