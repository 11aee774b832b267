#include "base/json.h"

#include <doctest/doctest.h>

#include <limits>
#include <stdexcept>

using namespace dajuan;

namespace {

JsonValue good(std::string_view text) {
  Diagnostics diagnostics;
  const auto value = parse_json(text, "a.json", diagnostics);
  REQUIRE(value.has_value());
  CHECK(diagnostics.items().empty());
  return *value;
}

/// "message@line:column path" of the first problem.
std::string problem(std::string_view text, JsonLimits limits = {}) {
  Diagnostics diagnostics;
  if (parse_json(text, "a.json", diagnostics, limits).has_value()) return "";
  const Diagnostic& first = diagnostics.items().at(0);
  return first.message.id + "@" + std::to_string(first.place.row) + ":" + std::to_string(first.place.column) +
         " " + first.place.column_name;
}

}  // namespace

TEST_CASE("values, members in the order of the file, numbers as written") {
  const JsonValue value = good(R"({"z": [1, -2.50, 18446744073709551616, true, null], "a": "\u5e73安"})");
  REQUIRE(value.kind() == JsonKind::object);
  REQUIRE(value.members().size() == 2);
  CHECK(value.members()[0].first == "z");
  const std::vector<JsonValue>& items = value.find("z")->items();
  REQUIRE(items.size() == 5);
  CHECK(items[0].text() == "1");
  CHECK(items[1].text() == "-2.50");
  CHECK(items[1].number() == -2.5);
  CHECK(items[2].text() == "18446744073709551616");
  CHECK(items[2].number() == 18446744073709551616.0);
  CHECK(items[3].boolean());
  CHECK(items[4].is_null());
  CHECK(value.find("a")->text() == "平安");
  CHECK(value.find("b") == nullptr);
}

TEST_CASE("what is wrong has its place") {
  CHECK(problem("{\"a\": 1,\n  \"b\" 2}") == "json.syntax@2:7 ");
  CHECK(problem("") == "json.syntax@1:1 ");
  CHECK(problem("[1] 2") == "json.syntax@1:5 ");
  CHECK(problem("\"\xFF\"") == "json.syntax@1:2 ");
  CHECK(problem(R"({"a": [{"b": 1, "b": 2}]})") == "json.key_twice@0:0 a[0].b");
  CHECK(problem("[0, 1e999]").starts_with("json.number_out_of_range"));
  CHECK(problem(std::string(64, '[') + std::string(64, ']')) == "");
  CHECK(problem(std::string(65, '[') + std::string(65, ']')).starts_with("json.too_deep"));
  CHECK(problem(std::string(1000000, '[')).starts_with("json.too_deep"));
  JsonLimits limits;
  limits.values = 3;
  CHECK(problem("[1, 2]", limits) == "");
  CHECK(problem("[1, 2, 3]", limits).starts_with("json.too_many_values"));
  limits.bytes = 3;
  CHECK(problem("[1, 2]", limits).starts_with("table.too_large"));
}

TEST_CASE("canonical form: the examples of RFC 8785, sections 3.2.2 and 3.2.3") {
  CHECK(canonical_json(good(R"({
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  })")) == R"({"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],)"
           R"("string":"€$\u000f\nA'B\"\\\\\"/"})");
  const JsonValue sorted = good(R"({
    "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh",
    "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
  })");
  CHECK(
      canonical_json(sorted) ==
      "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xC2\x80\":\"Control\","
      "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
      "\"\xF0\x9F\x98\x80\":\"Emoji: Grinning Face\",\"\xEF\xAC\xB3\":\"Hebrew Letter Dalet With Dagesh\"}");
}

TEST_CASE("values made here are written; what has no canonical form throws") {
  JsonValue value = JsonValue::object();
  value.add("b", JsonValue::array({1, 2.5, "x", false, JsonValue()}));
  value.add("a", std::string("\x01\b\f\t"));
  CHECK(canonical_json(value) == R"({"a":"\u0001\b\f\t","b":[1,2.5,"x",false,null]})");
  CHECK(canonical_json(9007199254740992ll) == "9007199254740992");
  CHECK_THROWS_AS(canonical_json(9007199254740993ll), std::invalid_argument);
  CHECK_THROWS_AS(canonical_json(std::numeric_limits<double>::infinity()), std::invalid_argument);
  CHECK_THROWS_AS(canonical_json("\xFF"), std::invalid_argument);
  CHECK_THROWS_AS(canonical_json(JsonValue::object({{"a", 1}, {"a", 2}})), std::invalid_argument);
}
