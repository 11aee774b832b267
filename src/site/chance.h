#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/observation.h"
#include "base/period.h"
#include "index/error_model.h"
#include "index/uncertainty.h"

namespace dajuan::site {

/// Where a score stands beside that of the whole, all regions of a family together; `unknown` where it was
/// not compared.
enum class Group { better, not_apart, worse, unknown };

/// A difference of two scores or figures (now less then) with what chance does to it.
struct Move {
  double difference = kMissing;
  index::Limits limits;
  index::ChangeWord word = index::ChangeWord::not_compared;

  bool is_clear() const { return word == index::ChangeWord::rose || word == index::ChangeWord::fell; }
};

struct FigureMove : Move {
  double ratio = kMissing;  ///< now / then
  index::Limits ratio_limits;
  bool overlap = false;  ///< windows share figures: those that came in were tested against those that left
};

/// Places 1 (best) to `of`; `of` = 0 where a unit has none.
struct Places {
  int of = 0;
  int lower = 0;  ///< of the set that holds for all regions of a family together
  int upper = 0;
  int marginal_lower = 0;  ///< of the set of this region alone
  int marginal_upper = 0;
};

/// A figure's limits, and how they were made.
struct FigureLimits {
  index::FigureMethod method = index::FigureMethod::none;
  index::Limits limits;
};

/// A score less that of the whole, or of the mean of its peers.
struct Beside {
  double difference = kMissing;
  index::Limits limits;
};

/// Variance / mean of a region's counts of a variable.
struct Dispersion {
  std::string variable;
  double dispersion = 1;
  int terms = 0;  ///< of the region's own series that it was estimated from; 0 = not its own
};

/// The comparisons in time, in the order of `index::kChanges`.
inline constexpr std::size_t kPrevious = 0;
inline constexpr std::size_t kYearAgo = 1;
inline constexpr std::size_t kBase = 2;

/// uncertainty/ of one unit; vectors hold one value per node of the structure, or per indicator.
struct UnitChance {
  std::vector<index::Limits> scores;
  std::vector<Places> places;
  std::vector<Group> groups;
  std::vector<Beside> whole;
  std::vector<Beside> peers;
  std::array<std::vector<Move>, index::kChangeCount> moves;
  std::vector<FigureLimits> figures;                                      ///< per indicator
  std::array<std::vector<FigureMove>, index::kChangeCount> figure_moves;  ///< per indicator
  std::vector<Dispersion> dispersions;
};

/// `uncertainty` of release.json.
struct ChanceHead {
  double level = 0.95;            ///< of intervals and sets
  double false_discovery = 0.05;  ///< share of false ones among the changes that are called changes
  std::string seed;
  long long draws = 0;
  double draw_error = 0;  ///< that the draws leave in a limit, as a share of half its interval
  bool independent = true;
  double modelled = 0;  ///< share of the weight with an error model
  std::array<std::optional<Period>, index::kChangeCount> compared;
};

}  // namespace dajuan::site
