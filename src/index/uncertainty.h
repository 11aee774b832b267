#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/workers.h"
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

/// A score or a figure with what chance does to it.
struct Estimate {
  double value = kMissing;
  double standard_error = kMissing;
  Limits limits;
};

/// Whether something moved, as far as chance lets one say.
enum class ChangeWord : std::uint8_t {
  not_compared,  ///< no such period, or a missing score
  rose,          ///< scores: became better; raw figures: became larger
  fell,
  no_clear_change,
  same_figures,   ///< both rest on the same figures: nothing new was counted
  other_season,   ///< a seasonal figure is only compared with the same period of another year
  no_error_model  ///< no figure behind it has an error model
};
std::string_view change_word(ChangeWord word);

/// How a word was found.
enum class ChangeTest : std::uint8_t { none, conditional_count, conditional_proportion, normal, simulation };
std::string_view change_test_name(ChangeTest test);

struct Difference {
  Estimate difference;  ///< now - then
  double p = kMissing;  ///< two-sided
  ChangeWord word = ChangeWord::not_compared;
  ChangeTest test = ChangeTest::none;
};

/// A raw figure beside an earlier one. Ratio = now / then, only where both are >= 0.
struct FigureChange : Difference {
  double ratio = kMissing;
  Limits ratio_limits;
};

/// Places of a unit among its siblings at one node; missing scores have none (lower = 0).
struct Places {
  stats::RankSet simultaneous;
  stats::RankSet marginal;
  std::size_t of = 0;  ///< siblings that have a score
};

/// One region level below one parent: who is ranked against whom.
struct RankFamily {
  std::string level;
  std::string parent;             ///< code, empty at the root
  std::vector<std::size_t> rows;  ///< of the panel, in the reference period
};

/// What chance does to one period of a series. Rows are those of the reference period, members and wholes;
/// `place` = row - first_row.
struct Uncertainty {
  std::size_t first_row = 0;
  std::size_t units = 0;
  std::size_t nodes = 0;
  double level = 0.95;
  std::string seed;  ///< text from which the key is made
  std::size_t draws = 0;
  /// Largest error that the number of draws leaves in a limit, as a share of half its interval's width.
  double draw_error = 0;
  bool independent = true;  ///< rank sets were made from variances (else from the covariance of the draws)

  std::vector<Estimate> scores;   ///< [place * nodes + node]
  std::vector<Estimate> figures;  ///< [place * indicators + indicator]: raw values
  /// [change][place * nodes + node] for previous, year_ago, base: differences of scores.
  std::array<std::vector<Difference>, 3> changes;
  /// The same for raw figures, [change][place * indicators + indicator].
  std::array<std::vector<FigureChange>, 3> figure_changes;
  /// [place * nodes + node]: score less that of the whole, of the mean of the peers.
  std::vector<Estimate> beside_whole;
  std::vector<Estimate> beside_peers;
  std::vector<stats::BesideWhole> groups;  ///< [place * nodes + node], simultaneous within a family
  std::vector<Places> places;              ///< [place * nodes + node]
  std::vector<RankFamily> families;
  std::vector<DispersionUsed> dispersions;

  std::size_t at(std::size_t row, std::size_t node) const { return (row - first_row) * nodes + node; }
};

inline constexpr Comparison kChanges[] = {Comparison::previous, Comparison::year_ago, Comparison::base};

struct UncertaintyOptions {
  std::string seed;           ///< empty = made from scheme, version and period
  std::size_t draws = 10000;  ///< at least 100
};

/// Done so far, 0 to 1. Called from the caller's thread.
using UncertaintyProgress = std::function<void(double share)>;

/// Parametric simulation through the engine under what it has learned, the exact tests of raw figures, rank
/// sets and groups. docs/method/chance.md says how. The bytes depend on the input, the seed and the number of
/// draws alone.
Uncertainty estimate_uncertainty(const Scheme& scheme, const region::Regions& regions, const Figures& figures,
                                 const IndicatorBuilder& builder, const Series& series, Period period,
                                 const UncertaintyOptions& options, const Workers& workers = Workers(),
                                 const UncertaintyProgress& progress = {});

}  // namespace dajuan::index
