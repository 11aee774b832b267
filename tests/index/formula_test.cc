#include "index/formula.h"

#include <doctest/doctest.h>

namespace dajuan::index {
namespace {

TEST_CASE("a formula is a weighted sum") {
  std::optional<FormulaProblem> problem;
  const std::vector<Term> terms = parse_formula(" a + b.1 - 2*c - 常住人口 * 0.5", problem);
  REQUIRE_FALSE(problem);
  REQUIRE(terms.size() == 4);
  CHECK(terms[0].variable == "a");
  CHECK(terms[1].variable == "b.1");
  CHECK(terms[2].coefficient == -2);
  CHECK(terms[3].variable == "常住人口");
  CHECK(terms[3].coefficient == -0.5);
  CHECK(formula_text(terms) == "a + b.1 - 2 * c - 0.5 * 常住人口");
}

TEST_CASE("what is written reads back to the same") {
  for (const char* text : {"a", "-a", "2.5 * a - b", "- 0.001*x + y_2"}) {
    std::optional<FormulaProblem> problem;
    const std::vector<Term> once = parse_formula(text, problem);
    REQUIRE_FALSE(problem);
    const std::vector<Term> twice = parse_formula(formula_text(once), problem);
    REQUIRE_FALSE(problem);
    REQUIRE(once.size() == twice.size());
    for (std::size_t i = 0; i < once.size(); ++i) {
      CHECK(once[i].variable == twice[i].variable);
      CHECK(once[i].coefficient == twice[i].coefficient);
    }
  }
}

TEST_CASE("a mistake is told with its character, counted as a reader counts") {
  const auto at = [](const char* text) {
    std::optional<FormulaProblem> problem;
    CHECK(parse_formula(text, problem).empty());
    return problem ? problem->at : 0;
  };
  CHECK(at("") == 1);
  CHECK(at("a +") == 4);
  CHECK(at("a b") == 3);
  CHECK(at("2 a") == 3);
  CHECK(at("盗窃 / b") == 4);
  CHECK(at("a * b") == 5);
  CHECK(at("1.2.3 * a") == 1);
  CHECK(at("a + b - a") == 9);
}

}  // namespace
}  // namespace dajuan::index
