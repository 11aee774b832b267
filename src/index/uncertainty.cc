#include "index/uncertainty.h"

#include <algorithm>
#include <map>

#include "index/row_score.h"
#include "index/uncertainty_parts.h"

namespace dajuan::index {
namespace {

constexpr std::size_t kEnoughDraws = 10000;
constexpr double kShareOfRanking = 0.25;
constexpr std::size_t kFewestDraws = 1000;
/// Units × indicators up to which the default number of draws takes a second or two.
constexpr std::size_t kSmallPanel = 1500;
/// Memory for draws where all units are drawn together.
constexpr std::size_t kMemory = std::size_t{256} << 20;

std::size_t whole_chunks(std::size_t draws) {
  constexpr std::size_t kChunk = ChanceSimulation::kChunk;
  return std::max<std::size_t>(1, (draws + kChunk - 1) / kChunk) * kChunk;
}

std::size_t number_of_draws(const UncertaintyOptions& options, const Uncertainty& result,
                            const Structure& structure) {
  std::size_t draws = options.draws;
  if (draws == 0) {
    const std::size_t cells = std::max<std::size_t>(1, result.units * result.indicators);
    draws = cells <= kSmallPanel ? kEnoughDraws : std::max(kFewestDraws, kEnoughDraws * kSmallPanel / cells);
  }
  if (!result.independent)
    draws = std::min(draws, std::max(std::size_t{200}, kMemory / (ChanceSimulation::bytes_of_draw(structure) *
                                                                  std::max<std::size_t>(1, result.units))));
  return whole_chunks(draws);
}

/// Whether each unit's score follows from its own figures.
bool stand_alone(const Engine& engine) {
  const Structure& structure = engine.model().structure;
  for (std::size_t n = structure.indicators; n < structure.nodes.size(); ++n)
    if (!stands_alone(engine.level_of(n).method)) return false;
  return true;
}

/// By node: the share of its weight whose indicators say an error model.
std::vector<double> modelled_shares(const Scheme& scheme, const Engine& engine) {
  const Structure& structure = engine.model().structure;
  std::vector<double> shares(structure.nodes.size(), 0.0);
  for (std::size_t n = 0; n < shares.size(); ++n) {
    if (n < structure.indicators) shares[n] = scheme.rules[n].error.kind == ErrorKind::unsaid ? 0 : 1;
    for (const int child : structure.nodes[n].children)
      shares[n] +=
          engine.weights()[static_cast<std::size_t>(child)] * shares[static_cast<std::size_t>(child)];
  }
  return shares;
}

class Estimator {
 public:
  Estimator(const SeriesSources& from, Period period, const UncertaintyOptions& options)
      : from_(from), options_(options) {
    const Panel& panel = from.series.panel();
    for (const Panel::Block& block : panel.blocks()) {
      if (block.period != period) continue;
      result_.first_row = block.begin;
      result_.units = block.end - block.begin;
    }
    const Structure& structure = from.series.structure();
    result_.period = period;
    result_.nodes = structure.nodes.size();
    result_.indicators = structure.indicators;
    result_.level = from.scheme.uncertainty.level;
    result_.false_discovery = from.scheme.uncertainty.false_discovery;
    result_.seed = options.seed.empty() ? from.scheme.id + " " + from.scheme.version + " " + period.text()
                                        : options.seed;
    result_.independent = stand_alone(from.series.engine());
    result_.draws = number_of_draws(options, result_, structure);
    result_.modelled = modelled_shares(from.scheme, from.series.engine());
    compared_periods(period);
    reserve();
  }

  Uncertainty run(const Workers& workers, const UncertaintyProgress& progress) {
    const ChanceModel model(from_.scheme, from_.figures, from_.builder, from_.regions, from_.series.panel(),
                            rows());
    UncertaintyWork work{from_, model, result_, {}, {}};
    place_units(work);
    const std::shared_ptr<const Fitted> fitted = from_.series.engine().fit(from_.series.panel());
    const ChanceSimulation simulation(model, from_.series.engine(), *fitted, philox_key(result_.seed),
                                      result_.draws);
    std::vector<UnitDraws> together;
    if (!result_.independent) together = simulation.draw_together(work.units, workers);
    std::map<std::ptrdiff_t, std::vector<float>> wholes;
    UnitDraws own;
    const std::vector<std::size_t> order = from_the_top();
    // A whole rests on all its members' figures; ranking takes about a quarter of the time.
    const auto size = [&](std::size_t unit) {
      return static_cast<double>(1 + model.sources_of({&work.units[unit][0], 1}).size());
    };
    double all = 0;
    double done = 0;
    for (const std::size_t unit : order) all += size(unit) / (1 - kShareOfRanking);
    for (const std::size_t unit : order) {
      if (result_.independent) simulation.draw(work.units[unit], own, workers);
      const UnitDraws& draws = result_.independent ? own : together[unit];
      const std::ptrdiff_t whole = from_.series.whole_of(work.row(unit));
      const auto found = wholes.find(whole);
      summarise_unit(work, unit, draws, found == wholes.end() ? std::span<const float>() : found->second,
                     workers);
      if (!from_.series.panel().units[work.row(unit)].fits)
        wholes.emplace(static_cast<std::ptrdiff_t>(work.row(unit)), middles(draws));
      done += size(unit);
      if (progress) progress(done / all);
    }
    compare_with_peers(work);
    judge_changes(work);
    rank_units(work, together, workers);
    result_.dispersions.assign(model.dispersions().begin(), model.dispersions().end());
    if (progress) progress(1);
    return std::move(result_);
  }

 private:
  void compared_periods(Period period) {
    const Panel& panel = from_.series.panel();
    const auto there = [&](std::optional<Period> other) {
      const std::vector<Panel::Block> blocks = panel.blocks();
      return other && std::any_of(blocks.begin(), blocks.end(),
                                  [&](const Panel::Block& block) { return block.period == *other; })
                 ? other
                 : std::nullopt;
    };
    result_.compared = {there(period.previous()), there(period.year_ago()),
                        there(from_.series.base_period(period))};
  }

  void reserve() {
    const std::size_t by_node = result_.units * result_.nodes;
    const std::size_t by_indicator = result_.units * result_.indicators;
    result_.scores.resize(by_node);
    result_.beside_whole.resize(by_node);
    result_.beside_peers.resize(by_node);
    result_.groups.resize(by_node, stats::BesideWhole::not_apart);
    result_.places.resize(by_node);
    for (auto& changes : result_.changes) changes.resize(by_node);
    result_.figures.resize(by_indicator);
    result_.figure_methods.resize(by_indicator, FigureMethod::none);
    for (auto& changes : result_.figure_changes) changes.resize(by_indicator);
  }

  /// The rows of the period and of those that it is compared with.
  std::vector<std::size_t> rows() const {
    std::vector<std::size_t> result;
    for (const Panel::Block& block : from_.series.panel().blocks()) {
      const bool wanted =
          block.begin == result_.first_row ||
          std::find(result_.compared.begin(), result_.compared.end(), block.period) != result_.compared.end();
      for (std::size_t r = block.begin; wanted && r < block.end; ++r) result.push_back(r);
    }
    return result;
  }

  void place_units(UncertaintyWork& work) const {
    const std::span<const std::size_t> rows = work.model.rows();
    const auto place = [&](std::ptrdiff_t row) {
      if (row < 0) return kNoPlace;
      const auto found = std::lower_bound(rows.begin(), rows.end(), static_cast<std::size_t>(row));
      return static_cast<std::size_t>(found - rows.begin());
    };
    const Structure& structure = work.structure();
    for (std::size_t unit = 0; unit < result_.units; ++unit) {
      UnitPlaces& places = work.units.emplace_back();
      places.fill(kNoPlace);
      places[0] = place(static_cast<std::ptrdiff_t>(work.row(unit)));
      for (std::size_t k = 0; k < kChangeCount; ++k)
        if (result_.compared[k])
          places[k + 1] = place(from_.series.row_at(work.row(unit), *result_.compared[k]));
      for (std::size_t n = 0; n < result_.nodes; ++n) {
        bool chance = n < structure.indicators && !work.model.effects(places[0], n).empty();
        for (const int child : structure.nodes[n].children)
          chance = chance || (from_.series.engine().weights()[static_cast<std::size_t>(child)] > 0 &&
                              work.chance[unit * result_.nodes + static_cast<std::size_t>(child)] != 0);
        work.chance.push_back(chance);
      }
    }
  }

  /// Units with every whole before its parts.
  std::vector<std::size_t> from_the_top() const {
    const auto depth = [&](std::size_t unit) {
      const int region = from_.regions.find(from_.series.panel().units[result_.first_row + unit].code);
      return region < 0 ? 0 : from_.regions[region].depth;
    };
    std::vector<std::size_t> order(result_.units);
    for (std::size_t unit = 0; unit < order.size(); ++unit) order[unit] = unit;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return depth(a) < depth(b); });
    return order;
  }

  const SeriesSources& from_;
  const UncertaintyOptions& options_;
  Uncertainty result_;
};

}  // namespace

std::string_view change_word_name(ChangeWord word) {
  constexpr std::string_view kNames[] = {"not_compared", "rose",         "fell",          "no_clear_change",
                                         "same_figures", "other_season", "no_error_model"};
  return kNames[static_cast<std::size_t>(word)];
}

Uncertainty estimate_uncertainty(const SeriesSources& sources, Period period,
                                 const UncertaintyOptions& options, const Workers& workers,
                                 const UncertaintyProgress& progress) {
  return Estimator(sources, period, options).run(workers, progress);
}

}  // namespace dajuan::index
