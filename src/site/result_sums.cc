#include <algorithm>
#include <cmath>

#include "site/result_lookup.h"

namespace dajuan::site {
namespace {

using index::Comparison;

/// What the parts of a difference may miss it by: each was rounded on its own.
constexpr double kAddsUp = 1e-9;

bool agree(double found, double wanted) {
  return std::fabs(found - wanted) <= kAddsUp * std::max(1.0, std::fabs(wanted));
}

/// The difference that a comparison explains; missing where the result does not tell it.
double explained(const Result& result, const Unit& unit, Comparison comparison) {
  const std::size_t top = result.structure.top();
  switch (comparison) {
    case Comparison::previous:
      return unit.on_previous[top];
    case Comparison::year_ago:
      return unit.on_year_ago[top];
    case Comparison::base:
      return unit.chance.moves[kBase][top].difference;
    case Comparison::whole:
      return unit.parent < 0 ? kMissing : unit.score[top] - result.unit(unit.parent).score[top];
    case Comparison::peers_mean:
      return unit.chance.peers[top].difference;
    case Comparison::peers_median:
      break;
  }
  return kMissing;
}

}  // namespace

void check_sums(const ResultLookup& lookup) {
  const Result& result = lookup.result();
  const std::size_t top = result.structure.top();
  const auto tell = [&](const char* file, const char* message, const Unit& unit, Comparison comparison) {
    lookup.diagnostics().error(
        {result.folder + "/" + file, "", 0, 0, ""},
        Message(message, {{"region", result.code_of(unit)},
                          {"comparison", std::string(index::comparison_name(comparison))}}));
  };
  for (const Unit& unit : result.units) {
    for (const auto& [kind, differences] :
         {std::pair{kPrevious, &unit.on_previous}, std::pair{kYearAgo, &unit.on_year_ago}}) {
      const Move& move = unit.chance.moves[kind][top];
      if (is_missing(move.difference) || agree(move.difference, (*differences)[top])) continue;
      tell("uncertainty/changes.csv", "site.problem.difference", unit, index::kChanges[kind]);
    }
    for (const Comparison comparison : index::kComparisons) {
      const double wanted = explained(result, unit, comparison);
      double sum = 0;
      bool any = false;
      for (const Contribution& line : unit.contributions) {
        if (line.comparison != comparison) continue;
        sum += line.part.amount;
        any = true;
      }
      const bool told = comparison == Comparison::previous || comparison == Comparison::year_ago;
      if (!any || (is_missing(wanted) && !told) || agree(sum, wanted)) continue;
      tell("contributions/contributions.csv", "site.problem.sum", unit, comparison);
    }
  }
}

}  // namespace dajuan::site
