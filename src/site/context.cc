#include "site/context.h"

#include "site/text_format.h"

namespace dajuan::site {

std::string Context::name(const Unit& unit) const {
  return displayable(result.regions[unit.region].name.in(language));
}

std::string Context::node_name(int node) const {
  return displayable(result.structure.nodes[static_cast<std::size_t>(node)].name.in(language));
}

std::string Context::link(const std::string& to) const { return relative_link(address, to); }

std::string Context::file_link(const std::string& path) const {
  return relative_link(std::string(language_code(language)) + "/" + address, path);
}

std::string data_of(const Context& context) {
  for (const Month& month : context.series.months)
    if (month.period == context.result.period && month.newest().revision != context.result.revision)
      return data_address(context.result.series, context.result.period, context.result.revision);
  return data_address(context.result.series, context.result.period);
}

}  // namespace dajuan::site
