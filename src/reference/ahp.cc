#include "reference/ahp.h"

#include <cmath>

#include "stats/ahp.h"

namespace dajuan::reference {
namespace {

constexpr double kSameMatrix = 1e-12;

/// Elements in the header and, in the same order, in the first column.
ComparisonMatrix read_one(const std::string& path, std::size_t n, Diagnostics& diagnostics) {
  ComparisonMatrix matrix;
  const RawTable table = read_raw(path, diagnostics);
  if (diagnostics.has_errors()) return matrix;
  bool fits = table.header.size() == n + 1 && table.rows.size() == n;
  for (std::size_t i = 0; fits && i < n; ++i) {
    fits = table.rows[i].front() == table.header[i + 1];
    matrix.elements.push_back(table.rows[i].front());
    matrix.values.emplace_back();
    for (std::size_t j = 1; j <= n; ++j) {
      const std::optional<double> value = read_number(table.rows[i][j]);
      if (!value)
        diagnostics.error({path, "", static_cast<std::uint32_t>(i + 2), 0, table.header[j]},
                          Message("reference.not_a_number", {{"found", table.rows[i][j]}}));
      matrix.values.back().push_back(value.value_or(1.0));
    }
  }
  if (!fits)
    diagnostics.error({path, "", 0, 0, ""}, Message("reference.matrix_shape", {{"n", std::to_string(n)}}));
  return matrix;
}

bool same(const stats::Comparisons& a, const stats::Comparisons& b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < a.size(); ++j)
      if (std::fabs(a[i][j] - b[i][j]) > kSameMatrix * std::fabs(a[i][j])) return false;
  return true;
}

}  // namespace

ComparisonMatrix read_matrix(const Case& c, Diagnostics& diagnostics) {
  ComparisonMatrix matrix;
  const auto* what = std::get_if<Ahp>(&c.analysis);
  if (!what || c.extra_inputs.empty()) {
    diagnostics.error({c.folder.string(), "", 0, 0, ""},
                      Message("reference.matrix_shape", {{"n", what ? std::to_string(what->n) : "?"}}));
    return matrix;
  }
  for (const std::string& file : c.extra_inputs) {
    const std::string path = (c.folder / file).string();
    ComparisonMatrix next = read_one(path, what->n, diagnostics);
    if (diagnostics.has_errors()) return next;
    if (!matrix.elements.empty() && !same(matrix.values, next.values))
      diagnostics.error({path, "", 0, 0, ""}, Message("reference.matrices_differ"));
    matrix = std::move(next);
  }
  if (!stats::check_comparisons(matrix.values).empty())
    diagnostics.error({c.folder.string(), "", 0, 0, ""}, Message("reference.not_comparisons"));
  return matrix;
}

Frames ahp(const ComparisonMatrix& matrix, const Ahp& what) {
  Frame priorities;
  priorities.name = "priorities.csv";
  priorities.columns = {"element", "eigenvector", "geometric_mean", "column_mean"};
  const std::vector<double> eigenvector = stats::eigenvector_priorities(matrix.values);
  const std::vector<double> geometric = stats::geometric_mean_priorities(matrix.values);
  const std::vector<double> column = stats::column_mean_priorities(matrix.values);
  for (std::size_t i = 0; i < matrix.elements.size(); ++i)
    priorities.add({matrix.elements[i]},
                   {Value::figure(eigenvector[i]), Value::figure(geometric[i]), Value::figure(column[i])});

  Frame consistency;
  consistency.name = "consistency.csv";
  consistency.columns = {"quantity", "value"};
  const stats::Consistency computed = stats::consistency(matrix.values);
  consistency.add({"lambda_max"}, {Value::figure(computed.lambda_max)});
  consistency.add({"CI"}, {Value::figure(computed.index)});
  // The case brings its own random indices; two things compared are always consistent.
  for (const auto& [table, random_index] : what.random_indices)
    consistency.add({"CR_RI" + table},
                    {Value::figure(random_index > 0 ? computed.index / random_index : 0.0)});
  return {{priorities.name, priorities}, {consistency.name, consistency}};
}

std::optional<Frames> ahp_synthesis(const std::vector<ComparisonMatrix>& matrices) {
  if (matrices.empty() || matrices.size() != matrices.front().elements.size() + 1) return std::nullopt;
  const std::vector<double> criteria = stats::eigenvector_priorities(matrices.front().values);
  const std::vector<std::string>& alternatives = matrices[1].elements;
  std::vector<double> totals(alternatives.size(), 0.0);
  for (std::size_t k = 0; k < criteria.size(); ++k) {
    if (matrices[k + 1].elements != alternatives) return std::nullopt;
    const std::vector<double> local = stats::eigenvector_priorities(matrices[k + 1].values);
    for (std::size_t i = 0; i < totals.size(); ++i) totals[i] += criteria[k] * local[i];
  }
  Frame frame;
  frame.name = "global_priorities.csv";
  frame.columns = {"alternative", "priority"};
  for (std::size_t i = 0; i < totals.size(); ++i) frame.add({alternatives[i]}, {Value::figure(totals[i])});
  return Frames{{frame.name, frame}};
}

}  // namespace dajuan::reference
