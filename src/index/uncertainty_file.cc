#include "index/uncertainty_file.h"

namespace dajuan::index {

UncertaintyRule read_uncertainty(Section section, Frequency frequency) {
  UncertaintyRule rule;
  const std::optional<double> level = section.number("level");
  if (level && !(*level >= 0.5 && *level < 1))
    section.wrong("level", *section.raw("level"), "@scheme.expect.level");
  else
    rule.level = level.value_or(rule.level);
  const std::optional<double> share = section.number("false_discovery");
  if (share && !(*share > 0 && *share < 0.5))
    section.wrong("false_discovery", *section.raw("false_discovery"), "@scheme.expect.false_discovery");
  else
    rule.false_discovery = share.value_or(rule.false_discovery);
  if (const std::optional<std::string> base = section.text("base")) {
    rule.base = Period::parse(*base);
    if (!rule.base || rule.base->frequency() != frequency) {
      const std::string example = Period::month(2019, 12).containing(frequency).text();
      section.wrong("base", *section.raw("base"), "\"" + example + "\"");
      rule.base.reset();
    }
  }
  section.finish();
  return rule;
}

}  // namespace dajuan::index
