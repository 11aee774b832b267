#include "base/diagnostics.h"

#include <doctest/doctest.h>

namespace dajuan {
namespace {

Place at(std::uint32_t row, const std::string& sheet = "") { return {"a.csv", sheet, row, 2, "value"}; }
Message not_a_number(const std::string& found) { return {"figures.not_a_number", {{"found", found}}}; }

TEST_CASE("The cell of a workbook bears the name that its reader sees") {
  CHECK(
      text(Language::en, Diagnostic{Severity::error, {"a.xlsx", "S", 14, 28, "v"}, not_a_number("x"), {}}) ==
      "a.xlsx[S]:AB14 v: error: “x” is not a number.");
  CHECK(text(Language::en, Diagnostic{Severity::error, at(14), not_a_number("x"), {}}) ==
        "a.csv:14:2 value: error: “x” is not a number.");
}

TEST_CASE("Chinese sentences stand side by side, English ones with a space between them") {
  const Diagnostic told{Severity::error, at(2), not_a_number("x"), {"figures.cell_hint"}};
  CHECK(text(Language::zh, told) == "a.csv:2:2 value: 错误：“x”不是数字。请填写数字本身。");
  CHECK(text(Language::en, told) == "a.csv:2:2 value: error: “x” is not a number. Enter the number itself.");
}

TEST_CASE("What says the same of one column is one line with all rows") {
  Diagnostics diagnostics;
  for (const std::uint32_t row : {2u, 3u, 4u, 7u, 9u}) diagnostics.error(at(row), not_a_number("x"));
  diagnostics.error(at(5), not_a_number("y"));
  diagnostics.error(at(6, "other"), not_a_number("x"));
  CHECK(text(Language::en, diagnostics) ==
        "a.csv:2:2 value: error: “x” is not a number. (and rows: 3–4, 7, 9)\n"
        "a.csv:5:2 value: error: “y” is not a number.\n"
        "a.csv[other]:B6 value: error: “x” is not a number.\n");
}

TEST_CASE("Of notes that differ the first is told, and where the others are") {
  Diagnostics diagnostics;
  for (std::uint32_t row = 2; row <= 9; ++row)
    diagnostics.note(at(row), {"figures.separators", {{"found", std::to_string(row)}, {"read", "1"}}});
  CHECK(text(Language::en, diagnostics) ==
        "a.csv:2:2 value: note: “2” was read as 1, without its thousands separators.\n"
        "a.csv value: and 7 more of this kind in rows 3–9\n");
}

TEST_CASE("Ten errors that differ are told in full, the others with their rows, none is lost") {
  Diagnostics diagnostics(15);
  for (std::uint32_t row = 2; row < 22; ++row) diagnostics.error(at(row), not_a_number(std::to_string(row)));
  const std::string told = text(Language::en, diagnostics);
  CHECK(told.find("a.csv:11:2 value: error: “11” is not a number.\n") != std::string::npos);
  CHECK(told.find("a.csv value: and 5 more of this kind in rows 12–16\n") != std::string::npos);
  CHECK(told.find("5 more like this are not listed: a.csv:16:2") != std::string::npos);
  CHECK(diagnostics.errors() == 20);
}

TEST_CASE("Problems without a row are all told") {
  Diagnostics diagnostics;
  for (const char* found : {"a", "b", "b"}) diagnostics.error({"s.toml", "", 0, 0, ""}, not_a_number(found));
  CHECK(text(Language::en, diagnostics) ==
        "s.toml: error: “a” is not a number.\ns.toml: error: “b” is not a number.\n"
        "s.toml: error: “b” is not a number.\n");
}

}  // namespace
}  // namespace dajuan
