#include "index/weights.h"

#include "stats/ahp.h"
#include "stats/pca.h"

namespace dajuan::index {
namespace {

/// Rows that principal components learn from.
std::vector<std::size_t> fit_rows(const Panel& panel, const Result& result, const FitScope& scope) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < panel.units.size(); ++row) {
    const Unit& unit = panel.units[row];
    if (!unit.fits || result.included[row] == 0) continue;
    if (scope.kind == FitScope::Kind::window && (unit.period < scope.from || scope.to < unit.period))
      continue;
    rows.push_back(row);
  }
  return rows;
}

/// Weights of the children of one parent from their scores; empty, with a note, where nothing can be learned.
std::vector<double> component_weights(const Node& parent, const Matrix& scores,
                                      const std::vector<std::size_t>& rows, std::vector<Message>& notes) {
  if (parent.children.size() < 2) return {};
  Matrix columns(rows.size(), parent.children.size());
  for (std::size_t c = 0; c < parent.children.size(); ++c) {
    for (std::size_t r = 0; r < rows.size(); ++r) {
      columns(r, c) = scores(rows[r], static_cast<std::size_t>(parent.children[c]));
    }
  }
  constexpr std::size_t kFewestRows = 3;
  const stats::PrincipalComponents components = stats::principal_components(columns);
  if (components.empty() || components.rows_used < kFewestRows) {
    notes.push_back({"scheme.pca.too_little", {{"parent", parent.code}}});
    return {};
  }
  if (components.mixed_signs()) {
    notes.push_back({"scheme.pca.mixed_signs", {{"parent", parent.code}}});
    return {};
  }
  return components.squared_first_loadings();
}

}  // namespace

std::vector<double> resolve_weights(const Scheme& scheme) {
  const Structure& structure = scheme.structure;
  std::vector<double> weights(structure.nodes.size(), 1.0);
  if (scheme.weights == WeightSource::equal || scheme.weights == WeightSource::pca) return weights;
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = structure.nodes[i].weight;
  if (scheme.weights == WeightSource::given) return weights;
  for (const Judgement& judgement : scheme.judgements) {
    const std::vector<double> priorities = stats::eigenvector_priorities(judgement.matrix);
    for (std::size_t c = 0; c < priorities.size(); ++c) {
      weights[static_cast<std::size_t>(structure.find(judgement.children[c]))] = priorities[c];
    }
  }
  return weights;
}

Model make_model(const Scheme& scheme) {
  Model model{scheme.structure, scheme.steps, scheme.scope};
  const std::vector<double> weights = resolve_weights(scheme);
  for (std::size_t i = 0; i < weights.size(); ++i) model.structure.nodes[i].weight = weights[i];
  return model;
}

Model learn_weights(const Scheme& scheme, Model model, const Panel& panel, std::vector<Message>& notes) {
  if (scheme.weights != WeightSource::pca) return model;
  for (int level = 2; level <= model.structure.levels(); ++level) {
    const Engine engine(model);
    Result result;
    engine.run(panel, result);
    const std::vector<std::size_t> rows = fit_rows(panel, result, scheme.scope);
    for (const Node& parent : engine.model().structure.nodes) {
      if (parent.level != level) continue;
      const std::vector<double> weights = component_weights(parent, result.scores, rows, notes);
      for (std::size_t c = 0; c < weights.size(); ++c) {
        model.structure.nodes[static_cast<std::size_t>(parent.children[c])].weight = weights[c];
      }
    }
  }
  return model;
}

}  // namespace dajuan::index
