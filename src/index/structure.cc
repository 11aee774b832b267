#include "index/structure.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace dajuan::index {
namespace {

constexpr int kUnset = -1;

/// Heights from below for drafts without a level: an indicator is 1, an aggregate one above its highest
/// child.
void fill_levels(const std::vector<int>& parents, std::vector<int>& levels) {
  const std::size_t n = levels.size();
  for (std::size_t pass = 0; pass < n; ++pass) {
    bool changed = false;
    for (std::size_t i = 0; i < n; ++i) {
      const int parent = parents[i];
      if (parent < 0) continue;
      int& above = levels[static_cast<std::size_t>(parent)];
      if (above <= levels[i]) {
        above = levels[i] + 1;
        changed = true;
      }
    }
    if (!changed) return;
  }
}

bool on_cycle(std::size_t start, const std::vector<int>& parents) {
  int at = parents[start];
  for (std::size_t steps = 0; at >= 0 && steps <= parents.size(); ++steps) {
    if (at == static_cast<int>(start)) return true;
    at = parents[static_cast<std::size_t>(at)];
  }
  return false;
}

}  // namespace

int Structure::find(std::string_view code) const {
  const auto in = [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i)
      if (nodes[i].code == code) return static_cast<int>(i);
    return -1;
  };
  // Indicators are in order of code; the few aggregates above them are searched one by one.
  const auto begin = nodes.begin();
  const auto end = begin + static_cast<std::ptrdiff_t>(indicators);
  const auto at =
      std::lower_bound(begin, end, code, [](const Node& node, std::string_view c) { return node.code < c; });
  if (at != end && at->code == code) return static_cast<int>(at - begin);
  return in(indicators, nodes.size());
}

std::vector<double> Structure::effective_weights(const std::vector<double>& weights) const {
  const auto weight = [&](std::size_t i) { return weights.empty() ? nodes[i].weight : weights[i]; };
  std::vector<double> effective(nodes.size(), 0.0);
  if (nodes.empty()) return effective;
  effective[top()] = 1.0;
  for (std::size_t i = nodes.size(); i-- > indicators;) {
    double sum = 0;
    for (const int child : nodes[i].children) sum += weight(static_cast<std::size_t>(child));
    if (sum == 0) continue;
    for (const int child : nodes[i].children) {
      const auto c = static_cast<std::size_t>(child);
      effective[c] = effective[i] * (weight(c) / sum);
    }
  }
  return effective;
}

int Structure::ancestor(int node, int level) const {
  for (int at = node; at >= 0; at = nodes[static_cast<std::size_t>(at)].parent) {
    const int here = nodes[static_cast<std::size_t>(at)].level;
    if (here == level) return at;
    if (here > level) return -1;
  }
  return -1;
}

Structure build_structure(const std::vector<NodeDraft>& drafts, std::vector<StructureProblem>& problems) {
  const std::size_t n = drafts.size();
  const std::size_t problems_before = problems.size();
  const auto say = [&](StructureFault fault, std::size_t draft, std::string found) {
    problems.push_back({fault, draft, std::move(found)});
  };

  std::map<std::string, std::size_t, std::less<>> by_code;
  for (std::size_t i = 0; i < n; ++i)
    if (!by_code.emplace(drafts[i].node.code, i).second)
      say(StructureFault::duplicate_code, i, drafts[i].node.code);

  std::vector<int> parents(n, kUnset);
  std::vector<std::size_t> tops;
  std::vector<int> child_count(n, 0);
  for (std::size_t i = 0; i < n; ++i) {
    if (drafts[i].node.weight < 0) say(StructureFault::negative_weight, i, drafts[i].node.code);
    if (drafts[i].parent_code.empty()) {
      tops.push_back(i);
      continue;
    }
    const auto found = by_code.find(drafts[i].parent_code);
    if (found == by_code.end()) {
      say(StructureFault::unknown_parent, i, drafts[i].parent_code);
      continue;
    }
    parents[i] = static_cast<int>(found->second);
    ++child_count[found->second];
  }
  if (n == 0 || tops.empty()) say(StructureFault::no_top, 0, "");
  for (std::size_t k = 1; k < tops.size(); ++k)
    say(StructureFault::several_tops, tops[k], drafts[tops[k]].node.code);
  for (std::size_t i = 0; i < n; ++i)
    if (on_cycle(i, parents)) say(StructureFault::cycle, i, drafts[i].node.code);
  if (problems.size() != problems_before) return {};

  std::vector<int> levels(n);
  bool given = true;
  for (std::size_t i = 0; i < n; ++i) given = given && drafts[i].node.level > 0;
  if (given) {
    for (std::size_t i = 0; i < n; ++i) levels[i] = drafts[i].node.level;
    for (std::size_t i = 0; i < n; ++i) {
      const int parent = parents[i];
      if (parent >= 0 && levels[static_cast<std::size_t>(parent)] <= levels[i])
        say(StructureFault::level_not_below_parent, i, drafts[i].node.code);
      if (child_count[i] == 0 && levels[i] > 1)
        say(StructureFault::childless_aggregate, i, drafts[i].node.code);
    }
  } else {
    std::fill(levels.begin(), levels.end(), 1);
    fill_levels(parents, levels);
  }
  if (problems.size() != problems_before) return {};

  std::vector<std::size_t> sorted(n);
  std::iota(sorted.begin(), sorted.end(), std::size_t{0});
  const auto is_aggregate = [&](std::size_t i) { return child_count[i] > 0; };
  std::sort(sorted.begin(), sorted.end(), [&](std::size_t a, std::size_t b) {
    if (is_aggregate(a) != is_aggregate(b)) return is_aggregate(b);
    if (is_aggregate(a) && levels[a] != levels[b]) return levels[a] < levels[b];
    return drafts[a].node.code < drafts[b].node.code;
  });

  Structure structure;
  std::vector<int> place(n);
  for (std::size_t k = 0; k < n; ++k) place[sorted[k]] = static_cast<int>(k);
  for (const std::size_t i : sorted) {
    Node node = drafts[i].node;
    node.level = levels[i];
    node.order = static_cast<int>(i);
    node.parent = parents[i] < 0 ? -1 : place[static_cast<std::size_t>(parents[i])];
    node.children.clear();
    if (!is_aggregate(i)) ++structure.indicators;
    structure.nodes.push_back(std::move(node));
  }
  for (std::size_t k = 0; k < n; ++k)
    if (const int parent = structure.nodes[k].parent; parent >= 0)
      structure.nodes[static_cast<std::size_t>(parent)].children.push_back(static_cast<int>(k));
  for (Node& node : structure.nodes)
    std::sort(node.children.begin(), node.children.end(), [&](int a, int b) {
      return structure.nodes[static_cast<std::size_t>(a)].code <
             structure.nodes[static_cast<std::size_t>(b)].code;
    });
  return structure;
}

}  // namespace dajuan::index
