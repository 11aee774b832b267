#pragma once
// Made-up indices for tests: a tree of three levels over figures that follow from a seed.
#include <cstdint>
#include <string>
#include <vector>

#include "index/engine.h"

namespace dajuan::index::made_up {

/// xorshift64*: enough for test figures, the same everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 2654435769u + 88172645463325252u) {}
  double uniform() {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return static_cast<double>((state_ * 2685821657736338717u) >> 11) / 9007199254740992.0;
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(uniform() * static_cast<double>(n)); }

 private:
  std::uint64_t state_;
};

inline NodeDraft draft(const std::string& code, const std::string& parent, double weight = 1,
                       Direction direction = Direction::higher_is_better) {
  NodeDraft result;
  result.node.code = code;
  result.node.level = 0;
  result.node.weight = weight;
  result.node.direction = direction;
  result.parent_code = parent;
  return result;
}

inline Structure build(const std::vector<NodeDraft>& drafts) {
  std::vector<StructureProblem> problems;
  Structure structure = build_structure(drafts, problems);
  if (!problems.empty()) throw std::invalid_argument("made-up structure");
  return structure;
}

/// top over a, b, c over three or four indicators each; every third indicator is lower-is-better.
inline std::vector<NodeDraft> drafts() {
  std::vector<NodeDraft> result{draft("top", "")};
  int number = 0;
  for (const char* topic : {"a", "b", "c"}) {
    result.push_back(draft(topic, "top", 1 + number % 3));
    for (int i = 0; i < 3 + number % 2; ++i, ++number)
      result.push_back(draft(std::string(topic) + std::to_string(i), topic, 1 + number % 4 * 0.7,
                             number % 3 == 2 ? Direction::lower_is_better : Direction::higher_is_better));
  }
  return result;
}

inline Panel panel(const Structure& structure, std::size_t units, int periods, double missing,
                   std::uint64_t seed) {
  Random random(seed);
  Panel result;
  for (int p = 0; p < periods; ++p)
    for (std::size_t u = 0; u < units; ++u)
      result.units.push_back({"r" + std::to_string(100 + u), Period::month(2020 + p / 12, 1 + p % 12), true});
  result.values.reshape(result.units.size(), structure.indicators);
  for (std::size_t c = 0; c < structure.indicators; ++c)
    for (double& value : result.values.column(c)) {
      const double u = random.uniform();
      value = random.uniform() < missing ? kMissing : 1 + 50 * u * (c % 3 == 0 ? u * u * u : 1);
    }
  return result;
}

/// The first rows of a panel.
inline Panel first_rows(const Panel& panel, std::size_t rows) {
  Panel result;
  result.units.assign(panel.units.begin(), panel.units.begin() + static_cast<std::ptrdiff_t>(rows));
  result.values.reshape(rows, panel.values.columns());
  for (std::size_t c = 0; c < panel.values.columns(); ++c)
    for (std::size_t r = 0; r < rows; ++r) result.values(r, c) = panel.values(r, c);
  return result;
}

inline Model model(Structure structure, AggregateLevel level, Normalisation normalisation = {},
                   bool treat = true) {
  Model result;
  result.structure = std::move(structure);
  if (treat) {
    TreatStep step;
    step.plan.first.method = Treatment::Method::winsorise;
    step.plan.first.max_points = 3;
    step.plan.second.emplace();
    step.plan.second->method = Treatment::Method::log_shift;
    result.steps.emplace_back(step);
  }
  NormaliseStep normalise;
  normalise.general = normalisation;
  result.steps.emplace_back(normalise);
  AggregateStep aggregate;
  aggregate.levels = {level};
  result.steps.emplace_back(aggregate);
  return result;
}

}  // namespace dajuan::index::made_up
