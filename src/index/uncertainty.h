#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/workers.h"
#include "index/chance_figure.h"
#include "index/chance_model.h"
#include "index/series.h"
#include "stats/rank_set.h"
#include "stats/rank_set_whole.h"

namespace dajuan::index {

/// Between which the truth lies with the stated probability; missing where nothing can be said.
struct Limits {
  double lower = kMissing;
  double upper = kMissing;
  bool known() const { return !is_missing(lower); }
};

/// A score, a figure or a difference with what chance does to it. Without limits: none of what it rests on
/// has an error model.
struct Estimate {
  double value = kMissing;
  double standard_error = kMissing;
  Limits limits;
};

/// Whether something moved, as far as chance lets one say.
enum class ChangeWord : std::uint8_t {
  not_compared,  ///< no such period, or a missing value in one of the two
  rose,          ///< a score: better; a raw figure: larger
  fell,
  no_clear_change,
  same_figures,   ///< both rest on the same figures: nothing new was counted
  other_season,   ///< seasonal, so only the same period of another year is compared
  no_error_model  ///< nothing behind it has an error model
};
/// not_compared, rose, fell, no_clear_change, same_figures, other_season, no_error_model.
std::string_view change_word_name(ChangeWord word);

struct ScoreChange {
  Estimate difference;  ///< now - then
  double p = kMissing;  ///< two-sided; missing where nothing was tested
  ChangeWord word = ChangeWord::not_compared;
};

/// A raw figure beside an earlier one.
struct FigureChange : ScoreChange {
  FigureMethod method = FigureMethod::none;  ///< of the test
  bool overlap = false;     ///< windows share figures: those that came in were tested against those that left
  double ratio = kMissing;  ///< now / then, where both are >= 0 and then > 0
  Limits ratio_limits;
};

/// Places of a unit among those of its family at one node; 0 = it has none.
struct Places {
  stats::RankSet simultaneous{0, 0};
  stats::RankSet marginal{0, 0};
  std::size_t of = 0;  ///< units of the family that have a score
};

/// The regions of one level below one parent: who is ranked against whom.
struct RankFamily {
  std::string level;
  std::string parent;  ///< code; empty at the root
  std::vector<std::size_t> rows;
};

inline constexpr std::size_t kChangeCount = 3;
inline constexpr Comparison kChanges[kChangeCount] = {Comparison::previous, Comparison::year_ago,
                                                      Comparison::base};

/// What chance does to one period of a series. Units are the rows of that period, members and wholes. Vectors
/// by unit and node (or indicator) are laid out [unit * nodes + node].
struct Uncertainty {
  Period period;
  std::size_t first_row = 0;  ///< of the panel
  std::size_t units = 0;
  std::size_t nodes = 0;
  std::size_t indicators = 0;
  double level = 0.95;
  double false_discovery = 0.05;
  std::string seed;  ///< the text that the random numbers are made from
  std::size_t draws = 0;
  /// Largest standard error that the number of draws leaves in a limit of an aggregate's score, as a share of
  /// half its interval's width.
  double draw_error = 0;
  /// Whether rank sets were made from each unit's own variance, since no score depends on another's figures;
  /// else from the covariance of the draws.
  bool independent = true;
  std::array<std::optional<Period>, kChangeCount> compared;  ///< the periods of kChanges
  std::vector<double> modelled;  ///< by node: the share of its weight whose indicators say an error model

  std::vector<Estimate> scores;                                        ///< unit × node
  std::vector<Estimate> figures;                                       ///< unit × indicator: raw values
  std::vector<FigureMethod> figure_methods;                            ///< unit × indicator
  std::array<std::vector<ScoreChange>, kChangeCount> changes;          ///< unit × node
  std::array<std::vector<FigureChange>, kChangeCount> figure_changes;  ///< unit × indicator
  std::vector<Estimate> beside_whole;      ///< unit × node: less the score of the whole
  std::vector<Estimate> beside_peers;      ///< unit × node: less that of the mean of peers
  std::vector<stats::BesideWhole> groups;  ///< unit × node; error held over a family
  std::vector<Places> places;              ///< unit × node
  std::vector<RankFamily> families;
  std::vector<DispersionUsed> dispersions;

  std::size_t at(std::size_t row, std::size_t node) const { return (row - first_row) * nodes + node; }
  std::size_t figure_at(std::size_t row, std::size_t indicator) const {
    return (row - first_row) * indicators + indicator;
  }
};

struct UncertaintyOptions {
  std::string seed;  ///< empty = made from scheme, version and period
  std::size_t draws =
      0;  ///< rounded up to whole hundreds; 0 = as many as seem enough, fewer for large panels
};

/// Done so far, 0 to 1. Called from the caller's thread.
using UncertaintyProgress = std::function<void(double share)>;

/// What a series was made from.
struct SeriesSources {
  const Scheme& scheme;
  const region::Regions& regions;
  const Figures& figures;
  const IndicatorBuilder& builder;
  const Series& series;
};

/// Parametric simulation through the engine under what it has learned, exact tests of raw figures, words for
/// changes with the false discovery rate held over all units and nodes of a comparison, rank sets and groups.
/// docs/method/chance.md says how. The bytes depend on input, seed and number of draws alone. The period must
/// be one of the series.
Uncertainty estimate_uncertainty(const SeriesSources& sources, Period period,
                                 const UncertaintyOptions& options, const Workers& workers = Workers(),
                                 const UncertaintyProgress& progress = {});

}  // namespace dajuan::index
