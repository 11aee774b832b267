#include "index/series.h"

#include "index/peers.h"
#include "index/row_score.h"

namespace dajuan::index {

std::string_view comparison_name(Comparison comparison) {
  constexpr std::string_view kNames[] = {"previous", "year_ago",   "base",
                                         "whole",    "peers_mean", "peers_median"};
  return kNames[static_cast<std::size_t>(comparison)];
}

Series::Series(const Scheme& scheme, const region::Regions& regions, Model model, Panel panel)
    : regions_(&regions),
      base_(scheme.uncertainty.base),
      panel_(std::move(panel)),
      engine_(std::move(model)) {
  engine_.run(panel_, result_);
  lights_ = set_lights(scheme.lights, engine_, panel_, result_);
}

std::ptrdiff_t Series::row_at(std::size_t row, Period period) const {
  return panel_.row(panel_.units[row].code, period);
}

std::optional<Period> Series::base_period(Period period) const {
  if (base_) return *base_ < period ? base_ : std::nullopt;
  Period base = first();
  while (base.place_in_year() != period.place_in_year()) base = base.plus(1);
  return base < period.year_ago() ? std::optional(base) : std::nullopt;
}

std::ptrdiff_t Series::base_row(std::size_t row) const {
  const std::optional<Period> base = base_period(panel_.units[row].period);
  return base ? row_at(row, *base) : -1;
}

std::ptrdiff_t Series::whole_of(std::size_t row) const {
  const int region = regions_->find(panel_.units[row].code);
  if (region < 0) return -1;
  for (int above = (*regions_)[region].parent; above >= 0; above = (*regions_)[above].parent)
    if (const std::ptrdiff_t found = panel_.row((*regions_)[above].code, panel_.units[row].period);
        found >= 0)
      return found;
  return -1;
}

std::vector<std::size_t> Series::peers_of(std::size_t row) const {
  const auto level_of = [&](std::size_t r) {
    const int region = regions_->find(panel_.units[r].code);
    return region < 0 ? std::string_view() : std::string_view((*regions_)[region].level);
  };
  std::vector<std::size_t> peers;
  for (std::size_t r = 0; r < panel_.units.size(); ++r)
    if (panel_.units[r].period == panel_.units[row].period && result_.included[r] != 0 &&
        level_of(r) == level_of(row))
      peers.push_back(r);
  return peers.size() > 1 ? peers : std::vector<std::size_t>{};
}

std::vector<std::size_t> Series::members_of(std::size_t row) const {
  std::vector<std::size_t> members;
  const int whole = regions_->find(panel_.units[row].code);
  for (std::size_t r = 0; r < panel_.units.size(); ++r) {
    if (!panel_.units[r].fits || panel_.units[r].period != panel_.units[row].period || r == row) continue;
    const int region = regions_->find(panel_.units[r].code);
    if (whole >= 0 && region >= 0 && regions_->is_within(region, whole)) members.push_back(r);
  }
  return members;
}

std::vector<double> Series::reference(std::size_t row, Comparison comparison) const {
  const Period period = panel_.units[row].period;
  std::ptrdiff_t other = -1;
  switch (comparison) {
    case Comparison::previous:
      other = row_at(row, period.previous());
      break;
    case Comparison::year_ago:
      other = row_at(row, period.year_ago());
      break;
    case Comparison::base:
      other = base_row(row);
      break;
    case Comparison::whole:
      other = whole_of(row);
      break;
    case Comparison::peers_mean:
    case Comparison::peers_median: {
      const std::vector<std::size_t> peers = peers_of(row);
      if (peers.empty()) return {};
      return peer_unit(engine_, result_, peers,
                       comparison == Comparison::peers_mean ? PeerStatistic::mean : PeerStatistic::median);
    }
  }
  return other < 0 ? std::vector<double>{} : row_of(result_.scores, static_cast<std::size_t>(other));
}

Decomposition Series::explain(std::size_t row, std::size_t node, Comparison comparison) const {
  const std::vector<double> from = reference(row, comparison);
  if (from.empty()) return {};
  return decompose(engine_, from, row_of(result_.scores, row), static_cast<int>(node));
}

std::vector<double> Series::what_if(std::size_t row, std::size_t indicator, double figure) const {
  Panel changed = panel_;
  changed.values(row, indicator) = figure;
  Result result;
  engine_.run(changed, result);
  return row_of(result.scores, row);
}

}  // namespace dajuan::index
