#include "index/chance_model.h"

namespace dajuan::index {
namespace {

/// The ends of a draw lie a quarter of a count below and above the middle of Jeffreys: that covers at least
/// 94 % of the time whatever the mean, and at most 97 % from a mean of 10 on (docs/method/chance.md).
constexpr double kQuarter = 0.25;

/// `middle` has the observed value for its mean; only the source that leads a cell brings its ends apart, or
/// many small counts would add up to a bias.
struct Draw {
  double middle = 0;
  double low = 0;
  double high = 0;
};

double gamma_or_zero(double shape, Philox& random) { return shape > 0 ? random.gamma(shape) : 0; }

/// A gamma variable of shape 1/2.
double gamma_half(Philox& random) {
  const double z = random.normal();
  return z * z / 2;
}

Draw draw_source(const ChanceSource& source, bool leads, Philox& random) {
  switch (source.kind) {
    case ChanceSource::Kind::count: {
      const double middle = source.dispersion * gamma_or_zero(source.observed / source.dispersion, random);
      if (!leads) return {middle, middle, middle};
      const double low = middle + source.dispersion * random.gamma(kQuarter);
      return {middle, low, low + source.dispersion * gamma_half(random)};
    }
    case ChanceSource::Kind::proportion: {
      const double cases = gamma_or_zero(source.observed, random);
      const double others = gamma_or_zero(source.trials - source.observed, random);
      const double middle = source.trials * cases / (cases + others);
      if (!leads) return {middle, middle, middle};
      const double more = random.gamma(kQuarter);
      const double between = gamma_half(random);
      const double all = cases + more + between + random.gamma(kQuarter) + others;
      return {middle, source.trials * (cases + more) / all, source.trials * (cases + more + between) / all};
    }
    case ChanceSource::Kind::normal:
      break;
  }
  const double value = source.observed + source.standard_error * random.normal();
  return {value, value, value};
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
  scratch.middle.reshape(draws, sources.size());
  scratch.low.reshape(draws, sources.size());
  scratch.high.reshape(draws, sources.size());
  for (std::uint32_t slot = 0; slot < sources.size(); ++slot) {
    const ChanceSource& source = sources_[sources[slot]];
    scratch.slots[sources[slot]] = slot;
    const bool leads = leads_[sources[slot]] != 0;
    for (std::size_t d = 0; d < draws; ++d) {
      Philox random(key, sources[slot], first + static_cast<std::uint32_t>(d));
      const Draw drawn = draw_source(source, leads, random);
      scratch.middle(d, slot) = drawn.middle - source.observed;
      scratch.low(d, slot) = drawn.low - source.observed;
      scratch.high(d, slot) = drawn.high - source.observed;
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
      const std::span<const ChanceEffect> behind = effects(places[p], c);
      for (std::size_t i = 0; i < behind.size(); ++i) {
        const ChanceEffect& effect = behind[i];
        const std::uint32_t slot = scratch.slots[effect.source];
        if (i != leading_[places[p] * indicators_ + c]) {
          const std::span<const double> middles = scratch.middle.column(slot);
          for (std::size_t d = 0; d < draws; ++d) {
            to_low[d] += effect.per_unit * middles[d];
            to_high[d] += effect.per_unit * middles[d];
          }
          continue;
        }
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
