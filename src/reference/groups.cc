#include "reference/groups.h"

#include <algorithm>
#include <cctype>
#include <span>

#include "base/embedded.h"

namespace dajuan {
std::span<const EmbeddedFile> embedded_groups();
}

namespace dajuan::reference {

Groups::Groups(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, std::min(end, text.find('#')));
    text.remove_prefix(std::min(end + 1, text.size()));
    while (line.ends_with(' ')) line.remove_suffix(1);
    const std::size_t space = line.find(' ');
    if (space != std::string_view::npos)
      listed_.emplace(std::string(line.substr(0, space)), std::string(line.substr(space + 1)));
  }
}

bool Groups::must_pass(const std::string& family, const std::string& case_id) const {
  return listed_.contains({family, group_of(case_id)});
}

const Groups& listed_groups() {
  static const Groups groups(embedded_groups().front().bytes);
  return groups;
}

std::string group_of(const std::string& case_id) {
  const auto end =
      std::find_if_not(case_id.begin(), case_id.end(), [](unsigned char c) { return std::isalpha(c) != 0; });
  return {case_id.begin(), end};
}

}  // namespace dajuan::reference
