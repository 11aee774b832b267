#pragma once
#include <string>
#include <vector>

#include "index/scheme.h"
#include "index/section.h"

namespace dajuan::index {

/// Reads `[[ahp]]`: pairwise comparisons of the children of a parent. Tells of matrices that are not square,
/// positive and reciprocal, of children that are not those of the tree, and (as a warning, with the
/// comparisons that fit least and the value that would) of a consistency ratio above 0.1.
std::vector<Judgement> read_judgements(std::vector<Section> sections, const Structure& structure,
                                       const std::vector<std::string>& aggregates);

}  // namespace dajuan::index
