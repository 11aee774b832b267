#pragma once
#include <optional>
#include <string>
#include <vector>

#include "reference/analyses.h"
#include "reference/case.h"
#include "stats/ahp.h"

namespace dajuan::reference {

/// A matrix of pairwise comparisons and the names of what is compared.
struct ComparisonMatrix {
  std::vector<std::string> elements;
  stats::Comparisons values;
};

/// The matrix of a case: its extra inputs, which say the same in decimals and in fractions; the last named is
/// taken. Not square, not n × n or differing files are errors.
ComparisonMatrix read_matrix(const Case& c, Diagnostics& diagnostics);

/// priorities.csv (eigenvector, row geometric means, means of normalised columns) and consistency.csv
/// (lambda_max, CI and a CR for each random index of the case).
Frames ahp(const ComparisonMatrix& matrix, const Ahp& what);

/// global_priorities.csv: of the alternatives in `matrices[1…]`, weighted with the priorities of the criteria
/// in `matrices[0]`. Nothing when the shapes do not fit.
std::optional<Frames> ahp_synthesis(const std::vector<ComparisonMatrix>& matrices);

}  // namespace dajuan::reference
