#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/message.h"
#include "index/indicator_rule.h"

namespace dajuan::index {

/// Where and why a formula cannot be read. `at` counts characters from 1.
struct FormulaProblem {
  std::size_t at = 0;
  Message message;
};

/// A weighted sum of variables:
///   formula = ["+" | "-"] term { ("+" | "-") term }
///   term    = [number "*"] variable | variable "*" number
/// A variable begins with a letter, "_" or any character beyond ASCII and goes on with those, digits and ".".
/// Spaces count for nothing. Example: `homicide + femicide - 0.5 * attempted`. Naming a variable twice is a
/// problem. On a problem the result is empty.
std::vector<Term> parse_formula(std::string_view text, std::optional<FormulaProblem>& problem);

/// The formula that reads back to these terms.
std::string formula_text(const std::vector<Term>& terms);

}  // namespace dajuan::index
