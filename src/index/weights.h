#pragma once
#include <string>
#include <vector>

#include "index/engine.h"
#include "index/scheme.h"

namespace dajuan::index {

/// Above this consistency ratio judgements contradict each other too much (Saaty 1980).
inline constexpr double kConsistencyLimit = 0.1;

/// Weights per node within its parent, any scale, from what the scheme says: its own column `weight` (given),
/// 1 (equal), or the principal eigenvector of the comparisons of its parent (ahp; a parent without
/// comparisons keeps the column). With pca the weights are learned: see learn_weights; here they are 1.
std::vector<double> resolve_weights(const Scheme& scheme);

/// The model of a scheme: its tree with resolved weights, its steps, its scope. The scheme has no errors.
Model make_model(const Scheme& scheme);

/// For weights by principal components: runs the steps of the model over the panel and, level by level from
/// the bottom, weighs the children of each parent by their squared loadings on the first principal component
/// of their scores in the rows that the scope fits (of a scope per period: all rows that fit). Handbook
/// section 6.1. Children keep equal weights where there is nothing to learn (fewer than three complete rows,
/// a score that does not vary) or where the component sets children against each other; `notes` says where.
/// Other sources of weights: the model as it is.
Model learn_weights(const Scheme& scheme, Model model, const Panel& panel, std::vector<Message>& notes);

}  // namespace dajuan::index
