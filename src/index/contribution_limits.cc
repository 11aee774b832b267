#include "index/contribution_limits.h"

namespace dajuan::index {

Limits contribution_limits(double amount, double difference, const Limits& limits) {
  if (!limits.known() || !(difference != 0)) return {};
  const double scale = amount / difference;
  const Limits scaled{limits.lower * scale, limits.upper * scale};
  return scale < 0 ? Limits{scaled.upper, scaled.lower} : scaled;
}

Limits contribution_limits(const Uncertainty& chance, std::size_t row, Comparison comparison,
                           const Part& part) {
  if (part.kind != Part::Kind::indicator) return {};
  const std::size_t at = chance.at(row, static_cast<std::size_t>(part.node));
  const Estimate* difference = nullptr;
  for (std::size_t k = 0; k < kChangeCount; ++k)
    if (kChanges[k] == comparison) difference = &chance.changes[k][at].difference;
  if (comparison == Comparison::whole) difference = &chance.beside_whole[at];
  if (comparison == Comparison::peers_mean) difference = &chance.beside_peers[at];
  return difference == nullptr ? Limits{}
                               : contribution_limits(part.amount, difference->value, difference->limits);
}

}  // namespace dajuan::index
