#include "index/figure_gaps.h"

#include <doctest/doctest.h>

#include "figure_test_tools.h"

namespace dajuan::index {
namespace {

const std::string kHead = "region,period,variable,value\n";

Scheme scheme_of(const std::vector<std::string>& variables) {
  Scheme scheme;
  for (const std::string& variable : variables) scheme.rules.emplace_back().terms.push_back({variable, 1});
  return scheme;
}

std::string told(const std::string& rows, const Scheme& scheme) {
  const region::Regions regions = regions_of("1,,county,,,,甲,A\n2,,county,,,,乙,B\n");
  const Reading reading({kHead + rows}, regions);
  REQUIRE(text(Language::en, reading.diagnostics) == "");
  Diagnostics diagnostics;
  warn_of_gaps(reading.figures, scheme, {"s", "", 0, 0, ""}, diagnostics);
  CHECK_FALSE(diagnostics.has_errors());
  std::string all;
  for (const Diagnostic& item : diagnostics.items()) all += text(Language::en, item.message) + "\n";
  return all;
}

TEST_CASE("A month that no region reports is told once for all variables that lack it") {
  const std::string rows =
      "1,2024-01,a,1\n2,2024-02,a,1\n1,2024-04,a,1\n"
      "1,2024-02,b,1\n1,2024-04,b,1\n"
      "1,2024-01,unused,1\n1,2024-12,unused,1\n";
  CHECK(told(rows, scheme_of({"a", "b"})) == "In 2024-03 no region has a figure of a, b.\n");
}

TEST_CASE("A variable that stops before the others is told, but not one that is known later") {
  const std::string rows = "1,2024-01,a,1\n1,2024-02,a,1\n1,2024-03,a,1\n1,2024-01,b,1\n";
  Scheme scheme = scheme_of({"a", "b"});
  CHECK(told(rows, scheme) == "In 2024-02, 2024-03 no region has a figure of b.\n");
  scheme.variables.push_back({"b", 2, false, {}});
  CHECK(told(rows, scheme) == "");
}

TEST_CASE("A year's figure is not awaited in the months after it, and a gap between years is told") {
  CHECK(told("1,2024-01,a,1\n1,2024-02,a,1\n1,2023,b,1\n", scheme_of({"a", "b"})) == "");
  CHECK(told("1,2024-01,a,1\n1,2020,b,1\n1,2022,b,1\n", scheme_of({"a", "b"})) ==
        "In 2021 no region has a figure of b.\n");
}

TEST_CASE("A variable without any figure is told") {
  CHECK(told("1,2024-01,a,1\n1,2024-01,b,\n", scheme_of({"a", "b"})) ==
        "No region has a figure of b in any period: what is made of it has no score.\n");
}

}  // namespace
}  // namespace dajuan::index
