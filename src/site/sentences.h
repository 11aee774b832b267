#pragma once
#include <string>
#include <vector>

#include "site/chance.h"
#include "site/context.h"

namespace dajuan::site {

// Sentences say first what changed clearly, then how many did not, then what cannot be said. A headline comes
// by clauses, so that a page can break its lines between them; it has no full stop at its end.

/// "Seven states rose and four fell in a year. The other 21 did not clearly move".
std::vector<std::string> month_headline(const Context& context);
/// The sentences below it: the whole, who moved furthest, the other comparison, which ranks are settled.
std::vector<std::string> month_deck(const Context& context);

/// "Sinaloa fell 19.5 points in a year, a clear change, and stands 26th–31st of 32 states".
std::vector<std::string> headline(const Context& context, const Unit& unit);
/// The sentences below it: what moved it, the other comparison, how it stands beside the whole.
std::vector<std::string> deck(const Context& context, const Unit& unit);

/// What moved a score most, with its figures, and what worked most against that.
std::vector<std::string> why_sentences(const Context& context, const Unit& unit, std::size_t comparison);
/// A question where the figures fell so far together that recording may have changed: at least three raw
/// figures that clearly fell to less than half. Empty else.
std::string doubt_sentence(const Context& context, const Unit& unit, std::size_t comparison);

/// Units whose score clearly moved in the main comparison, the furthest first.
std::vector<int> clear_movers(const Result& result, const std::vector<int>& units, index::ChangeWord word);
/// The regions that a month is about: the members of the whole, or all that have no whole.
const std::vector<int>& month_members(const Result& result);

}  // namespace dajuan::site
