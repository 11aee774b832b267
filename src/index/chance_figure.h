#pragma once
#include "index/chance_model.h"
#include "stats/count_interval.h"
#include "stats/rate_ratio.h"

namespace dajuan::index {

/// How a raw figure's interval or test was made.
enum class FigureMethod : std::uint8_t {
  none,        ///< no error model, or a missing figure
  count,       ///< Garwood's limits, of scaled counts where dispersion or effects differ
  proportion,  ///< Clopper and Pearson's
  normal,      ///< plus and minus normal quantiles
  simulation,  ///< kinds of error that have no common formula
};
std::string_view figure_method_name(FigureMethod method);

struct FigureInterval {
  FigureMethod method = FigureMethod::none;
  stats::Interval limits;
  double standard_error = 0;
};

/// The interval of one observed value, in its unit. Not for `simulation`: limits are then those of the normal
/// distribution, and the caller has better.
FigureInterval figure_interval(const ChanceModel& model, std::size_t place, std::size_t indicator,
                               double level);

struct FigureComparison {
  FigureMethod method = FigureMethod::none;
  double p = 1;
  bool same_figures = false;  ///< both rest on the same figures alone
  bool overlap = false;  ///< windows share figures: those that came in were tested against those that left
  double ratio = 0;      ///< of the tested figures, now / then, each by its exposure; counts only
  stats::Interval ratio_limits;
};

/// Whether the figures behind two values (of one region, of two periods) can be of one rate. What both rest
/// on is left out: a rolling window is tested by the figures that came in against those that left.
FigureComparison compare_figures(const ChanceModel& model, std::size_t now, std::size_t then,
                                 std::size_t indicator, double level);

}  // namespace dajuan::index
