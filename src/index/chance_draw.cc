#include "index/chance_model.h"

namespace dajuan::index {
namespace {

/// Half of the count by which the two ends of a draw differ: a quarter on each side of the middle covers at
/// least 94 % of the time whatever the mean, and at most 97 % from a mean of 10 on (docs/method/chance.md).
constexpr double kQuarter = 0.25;

struct Ends {
  double low = 0;
  double high = 0;
};

/// A gamma variable of shape 1/2.
double gamma_half(Philox& random) {
  const double z = random.normal();
  return z * z / 2;
}

Ends draw_source(const ChanceSource& source, Philox& random) {
  switch (source.kind) {
    case ChanceSource::Kind::count: {
      const double low = random.gamma(source.observed / source.dispersion + kQuarter);
      return {source.dispersion * low, source.dispersion * (low + gamma_half(random))};
    }
    case ChanceSource::Kind::proportion: {
      const double cases = random.gamma(source.observed + kQuarter);
      const double between = gamma_half(random);
      const double others = random.gamma(source.trials - source.observed + kQuarter);
      const double all = cases + between + others;
      return {source.trials * cases / all, source.trials * (cases + between) / all};
    }
    case ChanceSource::Kind::normal:
      break;
  }
  const double value = source.observed + source.standard_error * random.normal();
  return {value, value};
}

}  // namespace

std::vector<std::uint32_t> ChanceModel::sources_of(std::span<const std::size_t> places) const {
  std::vector<std::uint8_t> touched(sources_.size(), 0);
  for (const std::size_t place : places)
    for (std::size_t i = begins_[place * indicators_]; i < begins_[(place + 1) * indicators_]; ++i)
      touched[effects_[i].source] = 1;
  std::vector<std::uint32_t> result;
  for (std::uint32_t s = 0; s < touched.size(); ++s)
    if (touched[s] != 0) result.push_back(s);
  return result;
}

void ChanceModel::draw(PhiloxKey key, std::uint32_t first, std::size_t draws, std::size_t now,
                       std::span<const std::size_t> places, Matrix& low, Matrix& high,
                       Scratch& scratch) const {
  const std::vector<std::uint32_t> sources = sources_of(places);
  const std::vector<std::uint32_t> of_now = sources_of({&now, 1});
  scratch.slots.resize(sources_.size());
  scratch.shared.assign(sources_.size(), 0);
  for (const std::uint32_t source : of_now) scratch.shared[source] = 1;
  scratch.low.reshape(draws, sources.size());
  scratch.high.reshape(draws, sources.size());
  for (std::uint32_t slot = 0; slot < sources.size(); ++slot) {
    const ChanceSource& source = sources_[sources[slot]];
    scratch.slots[sources[slot]] = slot;
    const std::span<double> lows = scratch.low.column(slot);
    const std::span<double> highs = scratch.high.column(slot);
    for (std::size_t d = 0; d < draws; ++d) {
      Philox random(key, sources[slot], first + static_cast<std::uint32_t>(d));
      const Ends ends = draw_source(source, random);
      lows[d] = ends.low - source.observed;
      highs[d] = ends.high - source.observed;
    }
  }
  low.reshape(places.size() * draws, indicators_);
  high.reshape(places.size() * draws, indicators_);
  for (std::size_t c = 0; c < indicators_; ++c) {
    for (std::size_t p = 0; p < places.size(); ++p) {
      const std::span<double> to_low = low.column(c).subspan(p * draws, draws);
      const std::span<double> to_high = high.column(c).subspan(p * draws, draws);
      const double observed = observed_(places[p], c);
      for (std::size_t d = 0; d < draws; ++d) to_low[d] = to_high[d] = observed;
      for (const ChanceEffect& effect : effects(places[p], c)) {
        const std::uint32_t slot = scratch.slots[effect.source];
        const bool turned = (effect.per_unit < 0) != (places[p] != now && scratch.shared[effect.source] == 0);
        const std::span<const double> lows = (turned ? scratch.high : scratch.low).column(slot);
        const std::span<const double> highs = (turned ? scratch.low : scratch.high).column(slot);
        for (std::size_t d = 0; d < draws; ++d) {
          to_low[d] += effect.per_unit * lows[d];
          to_high[d] += effect.per_unit * highs[d];
        }
      }
    }
  }
}

}  // namespace dajuan::index
