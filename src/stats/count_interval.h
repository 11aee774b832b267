#pragma once

namespace dajuan::stats {

struct Interval {
  double lower = 0;
  double upper = 0;
};

/// Interval of the expected number of events, given `events` >= 0 counted with variance = dispersion × mean
/// (>= 1); G = gamma quantile.
///   dispersion 1:  lower = G(alpha/2; events),   upper = G(1 - alpha/2; events + 1)
///   above 1:       lower = d G(alpha/2; (events - 1/4)/d + 1/2),
///                  upper = d G(1 - alpha/2; (events + 3/8)/d + 1/2)
/// The first is the exact one of F. Garwood, Biometrika 28 (1936) 437-442, which covers at least `level`. The
/// second is ours: Jeffreys' limits of a scaled count, each end moved out by a part of one event so that
/// 95 % limits of NB1 counts cover at least 94 % whatever the mean and at most 97.2 % from 10 expected events
/// on. `events` always lie within. Zero events: lower 0, upper above 0.
Interval count_interval(double events, double dispersion, double level);

/// Interval of a proportion given `cases` among `trials`, 0 <= cases <= trials, trials > 0: C. J. Clopper,
/// E. S. Pearson, Biometrika 26 (1934) 404-413. Not only whole numbers: an effective sample size will do.
Interval proportion_interval(double cases, double trials, double level);

}  // namespace dajuan::stats
