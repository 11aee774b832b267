#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/period.h"
#include "index/section.h"
#include "index/steps.h"

namespace dajuan::index {

/// The codes that scheme.toml may refer to.
struct Codes {
  std::vector<std::string> levels;  ///< from the bottom up
  std::vector<std::string> indicators;
  std::vector<std::string> aggregates;
};

struct StepContext {
  Codes codes;
  Frequency frequency = Frequency::month;
  bool released = true;
  FitScope scope;  ///< of steps that name none
};

/// Reads `[[steps]]` and says what is impossible or doubtful in their order and together.
std::vector<Step> read_steps(std::vector<Section> sections, const StepContext& context);

/// Tells of a code that is none of `known`.
void check_code(const Section& section, std::string_view key, const std::string& code,
                const std::vector<std::string>& known);

}  // namespace dajuan::index
