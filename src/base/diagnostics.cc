#include "base/diagnostics.h"

namespace dajuan {

void Diagnostics::error(Place place, Message message, Message hint) {
  add({Severity::error, std::move(place), std::move(message), std::move(hint)});
}
void Diagnostics::warning(Place place, Message message, Message hint) {
  add({Severity::warning, std::move(place), std::move(message), std::move(hint)});
}
void Diagnostics::note(Place place, Message message, Message hint) {
  add({Severity::note, std::move(place), std::move(message), std::move(hint)});
}

void Diagnostics::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::error) ++errors_;
  if (diagnostic.severity == Severity::warning) ++warnings_;
  Tally& tally = tallies_[diagnostic.message.id];
  ++tally.all;
  if (tally.kept >= limit_) return;
  ++tally.kept;
  items_.push_back(std::move(diagnostic));
}

void Diagnostics::append(const Diagnostics& other) {
  for (const Diagnostic& item : other.items_) add(item);
  for (const auto& [id, tally] : other.tallies_) tallies_[id].all += tally.all - tally.kept;
  std::size_t shown_errors = 0;
  std::size_t shown_warnings = 0;
  for (const Diagnostic& item : other.items_) {
    shown_errors += item.severity == Severity::error;
    shown_warnings += item.severity == Severity::warning;
  }
  errors_ += other.errors_ - shown_errors;
  warnings_ += other.warnings_ - shown_warnings;
}

std::size_t Diagnostics::not_shown(const std::string& message_id) const {
  const auto found = tallies_.find(message_id);
  return found == tallies_.end() ? 0 : found->second.all - found->second.kept;
}

}  // namespace dajuan
