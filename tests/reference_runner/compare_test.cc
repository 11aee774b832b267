// The comparison must fail where it should: otherwise a passing case proves nothing.
#include "reference/compare.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

namespace dajuan::reference {
namespace {

Frame scores() {
  Frame frame;
  frame.columns = {"uCode", "A", "B"};
  frame.add({"NA"}, {Value::figure(1), Value()});
  frame.add({"u2"}, {Value::figure(2000), Value::text("ok")});
  return frame;
}

RawTable expected() { return {{"uCode", "B", "A"}, {{"u2", "ok", "2000"}, {"NA", "NA", "1"}}}; }

std::size_t differences(const Frame& found, const RawTable& wanted, Tolerance tolerance = {}) {
  return compare(found, wanted, tolerance).differences;
}

}  // namespace

TEST_CASE("rows are matched by key and columns by name, in any order; a unit may be called NA") {
  const Comparison comparison = compare(scores(), expected(), {});
  CHECK(comparison.differences == 0);
  CHECK(comparison.cells == 4);
  CHECK_FALSE(comparison.worst);
}

TEST_CASE("numbers agree within 1e-9 of the larger one or of 1") {
  RawTable wanted = expected();
  wanted.rows[0][2] = "2000.0000019";
  CHECK(differences(scores(), wanted) == 0);
  wanted.rows[0][2] = "2000.0000021";
  CHECK(differences(scores(), wanted) == 1);
  wanted = expected();
  wanted.rows[1][2] = "1.0000000009";
  CHECK(differences(scores(), wanted) == 0);
  wanted.rows[1][2] = "1.000000002";
  CHECK(differences(scores(), wanted) == 1);
  CHECK(differences(scores(), wanted, {1e-8, 0}) == 0);
  CHECK(differences(scores(), wanted, {0, 0}) == 1);
}

TEST_CASE("the worst cell is named with row, column, both values and its error") {
  RawTable wanted = expected();
  wanted.rows[0][2] = "2000.0002";
  wanted.rows[1][2] = "1.5";
  const Comparison comparison = compare(scores(), wanted, {});
  CHECK(comparison.differences == 2);
  REQUIRE(comparison.worst);
  CHECK(comparison.worst->row == "NA");
  CHECK(comparison.worst->column == "A");
  CHECK(comparison.worst->found == "1");
  CHECK(comparison.worst->expected == "1.5");
  CHECK(comparison.worst->error == 0.5);
  CHECK(comparison.worst->excess == doctest::Approx(0.5 / 1.5e-9));
}

TEST_CASE("missing, not a number, infinite and words are each their own") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  Frame found;
  found.columns = {"k", "x"};
  found.add({"a"}, {Value::computed(nan)});
  const auto with = [](const std::string& cell) { return RawTable{{"k", "x"}, {{"a", cell}}}; };
  CHECK(differences(found, with("NaN")) == 0);
  for (const char* cell : {"NA", "Inf", "0", "word", ""}) CHECK(differences(found, with(cell)) == 1);
  found.rows[0][0] = Value();
  CHECK(differences(found, with("NA")) == 0);
  for (const char* cell : {"NaN", "-Inf", "0", ""}) CHECK(differences(found, with(cell)) == 1);
  found.rows[0][0] = Value::computed(-std::numeric_limits<double>::infinity());
  CHECK(differences(found, with("-Inf")) == 0);
  CHECK(differences(found, with("Inf")) == 1);
  found.rows[0][0] = Value::text("true");
  CHECK(differences(found, with("true")) == 0);
  CHECK(differences(found, with("false")) == 1);
}

TEST_CASE("absent and additional rows and columns are differences") {
  RawTable wanted = expected();
  wanted.rows.pop_back();
  CHECK(differences(scores(), wanted) == 1);
  wanted = expected();
  wanted.rows.push_back({"u3", "ok", "1"});
  CHECK(differences(scores(), wanted) == 1);
  wanted = expected();
  wanted.rows.push_back(wanted.rows.front());
  CHECK(differences(scores(), wanted) == 1);
  wanted = expected();
  wanted.header[2] = "C";
  CHECK(differences(scores(), wanted) == 2);  // A is too much, C is not there
  wanted = expected();
  wanted.header[0] = "unit";
  CHECK(differences(scores(), wanted) > 0);
  Frame twice = scores();
  twice.add({"u2"}, twice.rows[1]);
  CHECK(differences(twice, expected()) == 1);
}

TEST_CASE("a table of facts may be asked for in part, but not for what is not there") {
  RawTable wanted{{"uCode", "A"}, {{"NA", "1"}, {"u2", "2000"}}};
  CHECK(differences(scores(), wanted) == 1);
  Frame found = scores();
  keep_expected_columns(found, wanted);
  CHECK(differences(found, wanted) == 0);
  wanted.header[1] = "Z";
  found = scores();
  keep_expected_columns(found, wanted);
  CHECK(differences(found, wanted) == 1);
}

TEST_CASE("the sign of a component is free per group, and only as a whole") {
  Frame found;
  found.keys = 2;
  found.columns = {"group", "iCode", "loading"};
  found.add({"g", "a"}, {Value::figure(0.6)});
  found.add({"g", "b"}, {Value::figure(-0.8)});
  found.add({"h", "c"}, {Value::figure(1)});
  const RawTable turned{{"group", "iCode", "loading"},
                        {{"g", "a", "-0.6"}, {"g", "b", "0.8"}, {"h", "c", "1"}}};
  Frame aligned = found;
  align_signs(aligned, turned, "loading");
  CHECK(differences(aligned, turned) == 0);
  const RawTable mixed{{"group", "iCode", "loading"},
                       {{"g", "a", "0.6"}, {"g", "b", "0.8"}, {"h", "c", "1"}}};
  aligned = found;
  align_signs(aligned, mixed, "loading");
  CHECK(differences(aligned, mixed) == 1);
}

TEST_CASE("numbers of reference files") {
  CHECK(read_number("1/4") == 0.25);
  CHECK(read_number("-2.5e-3") == -0.0025);
  CHECK(std::isnan(*read_number("NaN")));
  for (const char* text : {"", "1/0", "nan", "1,5", "0x10", "1/2/3"}) CHECK_FALSE(read_number(text));
  CHECK(Value::read("1/2").kind == Value::Kind::word);
}

}  // namespace dajuan::reference
