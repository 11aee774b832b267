#include "index/chance_simulation.h"

#include <algorithm>
#include <utility>

namespace dajuan::index {
namespace {

/// The rows of a unit that are there, in order of their places: which of UnitPlaces, and where.
std::vector<std::pair<std::size_t, std::size_t>> present(const UnitPlaces& unit) {
  std::vector<std::pair<std::size_t, std::size_t>> result;
  for (std::size_t k = 0; k < unit.size(); ++k)
    if (unit[k] != kNoPlace) result.emplace_back(unit[k], k);
  std::sort(result.begin(), result.end());
  return result;
}

std::vector<std::size_t> places_of(const UnitPlaces& unit) {
  std::vector<std::size_t> result;
  for (const auto& [place, _] : present(unit)) result.push_back(place);
  return result;
}

/// The rows [begin, begin + n) of a table of draws become the draws from `first` on of a record.
void keep(const Matrix& table, std::size_t begin, std::size_t n, std::size_t first, std::size_t draws,
          std::vector<float>& record) {
  for (std::size_t c = 0; c < table.columns(); ++c) {
    const std::span<const double> from = table.column(c).subspan(begin, n);
    float* const to = record.data() + c * draws + first;
    for (std::size_t d = 0; d < n; ++d) to[d] = static_cast<float>(from[d]);
  }
}

}  // namespace

/// Memory of one worker.
struct ChanceSimulation::Bench {
  Matrix low;
  Matrix high;
  Matrix scores;
  ChanceModel::Scratch drawing;
  Rescorer::Scratch scoring;
};

ChanceSimulation::ChanceSimulation(const ChanceModel& model, const Engine& engine, const Fitted& fitted,
                                   PhiloxKey key, std::size_t draws)
    : model_(model), engine_(engine), fitted_(fitted), key_(key), draws_(draws) {}

std::size_t ChanceSimulation::bytes_of_draw(const Structure& structure) {
  return std::tuple_size_v<UnitPlaces> * 2 * (structure.nodes.size() + structure.indicators) * sizeof(float);
}

/// Ends of figures become ends of scores: where less is better the two change places.
void ChanceSimulation::turn(Matrix& low, Matrix& high) const {
  const Structure& structure = engine_.model().structure;
  for (std::size_t c = 0; c < structure.indicators; ++c)
    if (structure.nodes[c].direction == Direction::lower_is_better)
      std::swap_ranges(low.column(c).begin(), low.column(c).end(), high.column(c).begin());
}

void ChanceSimulation::reserve(const UnitPlaces& unit, UnitDraws& result) const {
  const Structure& structure = engine_.model().structure;
  for (std::size_t k = 0; k < unit.size(); ++k) {
    const std::size_t draws = unit[k] == kNoPlace ? 0 : draws_;
    result[k].lower.resize(structure.nodes.size() * draws);
    result[k].upper.resize(structure.nodes.size() * draws);
    result[k].figure_lower.resize(structure.indicators * draws);
    result[k].figure_upper.resize(structure.indicators * draws);
  }
}

void ChanceSimulation::draw(const UnitPlaces& unit, UnitDraws& result, const Workers& workers) const {
  reserve(unit, result);
  const auto rows = present(unit);
  const std::vector<std::size_t> places = places_of(unit);
  std::vector<std::size_t> repeated;
  for (const std::size_t place : places) repeated.insert(repeated.end(), kChunk, model_.rows()[place]);
  const Rescorer rescorer(engine_, fitted_, std::move(repeated));
  std::vector<Bench> benches(workers.count());
  const auto keep_all = [&](const Matrix& table, std::size_t first, std::vector<float> RowDraws::*record) {
    for (std::size_t p = 0; p < rows.size(); ++p)
      keep(table, p * kChunk, kChunk, first, draws_, result[rows[p].second].*record);
  };
  std::size_t next = 0;
  workers.in_turns([&]() -> Workers::Job {
    if (next == draws_) return {};
    const std::size_t first = next;
    next += kChunk;
    return [&, first](std::size_t worker) {
      Bench& bench = benches[worker];
      model_.draw(key_, static_cast<std::uint32_t>(first), kChunk, unit[0], places, bench.low, bench.high,
                  bench.drawing);
      keep_all(bench.low, first, &RowDraws::figure_lower);
      keep_all(bench.high, first, &RowDraws::figure_upper);
      turn(bench.low, bench.high);
      rescorer.scores(bench.low, bench.scores, bench.scoring);
      keep_all(bench.scores, first, &RowDraws::lower);
      rescorer.scores(bench.high, bench.scores, bench.scoring);
      keep_all(bench.scores, first, &RowDraws::upper);
    };
  });
}

std::vector<UnitDraws> ChanceSimulation::draw_together(std::span<const UnitPlaces> units,
                                                       const Workers& workers) const {
  std::vector<UnitDraws> result(units.size());
  for (std::size_t u = 0; u < units.size(); ++u) reserve(units[u], result[u]);
  const Rescorer rescorer(engine_, fitted_, {model_.rows().begin(), model_.rows().end()});
  const std::size_t indicators = engine_.model().structure.indicators;
  struct Together : Bench {
    Matrix all_low;
    Matrix all_high;
  };
  std::vector<Together> benches(workers.count());
  workers.in_turns([&, next = std::size_t{0}]() mutable -> Workers::Job {
    if (next == draws_) return {};
    const std::size_t draw = next++;
    return [&, draw](std::size_t worker) {
      Together& bench = benches[worker];
      bench.all_low = model_.observed();
      bench.all_high = model_.observed();
      const auto keep_all = [&](const Matrix& table, std::vector<float> RowDraws::*record) {
        for (std::size_t u = 0; u < units.size(); ++u)
          for (std::size_t k = 0; k < units[u].size(); ++k)
            if (units[u][k] != kNoPlace) keep(table, units[u][k], 1, draw, draws_, result[u][k].*record);
      };
      for (const UnitPlaces& unit : units) {
        const std::vector<std::size_t> places = places_of(unit);
        model_.draw(key_, static_cast<std::uint32_t>(draw), 1, unit[0], places, bench.low, bench.high,
                    bench.drawing);
        for (std::size_t c = 0; c < indicators; ++c)
          for (std::size_t p = 0; p < places.size(); ++p) {
            bench.all_low(places[p], c) = bench.low(p, c);
            bench.all_high(places[p], c) = bench.high(p, c);
          }
      }
      keep_all(bench.all_low, &RowDraws::figure_lower);
      keep_all(bench.all_high, &RowDraws::figure_upper);
      turn(bench.all_low, bench.all_high);
      rescorer.scores(bench.all_low, bench.scores, bench.scoring);
      keep_all(bench.scores, &RowDraws::lower);
      rescorer.scores(bench.all_high, bench.scores, bench.scoring);
      keep_all(bench.scores, &RowDraws::upper);
    };
  });
  return result;
}

}  // namespace dajuan::index
