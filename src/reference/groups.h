#pragma once
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace dajuan::reference {

/// The groups of cases that must pass, as tests/reference/groups.txt lists them: a family and the letter that
/// its case names begin with, one pair a line.
class Groups {
 public:
  explicit Groups(std::string_view text);

  bool must_pass(const std::string& family, const std::string& case_id) const;

 private:
  std::set<std::pair<std::string, std::string>> listed_;
};

/// The list in the source tree, built into the program.
const Groups& listed_groups();

/// The letters that a case's name begins with: "g" of g1-panel-pooled.
std::string group_of(const std::string& case_id);

}  // namespace dajuan::reference
