#include "main/language.h"

#include <doctest/doctest.h>

#include <vector>

using dajuan::choose_language;
using dajuan::Language;

TEST_CASE("the option goes before the locale, the locale before English") {
  CHECK(choose_language({}, "") == Language::en);
  CHECK(choose_language({}, "zh_CN.UTF-8") == Language::zh);
  CHECK(choose_language({}, "de_DE.UTF-8") == Language::en);
  const std::vector<const char*> apart = {"dajuan", "scheme", "--lang", "zh", "check"};
  CHECK(choose_language(apart, "en_GB.UTF-8") == Language::zh);
  const std::vector<const char*> joined = {"dajuan", "--lang=en"};
  CHECK(choose_language(joined, "zh_CN.UTF-8") == Language::en);
}

TEST_CASE("what stands after -- is no option, and an option without a value says nothing") {
  const std::vector<const char*> after = {"dajuan", "--", "--lang", "zh"};
  CHECK(choose_language(after, "") == Language::en);
  const std::vector<const char*> empty = {"dajuan", "--lang"};
  CHECK(choose_language(empty, "zh") == Language::zh);
}
