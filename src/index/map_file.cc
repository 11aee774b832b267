#include "index/map_file.h"

namespace dajuan::index {

MapRule read_map(Section& section) {
  MapRule rule;
  rule.outlines = section.text("outlines", Need::required).value_or("");
  rule.property = section.text("property").value_or(rule.property);
  rule.licensed = section.flag("licensed").value_or(false);
  rule.credit = section.names("credit", rule.licensed ? Need::required : Need::optional);
  rule.approval = section.names("approval");
  section.finish();
  if (!rule.licensed)
    section.diagnostics().note(section.place(), {"scheme.map_unlicensed"}, {"scheme.map_unlicensed_hint"});
  return rule;
}

}  // namespace dajuan::index
