#include "base/toml.h"

#include <doctest/doctest.h>

using namespace dajuan;

namespace {

std::optional<TomlValue> parse(std::string_view text, Diagnostics& diagnostics, TomlLimits limits = {}) {
  return parse_toml(text, "scheme.toml", diagnostics, limits);
}

std::string problem(std::string_view text, TomlLimits limits = {}) {
  Diagnostics diagnostics;
  if (parse(text, diagnostics, limits).has_value()) return "";
  const Diagnostic& first = diagnostics.items().at(0);
  return first.message.id + "@" + std::to_string(first.place.row) + ":" + std::to_string(first.place.column);
}

std::string repeated(std::string_view text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

}  // namespace

TEST_CASE("values come with kind, path and place, tables in the order of the file") {
  Diagnostics diagnostics;
  const auto root = parse(
      "name = '平安'\n"
      "[window]\n"
      "months = 12\n"
      "annual = false\n"
      "[[step]]\n"
      "method = \"min-max\"\n"
      "bounds = [1, 2.5]\n"
      "since = 2015-01-01\n",
      diagnostics);
  REQUIRE(root.has_value());
  REQUIRE(root->entries.size() == 3);
  CHECK(root->entries[0].key == "name");
  CHECK(root->entries[1].key == "window");
  CHECK(root->entries[2].key == "step");
  CHECK(root->find("name")->text == "平安");
  CHECK(root->find("absent") == nullptr);
  const TomlValue& window = *root->find("window");
  CHECK(window.find("months")->kind == TomlKind::integer);
  CHECK(window.find("months")->integer == 12);
  CHECK(window.find("months")->number == 12.0);
  CHECK(window.find("months")->path == "window.months");
  CHECK(window.find("months")->line == 3);
  CHECK(window.find("months")->column == 10);
  CHECK(window.entries[1].line == 4);
  CHECK(window.entries[1].column == 1);
  CHECK(window.find("annual")->kind == TomlKind::boolean);
  const TomlValue& step = root->find("step")->items.at(0);
  CHECK(step.find("bounds")->items.at(1).kind == TomlKind::number);
  CHECK(step.find("bounds")->items.at(1).number == 2.5);
  CHECK(step.find("bounds")->items.at(1).path == "step[0].bounds[1]");
  CHECK(step.find("since")->kind == TomlKind::date);
  CHECK(step.find("since")->text == "2015-01-01");
  const Place place = step.find("method")->place("scheme.toml");
  CHECK(place.row == 6);
  CHECK(place.column_name == "step[0].method");
  CHECK(toml_kind_name(TomlKind::date) == "@toml.kind.date");
}

TEST_CASE("what is wrong has line and column") {
  CHECK(problem("a = 1\nb = \n") == "toml.syntax@2:5");
  CHECK(problem("a = 1\na = 2\n") == "toml.syntax@2:5");
  CHECK(problem("a = 1\nb = [1, nan]\n") == "toml.not_finite@2:9");
  TomlLimits small;
  small.bytes = 4;
  CHECK(problem("a = 1", small) == "table.too_large@0:0");
}

TEST_CASE("depth is refused before it costs the stack") {
  CHECK(problem("a = " + repeated("[", 32) + repeated("]", 32)) == "");
  CHECK(problem("a = " + repeated("[", 33) + repeated("]", 33)) == "toml.too_deep@1:37");
  CHECK(problem("a" + repeated(".a", 31) + " = 1") == "");
  CHECK(problem("b = 1\na" + repeated(".a", 32) + " = 1") == "toml.too_deep@2:64");
  CHECK(problem("[a" + repeated(".\"=\"", 1000000) + "]").starts_with("toml.too_deep"));
  CHECK(problem("x = {p = '''\n'''', a" + repeated(".a", 40) + " = 1, q = ''}").starts_with("toml.too_deep"));
  // Dots and brackets in texts, comments and lists of numbers are no depth.
  CHECK(problem("a = \"" + repeated(".[", 99) + "\" # " + repeated("[.", 99)) == "");
  CHECK(problem("a = \"\"\"\n" + repeated(".[", 99) + "\\\"\"\"\"\"") == "");
  CHECK(problem("a = [" + repeated("1.5, ", 99) + "]") == "");
}
