#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/names.h"

namespace dajuan::index {

enum class Direction : signed char { lower_is_better = -1, higher_is_better = 1 };

/// One node of the tree of an index.
struct Node {
  std::string code;
  Names name;
  int parent = -1;    ///< index into Structure::nodes, -1 for the top
  int level = 1;      ///< 1 = indicator, counting up; its name stands in Structure::level_names[level - 1]
  double weight = 1;  ///< within the parent, >= 0, any scale
  Direction direction = Direction::higher_is_better;
  Names unit;
  std::optional<double> target;      ///< in the raw direction
  std::optional<double> lower_post;  ///< goalposts, in the raw direction
  std::optional<double> upper_post;
  std::string denominator;  ///< of the step `denominate`: a column of the data; empty = none
  double factor = 1;        ///< multiplies that ratio, for example 100000
  std::string basis;        ///< a free mark such as published or illustrative
  Names note;
  int order = 0;              ///< place in the file, for display
  std::vector<int> children;  ///< in order of code: sums over children do not depend on the file's order
};

/// The tree: indicators first, in order of code, then aggregates by level and code; the last node is the top.
/// Invariants: exactly one top; a parent's level is above its children's; every aggregate has a child.
struct Structure {
  std::vector<Node> nodes;
  std::size_t indicators = 0;
  std::vector<std::string> level_names;

  std::size_t top() const { return nodes.size() - 1; }
  int levels() const { return nodes.empty() ? 0 : nodes.back().level; }
  /// Index of a code, -1 when there is none.
  int find(std::string_view code) const;
  /// Product of `weights` (per node within its parent; the nodes' own when empty) up the tree, each rescaled
  /// to sum 1 among its siblings. A group whose weights sum to zero gives zero. Handbook section 6.
  std::vector<double> effective_weights(const std::vector<double>& weights = {}) const;
  /// The ancestor at a level, or the node itself; -1 when the tree has none there.
  int ancestor(int node, int level) const;
};

/// What a reader knows of a node before the tree stands. `parent_code` is empty for the top; a level of 0 is
/// worked out from the height of the tree.
struct NodeDraft {
  Node node;
  std::string parent_code;
};

enum class StructureFault {
  duplicate_code,
  unknown_parent,
  cycle,
  several_tops,
  no_top,
  level_not_below_parent,
  childless_aggregate,
  negative_weight
};

struct StructureProblem {
  StructureFault fault;
  std::size_t draft;  ///< index into the drafts
  std::string found;
};

/// Sorts, links and checks. Problems are complete; with problems the structure is not to be used.
Structure build_structure(const std::vector<NodeDraft>& drafts, std::vector<StructureProblem>& problems);

}  // namespace dajuan::index
