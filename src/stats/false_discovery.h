#pragma once
#include <span>
#include <vector>

namespace dajuan::stats {

/// Which p-values (NaN = no test, never found) may be called discoveries so that on average at most `share`
/// of those called are false: Y. Benjamini, Y. Hochberg, J. Royal Statistical Society B 57 (1995) 289-300.
/// Holds for independent tests and such as depend positively (Y. Benjamini, D. Yekutieli, Annals of
/// Statistics 29 (2001) 1165-1188). Equal p-values are found together.
std::vector<bool> discoveries(std::span<const double> p_values, double share);

}  // namespace dajuan::stats
