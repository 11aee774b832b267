#pragma once

namespace dajuan::stats {

struct Interval {
  double lower = 0;
  double upper = 0;
};

/// Interval of the expected number of events, given `events` >= 0 counted with variance = dispersion × mean
/// (>= 1):
///   lower = d G(alpha/2; events/d),   upper = d G(1 - alpha/2; events/d + 1),   G = gamma quantile
/// For dispersion 1 this is the exact one of F. Garwood, Biometrika 28 (1936) 437-442, which covers at least
/// `level`; above 1 it is that of scaled counts (M. P. Fay, E. J. Feuer, Statistics in Medicine 16 (1997)
/// 791-801, for sums of unequal weight: events and d there are v and w). Zero events: lower 0, upper above 0.
Interval count_interval(double events, double dispersion, double level);

/// Interval of a proportion given `cases` among `trials`, 0 <= cases <= trials, trials > 0: C. J. Clopper,
/// E. S. Pearson, Biometrika 26 (1934) 404-413. Not only whole numbers: an effective sample size will do.
Interval proportion_interval(double cases, double trials, double level);

}  // namespace dajuan::stats
