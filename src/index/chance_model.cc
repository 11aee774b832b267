#include "index/chance_model.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <tuple>

#include "stats/dispersion.h"

namespace dajuan::index {
namespace {

constexpr double kWholeInPercent = 100;

bool has_chance(const ErrorModel& model) {
  return model.kind != ErrorKind::unsaid && model.kind != ErrorKind::exact;
}

/// One raw figure behind one cell.
struct Entry {
  std::uint32_t variable = 0;
  std::uint32_t region = 0;
  std::int32_t period = 0;
  std::uint32_t cell = 0;
  double effect = 0;
  ChanceSource source;

  auto figure() const { return std::tuple(variable, region, period); }
};

class Builder {
 public:
  Builder(const Scheme& scheme, const Figures& figures, const IndicatorBuilder& builder,
          const region::Regions& regions, const Panel& panel, std::span<const std::size_t> rows)
      : scheme_(scheme), figures_(figures), builder_(builder), panel_(panel), rows_(rows) {
    for (const std::size_t row : rows) regions_.push_back(regions.find(panel.units[row].code));
    for (const std::size_t row : rows) last_ = std::max(last_, panel.units[row].period.last_month());
  }

  std::vector<ChanceSource> sources;
  std::vector<DispersionUsed> dispersions;
  std::vector<std::vector<ChanceEffect>> effects;  ///< by cell

  void run() {
    effects.resize(rows_.size() * indicators());
    for (const std::vector<std::size_t>& together : families()) {
      entries_.clear();
      for (const std::size_t indicator : together)
        for (std::size_t place = 0; place < rows_.size(); ++place) collect(place, indicator);
      merge();
    }
    std::sort(dispersions.begin(), dispersions.end(), [](const auto& a, const auto& b) {
      return std::tie(a.variable, a.region) < std::tie(b.variable, b.region);
    });
  }

 private:
  std::size_t indicators() const { return scheme_.structure.indicators; }

  /// Indicators that share no variable with another family: each is worked on by itself, so that memory
  /// holds the entries of one.
  std::vector<std::vector<std::size_t>> families() const {
    std::vector<std::size_t> first(indicators());
    std::iota(first.begin(), first.end(), std::size_t{0});
    std::map<std::string, std::size_t> of_variable;
    const auto root = [&](std::size_t i) {
      while (first[i] != i) i = first[i];
      return i;
    };
    for (std::size_t i = 0; i < indicators(); ++i)
      for (const Term& term : scheme_.rules[i].terms) {
        const auto [found, added] = of_variable.emplace(term.variable, i);
        const std::size_t a = root(found->second);
        const std::size_t b = root(i);
        first[std::max(a, b)] = std::min(a, b);
      }
    std::map<std::size_t, std::vector<std::size_t>> grouped;
    for (std::size_t i = 0; i < indicators(); ++i)
      if (has_chance(scheme_.rules[i].error)) grouped[root(i)].push_back(i);
    std::vector<std::vector<std::size_t>> result;
    for (auto& [_, members] : grouped) result.push_back(std::move(members));
    return result;
  }

  void collect(std::size_t place, std::size_t indicator) {
    const std::size_t row = rows_[place];
    if (regions_[place] < 0 || is_missing(panel_.values(row, indicator))) return;
    const ErrorModel& model = scheme_.rules[indicator].error;
    const Trace trace = builder_.trace(regions_[place], panel_.units[row].period, indicator);
    for (const TraceCell& cell : trace.cells) {
      if (cell.role != TraceCell::Role::term || cell.effect == 0 || is_missing(cell.figure.value)) continue;
      Entry entry;
      entry.variable = static_cast<std::uint32_t>(figures_.find(cell.variable));
      entry.region = static_cast<std::uint32_t>(cell.region);
      entry.period = cell.period.ordinal();
      entry.cell = static_cast<std::uint32_t>(place * indicators() + indicator);
      entry.effect = cell.effect;
      if (describe(model, cell, trace, entry)) entries_.push_back(entry);
    }
  }

  /// What the model says of one figure; false when the figure has no chance in it.
  bool describe(const ErrorModel& model, const TraceCell& cell, const Trace& trace, Entry& entry) {
    ChanceSource& source = entry.source;
    source.observed = cell.figure.value;
    switch (model.kind) {
      case ErrorKind::poisson:
      case ErrorKind::overdispersed:
        source.kind = ChanceSource::Kind::count;
        source.dispersion = model.kind == ErrorKind::poisson ? 1 : dispersion(model, cell);
        return source.observed >= 0;
      case ErrorKind::normal:
        source.kind = ChanceSource::Kind::normal;
        source.standard_error = standard_error(model, cell);
        return source.standard_error > 0;
      case ErrorKind::proportion:
        return describe_proportion(model, cell, trace, entry);
      case ErrorKind::exact:
      case ErrorKind::unsaid:
        break;
    }
    return false;
  }

  /// A proportion becomes cases of trials, and its effect that of one case.
  bool describe_proportion(const ErrorModel& model, const TraceCell& cell, const Trace& trace, Entry& entry) {
    ChanceSource& source = entry.source;
    source.kind = ChanceSource::Kind::proportion;
    const bool has_error = model.fixed_standard_error.has_value() || !model.standard_error.empty();
    if (model.sample_size.empty() && !has_error) {
      // With the step `denominate` the denominator stands in the structure.
      const std::string& divided = scheme_.structure.nodes[entry.cell % indicators()].denominator;
      source.trials = divided.empty() ? trials(cell, trace) : other(divided, cell);
    } else {
      const double whole = is_percent(cell.variable) ? kWholeInPercent : 1;
      const double share = cell.figure.value / whole;
      const double error = has_error ? standard_error(model, cell) / whole : kMissing;
      source.trials = has_error ? share * (1 - share) / (error * error) : other(model.sample_size, cell);
      if (!(source.trials > 0) && error > 0) {
        source.kind = ChanceSource::Kind::normal;
        source.standard_error = error * whole;
        return true;
      }
      source.observed = share * source.trials;
      entry.effect *= whole / source.trials;
    }
    return source.trials > 0 && source.observed >= 0 && source.observed <= source.trials;
  }

  /// The denominator that belongs to a numerator: of the same region, and of its period where there is one.
  static double trials(const TraceCell& term, const Trace& trace) {
    double same_period = 0;
    double all = 0;
    for (const TraceCell& cell : trace.cells) {
      if (cell.role != TraceCell::Role::denominator || cell.region != term.region ||
          is_missing(cell.figure.value))
        continue;
      const double amount = cell.coefficient * cell.figure.value;
      all += amount;
      if (cell.period == term.period) same_period += amount;
    }
    return same_period > 0 ? same_period : all;
  }

  bool is_percent(const std::string& variable) const {
    return std::any_of(scheme_.variables.begin(), scheme_.variables.end(),
                       [&](const VariableRule& rule) { return rule.variable == variable && rule.percent; });
  }

  double standard_error(const ErrorModel& model, const TraceCell& cell) const {
    return model.fixed_standard_error ? *model.fixed_standard_error : other(model.standard_error, cell);
  }

  double other(const std::string& variable, const TraceCell& cell) const {
    const int found = figures_.find(variable);
    return found < 0 ? kMissing : figures_.at(found, cell.region, cell.period).value;
  }

  double dispersion(const ErrorModel& model, const TraceCell& cell) {
    const auto found = by_region_.try_emplace(cell.variable);
    if (found.second) found.first->second = estimate(model, cell.variable);
    return found.first->second[static_cast<std::size_t>(cell.region)];
  }

  /// Of one variable in every region, from the figures up to the last period.
  std::vector<double> estimate(const ErrorModel& model, const std::string& variable) {
    const VariableSeries& series = figures_.variables[static_cast<std::size_t>(figures_.find(variable))];
    std::vector<std::optional<stats::Dispersion>> own(figures_.regions);
    std::vector<double> counts;
    std::vector<bool> reports(figures_.regions, false);
    for (std::size_t region = 0; region < figures_.regions; ++region) {
      counts.clear();
      for (std::int32_t p = 0; p < series.periods && series.period(p).last_month() <= last_; ++p) {
        counts.push_back(series.cells[static_cast<std::size_t>(p) * figures_.regions + region].value);
        reports[region] = reports[region] || !is_missing(counts.back());
      }
      if (!model.dispersion) own[region] = stats::local_dispersion(counts);
    }
    std::vector<double> result = model.dispersion ? std::vector<double>(own.size(), *model.dispersion)
                                                  : stats::shrunken_dispersions(own);
    for (std::size_t region = 0; region < own.size(); ++region)
      if (reports[region])
        dispersions.push_back(
            {variable, static_cast<int>(region), result[region], own[region] ? own[region]->terms : 0});
    return result;
  }

  /// Figures of one variable and region that stand behind the same cells with the same effects become one
  /// source.
  void merge() {
    std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
      return std::tuple_cat(a.figure(), std::tuple(a.cell)) < std::tuple_cat(b.figure(), std::tuple(b.cell));
    });
    using Behind = std::vector<std::pair<std::uint32_t, double>>;
    std::map<Behind, std::size_t> known;
    Behind behind;
    for (std::size_t i = 0; i < entries_.size();) {
      if (i > 0 &&
          (entries_[i].variable != entries_[i - 1].variable || entries_[i].region != entries_[i - 1].region))
        known.clear();
      const Entry& first = entries_[i];
      behind.clear();
      for (; i < entries_.size() && entries_[i].figure() == first.figure(); ++i) {
        if (!behind.empty() && behind.back().first == entries_[i].cell)
          behind.back().second += entries_[i].effect;
        else
          behind.emplace_back(entries_[i].cell, entries_[i].effect);
      }
      const auto [found, added] = known.emplace(behind, sources.size());
      if (added) {
        sources.push_back(first.source);
        for (const auto& [cell, effect] : behind)
          effects[cell].push_back({static_cast<std::uint32_t>(found->second), effect});
      } else {
        join(sources[found->second], first.source);
      }
    }
  }

  static void join(ChanceSource& into, const ChanceSource& other) {
    into.observed += other.observed;
    into.trials += other.trials;
    into.standard_error =
        std::sqrt(into.standard_error * into.standard_error + other.standard_error * other.standard_error);
  }

  const Scheme& scheme_;
  const Figures& figures_;
  const IndicatorBuilder& builder_;
  const Panel& panel_;
  std::span<const std::size_t> rows_;
  std::vector<int> regions_;  ///< by place
  Period last_;
  std::vector<Entry> entries_;
  std::map<std::string, std::vector<double>> by_region_;
};

}  // namespace

ChanceModel::ChanceModel(const Scheme& scheme, const Figures& figures, const IndicatorBuilder& builder,
                         const region::Regions& regions, const Panel& panel, std::vector<std::size_t> rows)
    : rows_(std::move(rows)), indicators_(scheme.structure.indicators) {
  Builder built(scheme, figures, builder, regions, panel, rows_);
  built.run();
  sources_ = std::move(built.sources);
  dispersions_ = std::move(built.dispersions);
  leads_.resize(sources_.size(), 0);
  // The largest step that one event makes; of equal ones the source that counted most.
  const auto weight_of = [&](const ChanceEffect& effect) {
    const ChanceSource& source = sources_[effect.source];
    return std::pair(std::fabs(effect.per_unit) * source.dispersion, source.observed);
  };
  begins_.push_back(0);
  for (std::vector<ChanceEffect>& of_cell : built.effects) {
    std::sort(of_cell.begin(), of_cell.end(),
              [](const auto& a, const auto& b) { return a.source < b.source; });
    std::size_t leading = 0;
    for (std::size_t i = 1; i < of_cell.size(); ++i)
      if (weight_of(of_cell[i]) > weight_of(of_cell[leading])) leading = i;
    leading_.push_back(static_cast<std::uint32_t>(leading));
    if (!of_cell.empty()) leads_[of_cell[leading].source] = 1;
    effects_.insert(effects_.end(), of_cell.begin(), of_cell.end());
    begins_.push_back(effects_.size());
  }
  observed_.reshape(rows_.size(), indicators_);
  for (std::size_t c = 0; c < indicators_; ++c)
    for (std::size_t p = 0; p < rows_.size(); ++p) observed_(p, c) = panel.values(rows_[p], c);
}

}  // namespace dajuan::index
