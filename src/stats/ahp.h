#pragma once
#include <cstddef>
#include <vector>

namespace dajuan::stats {

/// Pairwise comparisons of n things: [i][j] says how many times as important i is as j. Positive, 1 on the
/// diagonal, [j][i] = 1 / [i][j].
using Comparisons = std::vector<std::vector<double>>;

/// What is wrong with a matrix of comparisons; i and j count from 0.
struct ComparisonProblem {
  enum class Kind {
    empty,
    row_length,  ///< row i has `found` entries instead of `expected`
    not_positive,
    diagonal,       ///< [i][i] is not 1
    not_reciprocal  ///< [j][i] (i < j): `found`, where 1 / [i][j] was `expected`
  } kind;
  std::size_t i = 0;
  std::size_t j = 0;
  double found = 0;
  double expected = 0;
};

/// All problems, row by row; none means the functions below may be called. Reciprocals must agree within
/// 1e-6: write 1/3 as the fraction, not as 0.33.
std::vector<ComparisonProblem> check_comparisons(const Comparisons& comparisons);

/// Priorities of checked comparisons; they add up to 1.
/// The principal right eigenvector, Saaty (1977), J. Math. Psychology 15, 234-281: A is squared again and
/// again until its columns are the eigenvector, then multiplied until the last bits stand still.
std::vector<double> eigenvector_priorities(const Comparisons& comparisons);
/// Row geometric means, Crawford & Williams (1985), J. Math. Psychology 29, 387-405.
std::vector<double> geometric_mean_priorities(const Comparisons& comparisons);
/// Row means after every column was divided by its sum: the hand method of textbooks.
std::vector<double> column_mean_priorities(const Comparisons& comparisons);

/// Mean consistency index of random reciprocal matrices: Saaty, The Analytic Hierarchy Process (1980), or as
/// recomputed in Saaty, Theory and Applications of the Analytic Network Process (2005).
enum class RandomIndex { saaty_1980, saaty_2005 };
inline constexpr std::size_t kLargestRandomIndex = 15;
/// n = 1 to 15, else NaN.
double random_index(std::size_t n, RandomIndex table);

struct Consistency {
  double lambda_max = 0;  ///< principal eigenvalue, n when all comparisons agree
  double index = 0;       ///< CI = (lambda_max - n) / (n - 1)
  double ratio = 0;       ///< CR = CI / RI, by custom at most 0.1; 0 up to n = 2, NaN beyond the table
};
Consistency consistency(const Comparisons& comparisons, RandomIndex table = RandomIndex::saaty_1980);

/// A comparison against what the priorities w say: error = [i][j] w_j / w_i, 1 when they agree.
struct Offence {
  std::size_t i = 0;
  std::size_t j = 0;      ///< i < j
  double given = 0;       ///< [i][j]
  double consistent = 0;  ///< w_i / w_j
  double error = 1;
  double ratio_if_changed = 0;  ///< consistency ratio with the consistent value instead of the given one
};
/// The comparisons furthest from consistent by max(error, 1/error), worst first, at most `limit`; those that
/// agree within 1e-9 are left out. Saaty (2003), European J. of Operational Research 145, 85-91; Harker
/// (1987), Mathematical Modelling 9, 353-360.
std::vector<Offence> worst_comparisons(const Comparisons& comparisons, std::size_t limit,
                                       RandomIndex table = RandomIndex::saaty_1980);

}  // namespace dajuan::stats
