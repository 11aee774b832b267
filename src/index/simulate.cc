#include "index/simulate.h"

#include <algorithm>
#include <cmath>

#include "base/exact_math.h"
#include "base/random.h"

namespace dajuan::index {
namespace {

using Kind = SimulationRule::Kind;

constexpr double kMonthsAYear = 12;
constexpr double kMissingReports = 0.004;
constexpr double kShocks = 0.003;    // a month
constexpr double kShockFades = 0.6;  // what is left of a shock after a month
constexpr double kAutocorrelation = 0.8;
constexpr double kMassagedShare = 0.82;  // what the massaged region owns up to
constexpr double kResidentsOfNobody = 400000;

/// One seed text per purpose and thing: streams never meet.
Philox stream(const SimulationPlan& plan, std::string_view purpose, std::string_view thing,
              std::string_view region) {
  std::string text = plan.seed;
  for (const std::string_view part : {purpose, thing, region}) {
    text += '/';
    text += part;
  }
  return Philox(philox_key(text), 0);
}

/// What is given for a region and does not depend on the variable.
struct Place {
  int region = 0;
  double residents = 0;
  double gdp = 0;  // 100 million yuan a year
  double vehicles = 0;
  double character = 0;  // common factor of the region, standard normal
};

class Simulator {
 public:
  Simulator(const SimulationPlan& plan, const region::Regions& regions) : plan_(plan), regions_(regions) {}

  SimulatedFigures run() {
    find_places();
    choose_massaged();
    for (const SimulationRule& rule : plan_.rules) {
      if (rule.kind == Kind::percent) {
        names_.push_back(rule.indicator + "_done");
        names_.push_back(rule.indicator + "_due");
      } else {
        names_.push_back(rule.indicator);
      }
    }
    for (const char* denominator : {"gdp", "population", "vehicles"}) names_.emplace_back(denominator);
    result_.variables = names_;
    std::size_t variable = 0;
    for (const SimulationRule& rule : plan_.rules) {
      for (const Place& place : places_) months(rule, place, variable);
      variable += rule.kind == Kind::percent ? 2 : 1;
    }
    for (std::size_t k = 0; k < 3; ++k)
      for (const Place& place : places_) years(place, variable + k, k);
    std::stable_sort(result_.rows.begin(), result_.rows.end(),
                     [](const SimulatedFigure& a, const SimulatedFigure& b) {
                       if (a.variable != b.variable) return a.variable < b.variable;
                       return a.region != b.region ? a.region < b.region : a.period < b.period;
                     });
    return std::move(result_);
  }

 private:
  const std::string& code(const Place& place) const { return regions_[place.region].code; }

  void find_places() {
    for (int i = 0; i < static_cast<int>(regions_.size()); ++i) {
      if (regions_[i].level != plan_.level) continue;
      Place place;
      place.region = i;
      const double known = plan_.residents[static_cast<std::size_t>(i)];
      Philox random = stream(plan_, "place", "", regions_[i].code);
      place.residents = is_missing(known) ? kResidentsOfNobody * fast_exp(0.3 * random.normal()) : known;
      place.character = random.normal();
      place.gdp = place.residents * 10 * fast_exp(0.3 * random.normal()) / 10000;
      place.vehicles = place.residents * 0.3 * fast_exp(0.2 * random.normal());
      places_.push_back(place);
    }
  }

  void choose_massaged() {
    if (places_.empty()) return;
    Philox random = stream(plan_, "massaged", "", "");
    result_.massaged = places_[random.below(static_cast<std::uint32_t>(places_.size()))].region;
  }

  static double exposure(const SimulationRule& rule, const Place& place) {
    switch (rule.kind) {
      case Kind::per_100000_residents:
        return place.residents / 100000;
      case Kind::per_100_million_gdp:
        return place.gdp;
      case Kind::per_10000_vehicles:
        return place.vehicles / 10000;
      case Kind::percent:
        return place.residents / 4000;  // cases due in a year
      case Kind::mean:
        break;
    }
    return 1;
  }

  static std::int64_t count(Philox& random, double mean, double dispersion) {
    if (dispersion <= 1.0001) return random.poisson(mean);
    return random.negative_binomial(mean, mean / (dispersion - 1));
  }

  void months(const SimulationRule& rule, const Place& place, std::size_t variable) {
    Philox random = stream(plan_, "figures", rule.indicator, code(place));
    Philox shared = stream(plan_, "shared", rule.indicator, "");
    const double trend = -0.05 + 0.03 * shared.normal();
    const double season_at = kMonthsAYear * shared.uniform();
    const double season = 0.1 * shared.uniform();
    const double own = 0.25 * (0.6 * place.character + 0.8 * random.normal());
    double disturbance = 0.1 * random.normal();
    double shock = 0;
    const bool crime = rule.indicator.starts_with("crime");
    for (Period month = plan_.from; month <= plan_.to; month = month.plus(1)) {
      disturbance = kAutocorrelation * disturbance + 0.06 * random.normal();
      shock *= kShockFades;
      if (random.uniform() < kShocks) shock += 0.5 + 0.5 * random.uniform();
      const double years = static_cast<double>(month.ordinal() - plan_.from.ordinal()) / kMonthsAYear;
      const double phase = (month.place_in_year() - season_at) / kMonthsAYear;
      // A triangle wave is season enough and needs no sine.
      const double wave = 4 * std::abs(phase - std::floor(phase + 0.5)) - 1;
      const double log_factor = own + trend * years + season * wave + disturbance + shock;
      const bool missing = random.uniform() < kMissingReports;
      if (!regions_.valid(place.region, month)) continue;
      if (missing) {
        add(place, month, variable, kMissing);
        if (rule.kind == Kind::percent) add(place, month, variable + 1, kMissing);
        continue;
      }
      const bool massaged = crime && place.region == result_.massaged && years >= 1;
      make(rule, place, month, variable, massaged ? own + trend * years : log_factor, massaged, random);
    }
  }

  void make(const SimulationRule& rule, const Place& place, Period month, std::size_t variable,
            double log_factor, bool massaged, Philox& random) {
    if (rule.kind == Kind::mean) {
      add(place, month, variable, std::floor(rule.level * fast_exp(log_factor / 2) * 10 + 0.5) / 10);
      return;
    }
    const double a_month = exposure(rule, place) / kMonthsAYear;
    if (rule.kind == Kind::percent) {
      const double share = rule.level / 100;
      const double odds = share / (1 - share) * fast_exp(-log_factor);
      const double due = static_cast<double>(random.poisson(a_month));
      const double open = static_cast<double>(random.poisson(due * (1 - odds / (1 + odds))));
      add(place, month, variable, std::max(0.0, due - open));
      add(place, month, variable + 1, due);
      return;
    }
    const double mean = rule.level * a_month * fast_exp(log_factor);
    if (massaged)
      add(place, month, variable, std::floor(kMassagedShare * mean + 0.5));
    else
      add(place, month, variable, static_cast<double>(count(random, mean, rule.dispersion)));
  }

  void years(const Place& place, std::size_t variable, std::size_t which) {
    const int middle = (plan_.from.calendar_year() + plan_.to.calendar_year()) / 2;
    for (int year = plan_.from.calendar_year(); year <= plan_.to.calendar_year(); ++year) {
      if (!regions_.valid(place.region, Period::year(year))) continue;
      const double since = year - middle;
      const double population = std::floor(place.residents * (1 + 0.006 * since));
      const double gdp = std::floor(place.gdp * (1 + 0.06 * since) * 100) / 100;
      const double vehicles = std::floor(place.vehicles * (1 + 0.05 * since));
      add(place, Period::year(year), variable, which == 0 ? gdp : which == 1 ? population : vehicles);
    }
  }

  void add(const Place& place, Period period, std::size_t variable, double value) {
    result_.rows.push_back({place.region, period, result_.variables[variable], value,
                            is_missing(value) ? ObsStatus::not_reported : ObsStatus::normal});
  }

  const SimulationPlan& plan_;
  const region::Regions& regions_;
  std::vector<Place> places_;
  std::vector<std::string> names_;
  SimulatedFigures result_;
};

}  // namespace

SimulatedFigures simulate(const SimulationPlan& plan, const region::Regions& regions) {
  return Simulator(plan, regions).run();
}

}  // namespace dajuan::index
