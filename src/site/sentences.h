#pragma once
#include <string>
#include <vector>

#include "site/parts.h"

namespace dajuan::site {

/// The headline of a unit by clauses: "Mexico scores 59.7 in June 2025," "up 1.8 on June 2024". Nothing is
/// claimed about chance.
std::vector<std::string> headline(const Context& context, const Unit& unit);
/// The headline of a month: that of the whole, or what it is and when.
std::vector<std::string> month_headline(const Context& context);
/// The sentences below it: the other change, what gave and what cost most, what this cannot say.
std::vector<std::string> deck(const Context& context, const Unit& unit);
/// "up 1.8 on June 2024", "the same as in June 2024"; empty when there is no difference to tell.
std::string moved(const Context& context, double change, Period from);

}  // namespace dajuan::site
